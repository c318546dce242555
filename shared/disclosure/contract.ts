import * as z from 'zod'
import { operation } from '#shared/base/procedure'
import { EditionContent, EditionLine } from './edition.ts'

const Year = z.coerce.number().int().min(2000).max(2100)
const Unit = z.string().min(1).max(40)
const Of = z.strictObject({ year: Year, unit: Unit })
const Edition = z.strictObject({ year: Year, unit: Unit, edition: z.coerce.number().int().min(1).max(999) })
const Bound = Edition.extend({ rev: z.int().min(1), hash: z.string().regex(/^[0-9a-f]{64}$/) })

/** 信息公开. The steps of an edition; each is bound to the hash of what was submitted. */
export const disclosureContract = {
  /** Years and units with their editions, and what the present draft would publish (its hash). */
  list: operation
    .route({ method: 'GET', path: '/editions' })
    .meta({ right: 'editions:read' })
    .input(z.strictObject({ year: Year.optional(), unit: Unit.optional() }))
    .output(z.object({ editions: z.array(EditionLine) })),
  /** 预览. What would be submitted now: the content as the rows stand, its hash, and who has edited. */
  draft: operation
    .route({ method: 'GET', path: '/editions/{year}/{unit}/draft' })
    .meta({ right: 'editions:read' })
    .input(Of)
    .output(z.object({ content: EditionContent, hash: z.string(), editors: z.array(z.string()) })),
  content: operation
    .route({ method: 'GET', path: '/editions/{year}/{unit}/{edition}' })
    .meta({ right: 'editions:read' })
    .input(Edition)
    .output(z.object({ line: EditionLine, content: EditionContent })),
  /** 编制、送审. Freezes the content and fixes its hash. A correction says what it corrects and why. */
  submit: operation
    .route({ method: 'POST', path: '/editions/{year}/{unit}' })
    .meta({ right: 'editions:submit' })
    .input(Of.extend({ hash: z.string(), correction: z.string().max(2000).optional() }))
    .output(EditionLine),
  /** 审核, with the secrecy check 保密审查. */
  review: operation
    .route({ method: 'POST', path: '/editions/{year}/{unit}/{edition}/review' })
    .meta({ right: 'editions:review' })
    .input(Bound.extend({ secrecy: z.boolean(), note: z.string().max(2000).optional() }))
    .output(EditionLine),
  /** 退回修改. */
  sendBack: operation
    .route({ method: 'POST', path: '/editions/{year}/{unit}/{edition}/return' })
    .meta({ right: 'editions:review' })
    .input(Bound.extend({ reason: z.string().min(1).max(2000) }))
    .output(EditionLine),
  /** 签发. Publishes at once, or at the set time. */
  signOff: operation
    .route({ method: 'POST', path: '/editions/{year}/{unit}/{edition}/sign-off' })
    .meta({ right: 'editions:sign-off', fresh: true })
    .input(Bound.extend({ at: z.string().optional() }))
    .output(EditionLine),
  /** 申请撤回 by the publisher, with its reason. */
  withdraw: operation
    .route({ method: 'POST', path: '/editions/{year}/{unit}/{edition}/withdraw' })
    .meta({ right: 'editions:withdraw', fresh: true })
    .input(Edition.extend({ rev: z.int().min(1), reason: z.string().min(1).max(2000) }))
    .output(EditionLine),
  /** 同意撤回 by the leader: another person. */
  agreeWithdrawal: operation
    .route({ method: 'POST', path: '/editions/{year}/{unit}/{edition}/withdraw/agree' })
    .meta({ right: 'editions:agree-withdrawal', fresh: true })
    .input(Edition.extend({ rev: z.int().min(1) }))
    .output(EditionLine),
  /** 收录. Takes over an edition that was published elsewhere: its figures as they stand, labelled, no approval. */
  record: operation
    .route({ method: 'POST', path: '/editions/{year}/{unit}/record' })
    .meta({ right: 'editions:record' })
    .input(Of.extend({ hash: z.string(), source: z.string().min(1).max(400) }))
    .output(EditionLine),
}
