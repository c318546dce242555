import { reasonOf } from '#shared/words/refusals'
import type { BatchAnswer, BatchId } from '#shared/base/changes'
import type { BatchLine } from '#shared/base/contract'
import { printScaled } from '#shared/base/decimal'
import type { SheetModel } from './model.svelte.ts'
import { language, say } from './say.ts'

/** What one look at a page of past batches finds; `none`: whatever comes earlier can't be meant. */
export type Found = BatchLine | 'none' | undefined

/**
 * Among one's batches in a sheet, newest first, the next to take back or to bring again. Whoever has written something
 * new has nothing to bring again any more.
 */
export function nextOf(batches: readonly BatchLine[], way: 'undo' | 'redo'): Found {
  for (const line of batches) {
    const { gesture, undoneBy, state } = line
    const fits = gesture === 'undo' ? 'redo' : 'undo'
    if (fits === way && undoneBy === undefined && state === 'applied') return line
    if (way === 'redo' && gesture !== 'undo' && gesture !== 'redo' && undoneBy === undefined) return 'none'
  }
  return undefined
}

/** Takes back what one did before this page was opened: found in the server's list, after all that is on its way. */
export function takeBackPast(model: SheetModel, way: 'undo' | 'redo'): void {
  const { options, outbox, undo } = model
  const { source } = options
  const as = options.mint()
  let found: BatchId | undefined
  model.notice = { text: way === 'undo' ? say().said.undoing : say().said.redoing }
  const send = async (): Promise<BatchAnswer | undefined> => {
    found ??= (await source.past?.next(way))?.batch
    if (found === undefined) {
      undo.exhausted(way)
      model.notice = { text: way === 'undo' ? say().said.noUndo : say().said.noRedo }
      return undefined
    }
    await options.keeping?.keep({ undo: found, as }, 1)
    return source.undo(found, as)
  }
  outbox.push({
    batch: as,
    weight: 1,
    early: () => undefined,
    make: () => ({ send }),
    done(answer) {
      undo.tookPast(way)
      model.savedAt = options.now()
      model.notice = { text: wordsOf(answer, way) }
      model.touch()
    },
    failed(trouble) {
      const because = trouble.why === 'refused' ? reasonOf(trouble.refusal, language()) : (trouble.reference ?? '—')
      model.notice = { text: `${say().said.notUndone}：${because}` }
    },
  })
}

const grouped = (n: number): string => printScaled({ units: BigInt(n), decimals: 0 })

function wordsOf({ counts }: BatchAnswer, way: 'undo' | 'redo'): string {
  const rows = grouped(counts.applied + counts.merged)
  const kept = counts.merged + counts.conflict + counts.refused
  const done = way === 'undo' ? say().said.rowsUndone(rows) : say().said.rowsRedone(rows)
  return done + (kept > 0 ? say().said.rowsLeft(grouped(kept)) : '')
}
