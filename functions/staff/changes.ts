import { implement } from '@orpc/server'
import type { BatchAnswer, BatchId, ChangeSet } from '#shared/base/changes'
import { changesContract } from '#shared/base/contract'
import type { Actor } from '#shared/base/access'
import { refusal } from '#shared/base/refusal'
import type { SheetName } from '#shared/base/sheet'
import type { Call, Caller } from '#functions/host/context'
import { submit } from '#functions/store/accept'
import { knownHead } from '#functions/store/head'
import { undo } from '#functions/store/inverse'
import { changedBy } from '#functions/store/changed'
import { allAccounts, batchesOf } from '#functions/store/list'
import type { Planning } from '#functions/store/plan'
import { keysAhead } from '#functions/store/prefetch'
import { answerFrom } from '#functions/store/progress'
import { readAhead } from '#functions/store/ahead'
import type { Sealer } from '#functions/store/sealer'
import type { Rulebook } from '#functions/store/rulebook'
import { rulebook as product } from '#functions/store/rules'

const os = implement(changesContract).$context<Call>()

/** 变更. The one way to change rows of any sheet, and what became of past changes. */
export const changesRouter = (rulebook: Rulebook = product, sealer?: Sealer) =>
  os.router({
    submit: os.submit.handler(({ input, context }) =>
      submit(input satisfies ChangeSet, { ...asked(context, rulebook, input.by), ...(sealer ? { sealer } : {}) }),
    ),
    batch: os.batch.handler(({ input, context }) => progress(context, input.batch, rulebook)),
    undo: os.undo.handler(({ input, context }) => undo(input.batch, input.as, asked(context, rulebook, input.by))),
    cells: os.cells.handler(({ input, context }) => cells(context, input, rulebook)),
    list: os.list.handler(({ input, context }) => list(context, input, rulebook)),
  })

/** @throws access/somebody-else where the work is that of another account than the one that is signed in */
function asked({ store, actor, now }: Call, rulebook: Rulebook, by = actor.account): Planning {
  if (by !== actor.account) throw refusal('access/somebody-else', {})
  return { store, actor, now, rulebook, attended: true }
}

/** One's own batch, or any for those who may read histories: of a sheet that they read, for it tells what stands there. */
async function progress({ store, actor }: Call, batch: BatchId, rulebook: Rulebook): Promise<BatchAnswer> {
  const head = await knownHead(store, batch)
  const allowed = head.by === actor.account || (actor.rights.has('history:read') && reads(actor, head.sheet, rulebook))
  if (!allowed) throw refusal('change/not-yours', { batch })
  return answerFrom(store, batch, head)
}

interface Asked {
  batch: BatchId
  from?: number | undefined
}

/** What stands in a sheet is told to those who read it, also of their own batches, and only of rows in their sight. */
async function cells({ store, actor, now }: Call, { batch, from = 0 }: Asked, rulebook: Rulebook) {
  const head = await knownHead(store, batch)
  const { read, sight } = rulebook.sheets[head.sheet] ?? {}
  const own = head.by === actor.account && read !== undefined && actor.rights.has(read)
  if (!own && !(actor.rights.has('history:read') && reads(actor, head.sheet, rulebook)))
    throw refusal('change/not-yours', { batch })
  const all = actor.rights.has('audit:read') || (sight?.whole(actor) ?? true)
  return changedBy(store, batch, head, { rulebook, from, sees: (row) => all || (sight?.sees(actor, row, now) ?? true) })
}

/** 审计 reads of everything what was done to it. */
function reads(actor: Actor, name: SheetName, { sheets }: Rulebook): boolean {
  const { rights } = actor
  const sheet = sheets[name]
  if (rights.has('audit:read')) return true
  return sheet !== undefined && rights.has(sheet.read) && (sheet.sight?.whole(actor) ?? true)
}

async function list(
  { store, actor }: Call,
  { by = actor.account, before }: { by?: string | undefined; before?: string | undefined },
  rulebook: Rulebook,
) {
  const own = by === actor.account
  const allowed = own || actor.rights.has('batches:undo-others') || actor.rights.has('audit:read')
  if (!allowed) throw refusal('change/not-yours', { batch: '' })
  const { batches, more } = await batchesOf(store, by === '*' ? await allAccounts(store) : [by], before)
  return { batches: batches.filter(({ sheet }) => own || reads(actor, sheet, rulebook)), more }
}

/**
 * Starts reading what a small change-set will need, in the tick in which the edge reads session and account, so that all
 * of it is one request. The caller's store answers the first reading of these keys from there. Whatever is not
 * understood here is left to the contract to refuse.
 */
export function prefetch(input: unknown, caller: Caller, rulebook: Rulebook = product): void {
  const keys = keysAhead(caller.store, input, rulebook)
  if (keys.length > 0) caller.store = readAhead(caller.store, keys)
}
