import { hash } from 'node:crypto'
import type { BatchId } from '#shared/base/changes'
import { accept } from './accept.ts'
import type { Applying } from './applying.ts'
import { actorFrom, planChunk } from './chunk.ts'
import { settle } from './decision.ts'
import { knownHead, type Head } from './head.ts'
import { inverseOf } from './inverse.ts'
import { readChunk } from './journal.ts'
import { accountKey } from './people/account.ts'
import { partsSoFar } from './progress.ts'

/**
 * 全部或全不. All or nothing for batches larger than one transaction: first every chunk is tried without writing, and
 * the result is written down, so that all appliers follow it. Answers whether there was time for it.
 */
export async function decide(batch: BatchId, head: Head, by: Applying): Promise<boolean> {
  if (head.decision !== undefined) return true
  for (let k = 0; k < (head.chunks ?? 0); k++) {
    if (!by.mayGoOn()) return false
    const chunk = await readChunk(by.store, { batch, journal: head.journal ?? '', k })
    const plan = chunk && (await planChunk(chunk, { batch }, head, by))
    if (plan?.outcomes.withheld !== undefined) {
      await settle(batch, 'stop', by)
      return true
    }
  }
  await settle(batch, 'go', by)
  return true
}

/**
 * After a late clash: what earlier chunks had written is undone, under an id that every applier arrives at. Answers the
 * undo's id where it is to be applied yet.
 */
export async function takeBack(batch: BatchId, head: Head, by: Applying): Promise<BatchId | undefined> {
  const { decision, undoneBy } = await knownHead(by.store, batch)
  if (decision !== 'stop' || undoneBy !== undefined) return undefined
  const parts = await partsSoFar(by.store, batch, head)
  if (parts.every(({ rows }) => rows.length === 0)) return undefined
  const as = undoId(batch)
  const [account] = await by.store.read([accountKey(by.store.district, head.by)])
  const planning = { ...by, actor: actorFrom(account, head), now: by.now(), attended: false }
  const change = await inverseOf(batch, as, head, planning)
  const answer = await accept(change, planning)
  return answer.state === 'accepted' ? as : undefined
}

const digits = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A batch id made from another: the same for everyone. */
const undoId = (batch: BatchId): BatchId =>
  [...hash('sha256', `undo ${batch}`, 'buffer').subarray(0, 26)].map((byte) => digits[byte % 32]).join('')
