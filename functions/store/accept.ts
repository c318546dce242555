import type { BatchAnswer, ChangeSet } from '#shared/base/changes'
import type { Change, RowChange } from './change.ts'
import { cut, fitsAtOnce } from './cut.ts'
import { acceptedHead, answerOf, headFor, readHead, sameContent } from './head.ts'
import { writeJournal } from './journal.ts'
import { checkMay } from './may.ts'
import { applyAtOnce } from './once.ts'
import { withPersons, type Persons } from './persons.ts'
import type { Planning } from './plan.ts'
import { answerFrom } from './progress.ts'
import { checkSeen } from './seen.ts'
import { transact } from './transact.ts'
import { refuseUndone } from './undone.ts'
import { changeOf } from './wire.ts'

/**
 * 提交. Takes a change-set: applied within the request where one transaction holds it, else journalled and accepted, to
 * be applied by the applier. Refused as a whole, nothing of it is stored; the same batch again is answered as before.
 * @throws what `changeOf` and `checkMay` throw, change/other-content, change/busy
 */
export async function submit(input: ChangeSet, by: Planning): Promise<BatchAnswer> {
  const { persons = [], ...open } = input
  const asked = changeOf(open, by.rulebook)
  checkMay(asked, by.actor, by.rulebook)
  await checkSeen(asked, by)
  const change = await sealed(asked, persons, by)
  return accept(change, by)
}

async function sealed(change: Change, persons: Persons, { sealer, now }: Planning): Promise<Change> {
  if (persons.length === 0) return change
  if (!sealer) throw new Error('this function can seal nobody')
  return withPersons(change, persons, { sealer, now })
}

/** Takes a change whose rights at the door were checked. */
export async function accept(change: Change, by: Planning): Promise<BatchAnswer> {
  const chunks = cut(change, by.rulebook)
  if (fitsAtOnce(chunks, change)) return applyAtOnce(change, by)
  const known = await readHead(by.store, change.batch)
  if (known) return answerFrom(by.store, change.batch, sameContent(known, change, by))
  return journalled(change, chunks, by)
}

/** The long way: the journal first, then the header, which is acceptance, then word to the applier. */
async function journalled(change: Change, chunks: readonly RowChange[][], by: Planning): Promise<BatchAnswer> {
  const { store, now } = by
  const journal = await writeJournal(store, change, chunks, now)
  for (let tries = 1; ; tries++) {
    if ((await transact(store, acceptedHead(store, change, by, journal))) === 'done') {
      if (change.parent === undefined) await tell(by, change)
      return answerOf(change.batch, { ...headFor(change, by), state: 'accepted' }, [])
    }
    const head = await readHead(store, change.batch)
    if (head) return answerFrom(store, change.batch, sameContent(head, change, by))
    await refuseUndone(store, change)
    await store.pause(tries)
  }
}

/** Should the message be lost, the clock finds the batch by its mark. */
async function tell({ store }: Planning, { batch }: Change): Promise<void> {
  await store.send('changes', { batch }).catch(() => undefined)
}
