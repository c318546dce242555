import { refusal } from '#shared/base/refusal'
import { EditionContent } from '#shared/disclosure/edition'
import { stepRefused, type EditionStepName } from '#shared/disclosure/lifecycle'
import type { Call } from '#functions/host/context'
import { createEdition, editionsOf, stepEdition, type EditionRow } from '#functions/store/editions'
import type { Sent } from '#functions/store/transact'
import { draftOf, type DisclosureSettings, type Draft, type Of } from './edition-draft.ts'
import { editionOf, standingOf } from './edition-steps.ts'

/** Tries before a submission is given back as busy. */
const TRIES = 8

const underWay = ['submitted', 'reviewed', 'signed']

/** Editions that the public has read, or that stand behind a page that was withdrawn. */
const wasPublic = ({ publishedAt }: EditionRow): boolean => publishedAt !== undefined

interface Submission extends Of {
  /** of the draft that the caller saw */
  hash: string
  correction?: string | undefined
}

/**
 * 编制、送审. Freezes the content as the rows stand now, if it is what the caller saw, and makes the next edition, or
 * submits again one that was sent back. Later editions say what they correct.
 * @throws disclosure/content-changed, disclosure/open-edition, disclosure/recorded, disclosure/nothing-to-publish,
 *   disclosure/open-errors, disclosure/reason-required, row/unknown, change/busy
 */
export async function submit(call: Call, asked: Submission, settings: DisclosureSettings): Promise<EditionRow> {
  const draft = await draftOf(call.store, asked, settings)
  return attempt(call, asked, async (rows) => {
    const newest = rows.at(-1)
    if (newest?.state === 'submitted' && newest.hash === asked.hash && newest.by === call.actor.account) return newest
    if (newest && underWay.includes(newest.state))
      throw refusal('disclosure/open-edition', { edition: `${asked.year}/${asked.unit}/${newest.edition}` })
    const step = newest === undefined || newest.state === 'returned' ? 'submit' : 'correct'
    refuseStep(step, newest, call)
    refuseDraft(draft, asked, rows)
    await settings.contents.write(draft.hash, draft.text)
    return step === 'submit' && newest ? again(call, newest, asked, draft) : first(call, asked, draft, rows)
  })
}

function refuseStep(step: EditionStepName, row: EditionRow | undefined, { actor }: Call): void {
  const because = stepRefused(step, standingOf(row), actor.account)
  if (because) throw because
}

/** What a later edition corrects and why; one that was sent back keeps what it said. */
function correctionOf({ correction }: Submission, row: EditionRow | undefined): string | undefined {
  const told = correction?.trim()
  return told === undefined || told === '' ? row?.correction : told
}

function refuseDraft({ content, hash }: Draft, asked: Submission, rows: readonly EditionRow[]): void {
  if (content.kind === 'recorded') throw refusal('disclosure/recorded', {})
  if (hash !== asked.hash) throw refusal('disclosure/content-changed', { approved: asked.hash, now: hash })
  const before = rows.filter(wasPublic)
  const unchanged = before.at(-1)?.hash === hash && before.at(-1)?.state !== 'withdrawn'
  if (content.projects.length === 0 || unchanged) throw refusal('disclosure/nothing-to-publish', {})
  const errors = content.findings.filter(({ severity }) => severity === 'error').length
  if (errors > 0) throw refusal('disclosure/open-errors', { count: errors })
  const sentBack = rows.at(-1)?.state === 'returned' ? rows.at(-1) : undefined
  if (before.length > 0 && correctionOf(asked, sentBack) === undefined) throw refusal('disclosure/reason-required', {})
}

/** Reads the year's editions and decides; when somebody else was first, both are done anew. */
async function attempt(
  call: Call,
  of: Of,
  decide: (rows: EditionRow[]) => Promise<EditionRow | Sent>,
): Promise<EditionRow> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await call.store.pause(tries)
    const decided = await decide(await editionsOf(call.store, of.year, of.unit))
    if (decided === 'again') continue
    if (decided !== 'done') return decided
    const made = (await editionsOf(call.store, of.year, of.unit)).at(-1)
    if (made) return made
  }
  throw refusal('change/busy', { batch: `${of.year}/${of.unit}` })
}

const editorsWith = ({ editors }: Draft, ...others: readonly string[]): string[] =>
  [...new Set([...editors, ...others])].sort()

function first(
  { store, actor, now }: Call,
  asked: Submission,
  draft: Draft,
  rows: readonly EditionRow[],
): Promise<Sent> {
  const correction = correctionOf(asked, undefined)
  const facts = {
    ...factsOf(draft, rows),
    state: 'submitted' as const,
    editors: editorsWith(draft, actor.account),
    submittedBy: actor.account,
    submittedAt: now,
    ...(correction === undefined ? {} : { correction }),
  }
  return createEdition(store, facts, { step: rows.length > 0 ? 'correct' : 'submit', by: actor.account, at: now })
}

function factsOf({ content, hash }: Draft, rows: readonly EditionRow[]) {
  const { year, unit, title, kind, renderer, demonstration } = content
  const edition = (rows.at(-1)?.edition ?? 0) + 1
  return { year, unit: unit.id, unitName: unit.name, edition, title, kind, hash, renderer, demonstration }
}

/** An edition that was sent back keeps its number: no reader has seen it. What was decided about it is void. */
function again({ store, actor, now }: Call, row: EditionRow, asked: Submission, draft: Draft): Promise<Sent> {
  const { title, renderer, demonstration, unit } = draft.content
  const written = {
    state: 'submitted' as const,
    hash: draft.hash,
    title,
    unitName: unit.name,
    renderer,
    demonstration,
    editors: editorsWith(draft, actor.account, ...row.editors),
    submittedBy: actor.account,
    submittedAt: now,
    correction: correctionOf(asked, row),
    reviewedBy: undefined,
    reviewedAt: undefined,
    returnedBy: undefined,
    reason: undefined,
    note: undefined,
  }
  return stepEdition(store, row, { step: 'submit', by: actor.account, at: now, written })
}

/**
 * 收录. Takes over the figures of a document that was published elsewhere, as they stand in the sheet, and has them
 * published at once: labelled, without an approval path.
 * @throws disclosure/nothing-to-publish, disclosure/content-changed, step/not-legal, row/unknown, change/busy
 */
export async function record(
  call: Call,
  asked: Of & { hash: string; source: string },
  settings: DisclosureSettings,
): Promise<EditionRow> {
  const { store, actor, now } = call
  const seen = await draftOf(store, asked, settings)
  if (seen.content.kind !== 'recorded') throw refusal('disclosure/nothing-to-publish', {})
  const draft = await draftOf(store, asked, settings, asked.source)
  return attempt(call, asked, async (rows) => {
    const newest = rows.at(-1)
    if (newest?.hash === draft.hash && newest.state === 'recorded') return newest
    refuseStep('record', newest, call)
    if (seen.hash !== asked.hash) throw refusal('disclosure/content-changed', { approved: asked.hash, now: seen.hash })
    await settings.contents.write(draft.hash, draft.text)
    const facts = {
      ...factsOf(draft, rows),
      state: 'recorded' as const,
      editors: editorsWith(draft, actor.account),
      submittedBy: actor.account,
      submittedAt: now,
      publishAt: now,
      source: asked.source,
    }
    return createEdition(store, facts, { step: 'record', by: actor.account, at: now, due: now })
  })
}

/** An edition with what was frozen for it. @throws disclosure/unknown-edition */
export async function contentOf(call: Call, of: Of & { edition: number }, { contents }: DisclosureSettings) {
  const row = await editionOf(call, of)
  const content = EditionContent.parse(JSON.parse(await contents.read(row.hash)))
  return { row, content }
}
