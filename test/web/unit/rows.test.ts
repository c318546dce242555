import { describe, expect, it } from 'vitest'
import type { Right } from '#shared/base/access'
import type { BatchAnswer } from '#shared/base/changes'
import type { Cells } from '#shared/base/sheet'
import { entries } from '#shared/budget/entries'
import { projects } from '#shared/budget/projects'
import { aGesture, inverseOf, type Gesture } from '#web/sheet/gesture.ts'
import { lay } from '#web/sheet/lay.ts'
import { readWishes } from '#web/sheet/reading.ts'
import { Rows } from '#web/sheet/rows.ts'
import { refuseAll, settle } from '#web/sheet/settle.ts'
import { changeSetOf, sentOf } from '#web/sheet/wire.ts'

const place = '2025/centre'
const rights = new Set<Right>(['ledger:read', 'ledger:write', 'budget:read', 'budget:write'])
const options = [
  { value: 'P1', code: 'XM-01', label: '网格大队工作经费' },
  { value: 'P2', code: 'XM-02', label: '办公经费' },
]

const entry: Cells = {
  day: '2025-03-15',
  project: 'P1',
  functional: 'P1',
  economic: 'P1',
  amount: 10_000,
  memo: '劳务',
}

function aDesk(sheet = entries, cells: readonly Cells[] = [entry, { ...entry, amount: 20_000 }]) {
  let minted = 0
  const rows = new Rows({
    sheet,
    rights,
    reading: () => ({ year: 2025, options: () => options }),
    mint: () => `N${++minted}`,
  })
  rows.load({
    sheet: sheet.name,
    rows: cells.map((_, i) => `E${i}`),
    revs: cells.map(() => 1),
    columns: sheet.columns.map(({ key }) => ({
      key,
      words: cells.map((row) => row[key] ?? null),
      codes: cells.map((_, i) => i),
    })),
  })
  const column = (key: string): number => rows.store.indexOf(key)
  let batches = 0

  /** Types texts into cells, as one gesture, shown and ready to be sent. */
  function type(...texts: [slot: number, key: string, text: string][]) {
    const wishes = texts.map(([slot, key, text]) => ({ slot, column: column(key), text }))
    const { edits, turned } = readWishes(rows, wishes)
    const { gesture } = lay(rows, aGesture(`B${++batches}`, 'type', { edits }))
    return { gesture, turned }
  }

  function send(gesture: Gesture) {
    const sent = sentOf(rows, gesture)
    return { sent, change: changeSetOf(rows, gesture, sent, place), gesture }
  }

  const cell = (slot: number, key: string) => rows.store.cell(slot, column(key))
  const mark = (slot: number, key: string) => rows.unsaved.get(slot, column(key))
  return { rows, type, send, cell, mark, column }
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

const applied = (...rows: string[]): BatchAnswer => answer({ applied: { rows, revs: rows.map(() => 2) } })

describe('an edit on its way to the server', () => {
  it('is shown at once, says what was seen there, and is no longer unsaved once it is written', () => {
    const { rows, type, send, cell, mark } = aDesk()
    const { gesture } = type([0, 'amount', '1,234.5元'])
    expect(cell(0, 'amount')).toBe(123_450)
    expect(mark(0, 'amount')).toMatchObject({ state: 'waiting', stands: 10_000 })
    const { sent, change } = send(gesture)
    expect(change?.sets).toEqual({
      rows: ['E0'],
      columns: [{ key: 'amount', words: [10_000, 123_450], before: [0], after: [1] }],
    })
    settle(rows, gesture, sent, applied('E0'))
    expect(mark(0, 'amount')).toBeUndefined()
    expect(cell(0, 'amount')).toBe(123_450)
  })

  it('shows the stored value after a clash, and keeps mine', () => {
    const { rows, type, send, cell, mark } = aDesk()
    const { gesture } = type([0, 'memo', '我的话'], [0, 'amount', '5'])
    const { sent } = send(gesture)
    const others = [
      { row: 'E0', outcome: 'merged' as const, rev: 3, cells: [{ column: 'memo', found: '他的话', name: '陈敏' }] },
    ]
    const settled = settle(rows, gesture, sent, answer({ others }))
    expect(settled).toMatchObject({ written: 1, clashed: 1, refused: 0 })
    expect(cell(0, 'memo')).toBe('他的话')
    expect(mark(0, 'memo')).toMatchObject({
      state: 'clash',
      text: '我的话',
      mine: '我的话',
      seen: '劳务',
      other: { name: '陈敏' },
    })
    expect(cell(0, 'amount')).toBe(500)
  })

  it('keeps the typed text in its place when the server refuses it', () => {
    const { rows, type, send, cell, mark } = aDesk()
    const { gesture } = type([1, 'memo', '新话'])
    const { sent } = send(gesture)
    const refusal = { code: 'row/void', facts: { row: 'E1' } }
    settle(rows, gesture, sent, answer({ others: [{ row: 'E1', outcome: 'refused', rev: 0, refusal }] }))
    expect(cell(1, 'memo')).toBe('劳务')
    expect(mark(1, 'memo')).toMatchObject({ state: 'refused', text: '新话', refusal })
  })

  it('leaves what stands when a refused text is taken back and the server knows of nothing to undo', () => {
    const { rows, type, send, cell, mark } = aDesk()
    const { gesture } = type([1, 'memo', '新话'])
    const { sent } = send(gesture)
    const refusal = { code: 'row/void', facts: { row: 'E1' } }
    const settled = settle(
      rows,
      gesture,
      sent,
      answer({ others: [{ row: 'E1', outcome: 'refused', rev: 0, refusal }] }),
    )
    const { gesture: undone } = lay(
      rows,
      inverseOf(settled.gesture, 'U1', 'undo', () => ''),
    )
    refuseAll(rows, undone, { sets: [], creates: [] }, { code: 'change/unknown-batch', facts: { batch: 'B1' } })
    expect(cell(1, 'memo')).toBe('劳务')
    expect(mark(1, 'memo')).toBeUndefined()
  })

  it('keeps every text when the whole change-set is refused', () => {
    const { rows, type, send, mark, cell } = aDesk()
    const { gesture } = type([0, 'memo', '甲'], [1, 'memo', '乙'])
    const { sent } = send(gesture)
    refuseAll(rows, gesture, sent, { code: 'change/too-many-rows', facts: { rows: 2, limit: 1 } })
    expect([mark(0, 'memo')?.text, mark(1, 'memo')?.text]).toEqual(['甲', '乙'])
    expect(cell(0, 'memo')).toBe('劳务')
  })

  it('tells a refusal that this page does not know by its code', () => {
    const { rows, type, send, mark } = aDesk()
    const { gesture } = type([0, 'memo', '新话'])
    const { sent } = send(gesture)
    const refusal = { code: 'toString', facts: {} }
    settle(rows, gesture, sent, answer({ others: [{ row: 'E0', outcome: 'refused', rev: 0, refusal }] }))
    expect(mark(0, 'memo')?.refusal).toMatchObject({
      code: 'request/not-understood',
      facts: { issues: [{ path: 'toString' }] },
    })
  })
})

describe('a text that can’t be read', () => {
  it('stays in its cell with the reason, sends nothing, and goes when something better is typed', () => {
    const { type, send, cell, mark } = aDesk()
    const { gesture } = type([0, 'amount', '1.234'])
    expect(mark(0, 'amount')).toMatchObject({
      state: 'refused',
      text: '1.234',
      refusal: { code: 'cell/too-many-decimals' },
    })
    expect(cell(0, 'amount')).toBe(10_000)
    expect(send(gesture).change).toBeUndefined()
    type([0, 'amount', '1.23'])
    expect(mark(0, 'amount')).toMatchObject({ state: 'waiting', text: '1.23', stands: 10_000 })
  })

  it('names the reason of each cell, and keeps the rest', () => {
    const { type, send, mark } = aDesk()
    const { gesture } = type([0, 'day', '2024-12-31'], [0, 'project', 'XM-09'], [0, 'memo', '好'])
    expect(mark(0, 'day')?.refusal?.code).toBe('cell/day-outside-year')
    expect(mark(0, 'project')?.refusal).toMatchObject({ code: 'cell/unknown-option', facts: { nearest: expect.arrayContaining(['XM-01 网格大队工作经费']) } }) // prettier-ignore
    expect(send(gesture).change?.sets?.columns.map(({ key }) => key)).toEqual(['memo'])
  })

  it('is turned away from a computed cell, whose source is told', () => {
    const { type } = aDesk(projects, [{ code: 'XM-01', name: '甲', kind: 'project' }])
    const { turned, gesture } = type([0, 'executed', '12'])
    expect(turned).toMatchObject([
      { text: '12', because: { facts: { because: 'computed', source: '由台账汇总，改台账' } } },
    ])
    expect(gesture.edits).toEqual([])
  })
})

describe('text equal to what a cell shows', () => {
  it('changes nothing: copying 万元 out and back never drops 分', () => {
    const { type, cell } = aDesk(projects, [{ code: 'XM-01', name: '甲', kind: 'project', original: 17_106_543_210 }])
    expect(type([0, 'original', '17,106.54']).gesture.edits).toEqual([])
    expect(type([0, 'original', '17106.54']).gesture.edits).toEqual([])
    expect(cell(0, 'original')).toBe(17_106_543_210)
    expect(type([0, 'original', '17106.55']).gesture.edits).toHaveLength(1)
  })

  it('does change a text: its case and its spaces are meant', () => {
    const { type, cell } = aDesk(entries, [{ ...entry, memo: 'abc d' }])
    type([0, 'memo', 'ABC d'])
    expect(cell(0, 'memo')).toBe('ABC d')
    type([0, 'memo', 'ABCd'])
    expect(cell(0, 'memo')).toBe('ABCd')
  })
})

describe('edits made quickly one after another', () => {
  it('say of the second what the first has left there', () => {
    const { rows, type, send, mark } = aDesk()
    const first = type([0, 'memo', '一'])
    const firstSent = send(first.gesture)
    const second = type([0, 'memo', '二'])
    settle(rows, first.gesture, firstSent.sent, applied('E0'))
    expect(mark(0, 'memo')).toMatchObject({ state: 'waiting', seen: '一', stands: '一' })
    expect(send(second.gesture).change?.sets?.columns).toMatchObject([{ words: ['一', '二'], before: [0], after: [1] }])
  })

  it('do not hide a clash of the first from the second', () => {
    const { rows, type, send } = aDesk()
    const first = type([0, 'memo', '一'])
    const firstSent = send(first.gesture)
    const second = type([0, 'memo', '二'])
    const clash = [{ row: 'E0', outcome: 'conflict' as const, rev: 5, cells: [{ column: 'memo', found: '他的' }] }]
    settle(rows, first.gesture, firstSent.sent, answer({ others: clash }))
    const { change, sent } = send(second.gesture)
    expect(change?.sets?.columns).toMatchObject([{ words: ['劳务', '二'] }])
    settle(rows, second.gesture, sent, answer({ others: clash }))
    expect(rows.unsaved.get(0, rows.store.indexOf('memo'))).toMatchObject({
      state: 'clash',
      text: '二',
      stands: '他的',
    })
  })
})

describe('a row that is only here', () => {
  it('is created once it has all that it needs, as one whole row', () => {
    const { rows, type, send, cell } = aDesk()
    const [slot = -1] = rows.bear(1)
    const part = type([slot, 'day', '3月1日'], [slot, 'project', 'XM-01'])
    expect(send(part.gesture).change).toBeUndefined()
    expect(rows.isLocal(slot)).toBe(true)
    const whole = type([slot, 'functional', 'XM-01'], [slot, 'economic', 'XM-02'], [slot, 'amount', '8'])
    const { change, sent } = send(whole.gesture)
    expect(change?.sets).toBeUndefined()
    expect(change?.creates?.rows).toEqual(['N1'])
    expect(change?.creates?.columns.find(({ key }) => key === 'day')?.words).toEqual(['2025-03-01'])
    settle(rows, whole.gesture, sent, answer({ applied: { rows: ['N1'], revs: [1] } }))
    expect(rows.isLocal(slot)).toBe(false)
    expect(rows.unsaved.size).toBe(0)
    expect(cell(slot, 'amount')).toBe(800)
  })

  it('stays, with the reason in its cell, when its creation is refused; and is sent again when mended', () => {
    const { rows, type, send, mark } = aDesk()
    const [slot = -1] = rows.bear(1)
    const cells: [number, string, string][] = [[slot, 'day', '2025-03-01'], [slot, 'project', 'XM-01'], [slot, 'functional', 'XM-01'], [slot, 'economic', 'XM-02'], [slot, 'amount', '8']] // prettier-ignore
    const { gesture } = type(...cells)
    const { sent } = send(gesture)
    const refusal = { code: 'budget/subject-not-lowest', facts: { code: '302', name: '商品', wanted: 'section' } }
    const lost = [{ column: 'economic', found: null, refusal }]
    settle(rows, gesture, sent, answer({ others: [{ row: 'N1', outcome: 'refused', rev: 0, cells: lost, refusal }] }))
    expect(rows.isLocal(slot)).toBe(true)
    expect(mark(slot, 'economic')).toMatchObject({ state: 'refused', text: 'XM-02' })
    const mended = type([slot, 'economic', 'XM-01'])
    expect(send(mended.gesture).change?.creates?.rows).toEqual(['N1'])
  })
})

describe('taking back', () => {
  const printed = ({ before }: { before: unknown }): string => String(before)

  it('shows the old values at once and settles by the server’s undo', () => {
    const { rows, type, send, cell, mark } = aDesk()
    const { gesture } = type([0, 'memo', '新'], [1, 'memo', '新'])
    const { gesture: done } = settle(rows, gesture, send(gesture).sent, applied('E0', 'E1'))
    const back = lay(rows, inverseOf(done, 'U1', 'undo', printed))
    expect([cell(0, 'memo'), cell(1, 'memo')]).toEqual(['劳务', '劳务'])
    const others = [{ row: 'E1', outcome: 'conflict' as const, rev: 9, cells: [{ column: 'memo', found: '他改过' }] }]
    const settled = settle(
      rows,
      back.gesture,
      { sets: [], creates: [] },
      answer({ applied: { rows: ['E0'], revs: [3] }, others }),
    )
    expect(settled).toMatchObject({ written: 1, clashed: 1 })
    expect(cell(1, 'memo')).toBe('他改过')
    expect(mark(1, 'memo')).toBeUndefined()
  })

  it('leaves alone what somebody has changed since', () => {
    const { rows, type, send, cell } = aDesk()
    const { gesture } = type([0, 'memo', '新'])
    const { gesture: done } = settle(rows, gesture, send(gesture).sent, applied('E0'))
    rows.take([{ n: 1, sheet: 'entries', row: 'E0', rev: 3, cells: { ...entry, memo: '他改过' } }])
    const back = lay(rows, inverseOf(done, 'U1', 'undo', printed))
    expect(back.left).toBe(1)
    expect(cell(0, 'memo')).toBe('他改过')
  })

  it('of new rows takes them away, and redoing brings them again under the same ids', () => {
    const { rows, type, send, cell } = aDesk()
    const [slot = -1] = rows.bear(1)
    const { gesture } = type([slot, 'day', '2025-03-01'], [slot, 'project', 'XM-01'], [slot, 'functional', 'XM-01'], [slot, 'economic', 'XM-02'], [slot, 'amount', '8']) // prettier-ignore
    const born: Gesture = { ...gesture, born: [slot] }
    const { gesture: done } = settle(rows, born, send(born).sent, answer({ applied: { rows: ['N1'], revs: [1] } }))
    const undone = lay(rows, inverseOf(done, 'U1', 'undo', printed))
    expect([undone.vanished, rows.store.isGone(slot)]).toEqual([[slot], true])
    const redone = lay(rows, inverseOf(undone.gesture, 'U2', 'redo', printed))
    expect([redone.appeared, rows.store.idOf(slot), rows.isLocal(slot), cell(slot, 'amount')]).toEqual([
      [slot],
      'N1',
      false,
      800,
    ])
  })
})

describe('what others change', () => {
  it('is shown, but never over what is on its way from here', () => {
    const { rows, type, cell, mark } = aDesk()
    type([0, 'memo', '我的'])
    rows.take([{ n: 1, sheet: 'entries', row: 'E0', rev: 2, cells: { ...entry, memo: '他的', amount: 77 } }])
    expect([cell(0, 'memo'), cell(0, 'amount')]).toEqual(['我的', 77])
    expect(mark(0, 'memo')).toMatchObject({ stands: '他的', seen: '劳务' })
  })

  it('of an older revision changes nothing, and a merged row is taken whole when its turn comes', () => {
    const { rows, type, send, cell } = aDesk()
    const { gesture } = type([0, 'memo', '我的'])
    settle(rows, gesture, send(gesture).sent, answer({ applied: { rows: ['E0'], revs: [3] } }))
    rows.take([{ n: 1, sheet: 'entries', row: 'E0', rev: 2, cells: { ...entry, amount: 55 } }])
    expect([cell(0, 'memo'), cell(0, 'amount')]).toEqual(['我的', 10_000])
    rows.take([{ n: 2, sheet: 'entries', row: 'E0', rev: 3, cells: { ...entry, memo: '我的', amount: 55 } }])
    expect([cell(0, 'memo'), cell(0, 'amount')]).toEqual(['我的', 55])
  })

  it('brings new rows and takes voided ones away', () => {
    const { rows } = aDesk()
    const taken = rows.take([
      { n: 1, sheet: 'entries', row: 'E9', rev: 1, cells: entry },
      { n: 2, sheet: 'entries', row: 'E1', rev: 2, cells: null },
      { n: 3, sheet: 'projects', row: 'P9', rev: 1, cells: {} },
    ])
    expect([taken.appeared, taken.vanished]).toEqual([[2], [1]])
    expect(rows.store.count).toBe(2)
  })
})
