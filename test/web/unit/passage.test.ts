import { describe, expect, it } from 'vitest'
import type { Right } from '#shared/base/access'
import type { BatchAnswer } from '#shared/base/changes'
import type { FeedEntry } from '#shared/base/contract'
import type { Cells } from '#shared/base/sheet'
import { entries } from '#shared/budget/entries'
import { aGesture, inverseOf, type Gesture } from '#web/sheet/gesture.ts'
import { lay } from '#web/sheet/lay.ts'
import { Rows, type Taken } from '#web/sheet/rows.ts'
import { refuseAll, settle } from '#web/sheet/settle.ts'
import { View } from '#web/sheet/view.ts'
import { sentOf } from '#web/sheet/wire.ts'

const cells: Cells = {
  day: '2025-03-15',
  project: 'P1',
  functional: 'P1',
  economic: 'P1',
  amount: 10_000,
  memo: '劳务',
}
const nothing = { sets: [], creates: [] }

/** A ledger of one row, and a second one that was pasted. What is in sight is brought up to date as the page does it. */
function aLedger() {
  let minted = 0
  const rows = new Rows({
    sheet: entries,
    rights: new Set<Right>(['ledger:read', 'ledger:write']),
    reading: () => ({ year: 2025 }),
    mint: () => `N${++minted}`,
  })
  const columns = entries.columns.map(({ key }) => ({ key, words: [cells[key] ?? null], codes: [0] }))
  rows.load({ sheet: 'entries', rows: ['E0'], revs: [1], columns })
  const view = new View(rows.store, entries.columns, () => ({}))
  let batches = 0

  const update = ({ appeared, vanished }: Pick<Taken, 'appeared' | 'vanished'>): void => {
    view.remove(vanished)
    view.insert(appeared)
  }
  const show = (gesture: Gesture): Gesture => {
    const laid = lay(rows, gesture)
    update(laid)
    return laid.gesture
  }
  const paste = (): Gesture => {
    const [slot = -1] = rows.bear(1)
    const edits = entries.columns.flatMap(({ key }, column) => {
      const after = cells[key] ?? null
      return after === null ? [] : [{ slot, column, before: null, after, text: String(after) }]
    })
    return show(aGesture(`B${++batches}`, 'paste', { edits, born: [slot] }))
  }
  const takeBack = (gesture: Gesture, kind: 'undo' | 'redo'): Gesture =>
    show(inverseOf(gesture, `B${++batches}`, kind, ({ before }) => String(before)))
  const written = (gesture: Gesture, rev: number): Gesture => {
    const sent = gesture.kind === 'paste' ? sentOf(rows, gesture) : nothing
    const settled = settle(rows, gesture, sent, answer({ applied: { rows: ['N1'], revs: [rev] } }))
    update({ appeared: settled.returned, vanished: settled.vanished })
    return settled.gesture
  }
  const hear = (...news: [rev: number, cells: Cells | null][]): void => {
    const told = news.map(([rev, is], n): FeedEntry => ({ n, sheet: 'entries', row: 'N1', rev, cells: is }))
    update(rows.take(told))
  }
  const shown = (): string[] => view.rows.map((slot) => rows.store.idOf(slot))
  return { rows, view, paste, takeBack, written, hear, shown, update }
}

const answer = (parts: Partial<BatchAnswer>): BatchAnswer => ({
  batch: '01HZZ0000000000000000000B1',
  state: 'applied',
  at: '2026-10-12T06:00:00Z',
  rows: 1,
  done: 1,
  counts: { applied: 0, merged: 0, unchanged: 0, conflict: 0, refused: 0 },
  applied: { rows: [], revs: [] },
  others: [],
  ...parts,
})

describe('pasted rows, taken back and brought again', () => {
  it('stay in sight when the feed tells late that they were taken back', () => {
    const { paste, takeBack, written, hear, shown } = aLedger()
    const undone = written(takeBack(written(paste(), 1), 'undo'), 2)
    const redone = takeBack(undone, 'redo')
    hear([2, null])
    expect(shown()).toEqual(['E0', 'N1'])
    written(redone, 3)
    hear([2, null])
    hear([3, cells])
    expect(shown()).toEqual(['E0', 'N1'])
  })

  it('stay away when the feed tells late that they were pasted', () => {
    const { paste, takeBack, written, hear, shown } = aLedger()
    const undone = takeBack(written(paste(), 1), 'undo')
    hear([1, cells])
    expect(shown()).toEqual(['E0'])
    written(undone, 2)
    expect(shown()).toEqual(['E0'])
  })

  it('stay away when they are taken back before the paste has its answer', () => {
    const { paste, takeBack, written, hear, shown } = aLedger()
    const pasted = paste()
    const undone = takeBack(pasted, 'undo')
    written(pasted, 1)
    hear([1, cells])
    expect(shown()).toEqual(['E0'])
    written(undone, 2)
    expect(shown()).toEqual(['E0'])
  })

  it('stay in sight when they are brought again before the undo has its answer', () => {
    const { paste, takeBack, written, hear, shown } = aLedger()
    const undone = takeBack(written(paste(), 1), 'undo')
    const redone = takeBack(undone, 'redo')
    written(undone, 2)
    hear([2, null])
    written(redone, 3)
    expect(shown()).toEqual(['E0', 'N1'])
  })

  it('go when somebody else took them away after they were brought again', () => {
    const { paste, takeBack, written, hear, shown } = aLedger()
    const redone = takeBack(written(takeBack(written(paste(), 1), 'undo'), 2), 'redo')
    hear([4, null])
    expect(shown()).toEqual(['E0', 'N1'])
    written(redone, 3)
    expect(shown()).toEqual(['E0'])
  })

  it('are in sight once, or not at all, when one answer of the feed tells their coming and going', () => {
    const { hear, shown } = aLedger()
    hear([1, cells], [2, null])
    expect(shown()).toEqual(['E0'])
    hear([3, cells], [4, null], [5, cells])
    expect(shown()).toEqual(['E0', 'N1'])
  })
})

describe('an undo that the server refuses', () => {
  it('shows the rows again that it was to take away', () => {
    const { rows, paste, takeBack, written, shown, update } = aLedger()
    const undone = takeBack(written(paste(), 1), 'undo')
    expect(shown()).toEqual(['E0'])
    const { appeared, vanished } = refuseAll(rows, undone, nothing, {
      code: 'change/already-undone',
      facts: { batch: 'B1', by: 'B9' },
    })
    update({ appeared, vanished })
    expect(shown()).toEqual(['E0', 'N1'])
    expect(rows.store.cell(1, rows.store.indexOf('memo'))).toBe('劳务')
  })
})
