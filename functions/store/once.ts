import type { BatchAnswer } from '#shared/base/changes'
import { refusal } from '#shared/base/refusal'
import type { Change } from './change.ts'
import { answerOf, appliedHead, headFor, readHead, sameContent, type Head } from './head.ts'
import { outcomesIn, type Outcomes } from './outcomes.ts'
import { keysFor, planRows, type Planning } from './plan.ts'
import { sightOf } from './sight.ts'
import { transact } from './transact.ts'
import { refuseUndone } from './undone.ts'

/** Tries before a change is given back as busy: the rows are so hot that others are always first. */
const TRIES = 20

/**
 * The short way: rows, events, companions and the batch's record in one transaction, within the request. What others do
 * between reading and writing cancels it, and it is decided anew on what they left.
 * @throws change/other-content, change/already-undone, change/busy, access/fresh-factor-needed
 */
export async function applyAtOnce(change: Change, by: Planning): Promise<BatchAnswer> {
  for (let tries = 0; tries < TRIES; tries++) {
    if (tries > 0) {
      await by.store.pause(tries)
      const head = await readHead(by.store, change.batch)
      if (head) return answerOf(change.batch, sameContent(head, change, by), partsOf(head))
      await refuseUndone(by.store, change)
    }
    const sight = sightOf(by.store, by.now)
    await sight.load(keysFor(by.store, change, change.rows, by.rulebook))
    const { actions, outcomes } = await planRows(change, change.rows, sight, by)
    const sent = await transact(by.store, [...actions, ...appliedHead(by.store, change, by, outcomes)])
    if (sent === 'done') return answerOf(change.batch, { ...headFor(change, by), state: 'applied' }, [outcomes])
  }
  throw refusal('change/busy', { batch: change.batch })
}

/** The outcomes that a header holds itself. */
export const partsOf = ({ outcomes }: Head): Outcomes[] => (outcomes === undefined ? [] : [outcomesIn(outcomes)])
