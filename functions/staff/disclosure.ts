import { implement } from '@orpc/server'
import { refusal } from '#shared/base/refusal'
import { disclosureContract } from '#shared/disclosure/contract'
import type { EditionLine } from '#shared/disclosure/edition'
import type { Call } from '#functions/host/context'
import { allEditions, editionsOf, type EditionRow } from '#functions/store/editions'
import { draftOf, type DisclosureSettings } from './edition-draft.ts'
import { editionOf, lineOf, linesOf, takeStep, type Asked } from './edition-steps.ts'
import { contentOf, record, submit } from './edition-submit.ts'

const os = implement(disclosureContract).$context<Call>()

/** 信息公开. The steps by which a year's figures become public, and the reading of editions. */
export const disclosureRouter = (settings: DisclosureSettings) =>
  os.router({
    list: os.list.handler(async ({ input, context }) => ({ editions: await list(context, input) })),
    draft: os.draft.handler(async ({ input, context }) => {
      const { content, hash, editors } = await draftOf(context.store, input, settings)
      return { content, hash, editors }
    }),
    content: os.content.handler(async ({ input, context }) => {
      const { row, content } = await contentOf(context, input, settings)
      return { line: await lineOf(context, row), content }
    }),
    submit: os.submit.handler(async ({ input, context }) => lineOf(context, await submit(context, input, settings))),
    review: os.review.handler(({ input, context }) => review(context, input, settings)),
    sendBack: os.sendBack.handler(({ input, context }) => sendBack(context, input)),
    signOff: os.signOff.handler(({ input, context }) => signOff(context, input, settings)),
    withdraw: os.withdraw.handler(({ input, context }) => withdraw(context, input)),
    agreeWithdrawal: os.agreeWithdrawal.handler(({ input, context }) => agreeWithdrawal(context, input)),
    record: os.record.handler(async ({ input, context }) =>
      lineOf(context, await announced(context, await record(context, input, settings))),
    ),
  })

async function list(call: Call, { year, unit }: { year?: number | undefined; unit?: string | undefined }) {
  const whole = year !== undefined && unit !== undefined
  const rows = whole ? await editionsOf(call.store, year, unit) : await allEditions(call.store)
  const wanted = rows.filter((row) => (year ?? row.year) === row.year && (unit ?? row.unit) === row.unit)
  return linesOf(call, wanted)
}

/** What was drawn by another renderer than today's would be published as another page. @throws disclosure/renderer-changed */
async function checkRenderer(call: Call, asked: Asked, { renderer }: DisclosureSettings): Promise<void> {
  const row = await editionOf(call, asked)
  if (row.renderer !== renderer && ['submitted', 'reviewed'].includes(row.state))
    throw refusal('disclosure/renderer-changed', {})
}

interface Review extends Asked {
  secrecy: boolean
  note?: string | undefined
}

async function review(call: Call, asked: Review, settings: DisclosureSettings): Promise<EditionLine> {
  if (!asked.secrecy) throw refusal('disclosure/secrecy-check-missing', {})
  await checkRenderer(call, asked, settings)
  const { actor, now } = call
  const written = () => ({ reviewedBy: actor.account, reviewedAt: now, note: asked.note })
  return lineOf(call, await takeStep(call, asked, { name: 'review', written }))
}

async function sendBack(call: Call, asked: Asked & { reason: string }): Promise<EditionLine> {
  if (asked.reason.trim() === '') throw refusal('disclosure/reason-required', {})
  const written = () => ({
    returnedBy: call.actor.account,
    reason: asked.reason.trim(),
    reviewedBy: undefined,
    reviewedAt: undefined,
  })
  return lineOf(call, await takeStep(call, asked, { name: 'sendBack', written }))
}

/** The date of the page is fixed here: now, or the time that was set. */
async function signOff(
  call: Call,
  asked: Asked & { at?: string | undefined },
  settings: DisclosureSettings,
): Promise<EditionLine> {
  await checkRenderer(call, asked, settings)
  const { actor, now } = call
  const due = dueAt(asked.at, now)
  const written = () => ({ signedBy: actor.account, signedAt: now, publishAt: due })
  const row = await takeStep(call, asked, { name: 'signOff', written, due })
  return lineOf(call, row.publishAt !== undefined && row.publishAt <= now ? await announced(call, row) : row)
}

/** @throws request/not-understood where the time is none */
function dueAt(at: string | undefined, now: string): string {
  if (at === undefined) return now
  const time = Date.parse(at)
  if (Number.isNaN(time))
    throw refusal('request/not-understood', { issues: [{ path: 'at', message: 'Not an instant.' }] })
  const instant = new Date(time).toISOString()
  return instant > now ? instant : now
}

async function withdraw(call: Call, asked: Asked & { reason: string }): Promise<EditionLine> {
  if (asked.reason.trim() === '') throw refusal('disclosure/reason-required', {})
  const row = await editionOf(call, asked)
  if (row.state === 'recorded' && row.publishedAt === undefined)
    throw refusal('step/not-legal', { step: 'withdraw', state: row.state })
  const written = () => ({ withdrawalBy: call.actor.account, reason: asked.reason.trim() })
  return lineOf(call, await takeStep(call, asked, { name: 'withdraw', written }))
}

async function agreeWithdrawal(call: Call, asked: Asked): Promise<EditionLine> {
  const { actor, now } = call
  const written = () => ({ withdrawnBy: actor.account, withdrawnAt: now })
  const row = await takeStep(call, asked, { name: 'agreeWithdrawal', written, due: now })
  return lineOf(call, await announced(call, row))
}

/**
 * Tells the publisher at once. The row itself says that there is something to do, so a message that does not get
 * through costs a minute at most: the clock sends it again until it is done.
 */
async function announced({ store }: Call, row: EditionRow): Promise<EditionRow> {
  await store.send('editions', { pk: row.pk, sk: row.sk }).catch(() => undefined)
  return row
}
