import { refusal } from '#shared/base/refusal'
import { EditionLine } from '#shared/disclosure/edition'
import {
  editionSteps,
  noEdition,
  stepRefused,
  type EditionStep,
  type EditionStepName,
} from '#shared/disclosure/lifecycle'
import type { Call } from '#functions/host/context'
import { editionsOf, stepEdition, type EditionRow, type Written } from '#functions/store/editions'
import type { Sent } from '#functions/store/transact'
import { namesOf } from '#functions/store/who'
import type { Of } from './edition-draft.ts'

/** Tries before a step is given back as busy: an edition is rarely wanted by two at once. */
const TRIES = 8

/** Which edition, as the caller last saw it: the revision, and for steps of approval the hash of what he read. */
export interface Asked extends Of {
  edition: number
  rev: number
  hash?: string
}

/** A step to take: what it writes, and from when on the publisher has something to do. */
export interface Step {
  name: EditionStepName
  written: (row: EditionRow) => Written
  due?: string
}

/** The edition as lists show it, with the names of everyone it mentions. */
export async function lineOf({ store }: Pick<Call, 'store'>, row: EditionRow): Promise<EditionLine> {
  const [line] = await linesOf({ store }, [row])
  return line ?? EditionLine.parse(row)
}

export async function linesOf({ store }: Pick<Call, 'store'>, rows: readonly EditionRow[]): Promise<EditionLine[]> {
  const peopleIn = (row: EditionRow): string[] =>
    [
      row.submittedBy,
      row.reviewedBy,
      row.returnedBy,
      row.signedBy,
      row.withdrawalBy,
      row.withdrawnBy,
      ...row.editors,
    ].filter((account) => account !== undefined)
  const known = await namesOf(store, rows.flatMap(peopleIn))
  return rows.map((row) => {
    const names = peopleIn(row).flatMap((account) => {
      const name = known.get(account)
      return name === undefined ? [] : [[account, name] as const]
    })
    return EditionLine.parse({ ...row, names: Object.fromEntries(names) })
  })
}

/** @throws disclosure/unknown-edition */
export async function editionOf({ store }: Pick<Call, 'store'>, of: Of & { edition: number }): Promise<EditionRow> {
  const rows = await editionsOf(store, of.year, of.unit)
  const row = rows.find(({ edition }) => edition === of.edition)
  if (!row) throw refusal('disclosure/unknown-edition', { edition: `${of.year}/${of.unit}/${of.edition}` })
  return row
}

/**
 * Takes one step of an edition that there is. What speaks against it is asked of the row as it stands, and asked again
 * by the transaction; when somebody else was first, the row is read anew and the reason told from what it is then. A
 * step that this very caller has taken already is answered as it was, so a lost answer does no harm.
 * @throws disclosure/unknown-edition, step/not-legal, row/stale, disclosure/content-changed, disclosure/same-person,
 *   disclosure/recorded, change/busy
 */
export async function takeStep(call: Call, asked: Asked, step: Step): Promise<EditionRow> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) await call.store.pause(tries)
    const row = await editionOf(call, asked)
    if (takenAlready(row, asked, step, call.actor.account)) return row
    refuse(row, asked, step.name, call.actor.account)
    if ((await take(call, row, step)) === 'done') return editionOf(call, asked)
  }
  throw refusal('change/busy', { batch: `${asked.year}/${asked.unit}/${asked.edition}` })
}

const takenAlready = (row: EditionRow, { rev }: Asked, { name }: Step, account: string): boolean =>
  row.rev === rev + 1 && row.state === editionSteps[name].to && row.by === account

function refuse(row: EditionRow, { rev, hash }: Asked, name: EditionStepName, account: string): void {
  const because = stepRefused(name, row, account)
  if (because) throw because
  if (row.rev !== rev) throw refusal('row/stale', { row: row.sk, seen: rev, now: row.rev })
  if (hash !== undefined && row.hash !== hash)
    throw refusal('disclosure/content-changed', { approved: hash, now: row.hash })
}

function take({ store, actor, now }: Call, row: EditionRow, { name, written, due }: Step): Promise<Sent> {
  const { to, differs }: EditionStep = editionSteps[name]
  return stepEdition(store, row, {
    step: name,
    by: actor.account,
    at: now,
    written: { state: to, ...written(row) },
    unless: Object.fromEntries(differs.map((other) => [other, actor.account])),
    ...(due === undefined ? {} : { due }),
  })
}

/** What the rules look at, where a year may have no edition yet. */
export const standingOf = (row: EditionRow | undefined) => row ?? noEdition
