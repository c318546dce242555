import { limits, type BatchAnswer, type ChangeSet, type RowOutcome } from '#shared/base/changes'
import type { Cell } from '#shared/base/cell'
import type { Export } from '#shared/base/exports'
import type { FeedEntry, HistoryEntry, RowColumns } from '#shared/base/contract'
import { findingsOf } from '#shared/base/findings'
import { checkCell } from '#shared/base/kinds'
import { refusal, refusalData, Refusal } from '#shared/base/refusal'
import type { Cells, Sheet } from '#shared/base/sheet'
import type { Follower, SheetSource } from '#web/sheet/sheet.ts'

interface Held {
  rev: number
  cells: Cells
  voided?: boolean
}

interface Event {
  row: string
  cells: Record<string, [Cell, Cell]>
  act: 'set' | 'create' | 'void' | 'restore'
}

/**
 * The rows of one sheet on this page, changed by the protocol of change-sets: cell by cell, with clashes, refusals and
 * undo. It stands where the API stands, so that the sheet can be tried without one; `others` lets somebody else edit.
 */
export class PageServer {
  readonly sheet: Sheet
  readonly rows = new Map<string, Held>()
  readonly batches = new Map<string, { answer: BatchAnswer; events: Event[] }>()
  readonly submitted: ChangeSet[] = []
  /** what was told of files that left */
  readonly exports: Export[] = []
  readonly #events: (HistoryEntry & { row: string })[] = []
  readonly #followers = new Set<Follower>()
  delay = 0
  offline = false
  /** batches of more rows are accepted first and applied later */
  slowFrom = Infinity
  #n = 0
  #minute = 0

  constructor(sheet: Sheet, rows: RowColumns) {
    this.sheet = sheet
    rows.rows.forEach((id, i) => {
      const cells = rows.columns.map(({ key, words, codes }) => [key, words[codes[i] ?? -1] ?? null] as const)
      this.rows.set(id, { rev: 1, cells: Object.fromEntries(cells.filter(([, cell]) => cell !== null)) })
    })
  }

  now(): string {
    return new Date(Date.UTC(2026, 9, 12, 6, this.#minute, 0)).toISOString()
  }

  source(): SheetSource {
    return {
      follow: (follower) => {
        this.#followers.add(follower)
        return () => this.#followers.delete(follower)
      },
      submit: (change) => this.#answer(() => this.#submit(change)),
      batch: (batch) =>
        this.#answer(() => {
          const known = this.batches.get(batch)
          if (!known) throw refusal('change/unknown-batch', { batch })
          return { ...known.answer, state: 'applied' }
        }),
      undo: (batch, as) => this.#answer(() => this.#undo(batch, as)),
      history: (row, column) =>
        Promise.resolve(this.#events.filter((event) => event.row === row && column in event.cells).reverse()),
      trouble: (error) =>
        error instanceof Refusal ? { why: 'refused', refusal: refusalData(error) } : { why: error === 'offline' ? 'offline' : 'defect' }, // prettier-ignore
    }
  }

  /** Somebody else is on a cell. */
  present(row: string, column: string, name = '陈敏'): void {
    for (const follower of this.#followers)
      follower.present?.([{ account: 'other', name, sheet: this.sheet.name, row, column }])
  }

  /** Somebody else edits: followers hear of it when `tell` is set. */
  other(row: string, cells: Cells, { tell = true, name = '陈敏' } = {}): void {
    const held = this.rows.get(row)
    if (!held) return
    const events: Event['cells'] = {}
    for (const [key, cell] of Object.entries(cells)) {
      events[key] = [held.cells[key] ?? null, cell]
      held.cells[key] = cell
    }
    held.rev++
    this.#record({ row, cells: events, act: 'set' }, '01HZZ0000000000000000000B0', 'type', name)
    if (tell) this.tell([row])
  }

  tell(rows: readonly string[]): void {
    const entries = rows.flatMap((row): FeedEntry[] => {
      const held = this.rows.get(row)
      return held ? [{ n: ++this.#n, sheet: this.sheet.name, row, rev: held.rev, cells: held.voided ? null : { ...held.cells } }] : [] // prettier-ignore
    })
    for (const follower of this.#followers) follower.changed(entries)
  }

  async #answer(act: () => BatchAnswer): Promise<BatchAnswer> {
    await new Promise((resolve) => setTimeout(resolve, this.delay))
    if (this.offline) throw 'offline' as unknown
    return act()
  }

  #record({ row, cells, act }: Event, batch: string, gesture: string, name: string): void {
    const rev = this.rows.get(row)?.rev ?? 1
    this.#minute = (this.#minute + 1) % 60
    this.#events.push({ row, rev, at: this.now(), by: name, name, batch, act, cells, gesture })
  }

  #submit(change: ChangeSet): BatchAnswer {
    const known = this.batches.get(change.batch)
    if (known) return known.answer
    this.submitted.push(change)
    const { sets, creates, voids = [] } = change
    const rows = (sets?.rows.length ?? 0) + (creates?.rows.length ?? 0) + voids.length
    if (rows > limits.rows) throw refusal('change/too-many-rows', { rows, limit: limits.rows })
    const outcomes: RowOutcome[] = []
    const events: Event[] = []
    sets?.rows.forEach((row, i) => outcomes.push(this.#set(row, touched(sets, i), events)))
    creates?.rows.forEach((row, i) => outcomes.push(this.#create(row, touched(creates, i), events)))
    for (const { row } of voids) outcomes.push(this.#void(row, true, events))
    return this.#finish(change.batch, change.gesture, outcomes, events)
  }

  #set(row: string, touches: Touch[], events: Event[]): RowOutcome {
    const held = this.rows.get(row)
    if (!held || held.voided)
      return { row, outcome: 'refused', rev: 0, refusal: wired(refusal('row/unknown', { row })) }
    const lost: NonNullable<RowOutcome['cells']> = []
    const written: Event['cells'] = {}
    for (const { column, before, after } of touches) {
      const found = held.cells[column] ?? null
      if (found === after) continue
      const because = this.#refused(column, after)
      if (because) lost.push({ column, found, refusal: because })
      else if (found !== before) lost.push({ column, found, name: '陈敏', at: this.now() })
      else written[column] = [found, after]
    }
    const count = Object.keys(written).length
    if (count > 0) {
      for (const [key, [, after]] of Object.entries(written)) held.cells[key] = after
      held.rev++
      events.push({ row, cells: written, act: 'set' })
    }
    if (count === 0 && lost.length === 0) return { row, outcome: 'unchanged', rev: held.rev }
    if (count > 0) return { row, outcome: lost.length > 0 ? 'merged' : 'applied', rev: held.rev, cells: lost }
    const clash = lost.some(({ refusal: because }) => because === undefined)
    return { row, outcome: clash ? 'conflict' : 'refused', rev: held.rev, cells: lost }
  }

  #refused(key: string, after: Cell) {
    const column = this.sheet.columns.find((one) => one.key === key)
    if (!column) return wired(refusal('cell/unknown-column', { column: key }))
    if (after === null && column.required) return wired(refusal('cell/required', {}))
    if (typeof after === 'string' && after.includes('拒绝')) return wired(refusal('cell/malformed', { text: after, form: 'printable' })) // prettier-ignore
    try {
      checkCell(after, column, { year: 2025 })
      return undefined
    } catch (error) {
      if (error instanceof Refusal) return wired(error)
      throw error
    }
  }

  #create(row: string, touches: Touch[], events: Event[]): RowOutcome {
    const known = this.rows.get(row)
    if (known) return { row, outcome: 'refused', rev: known.rev, refusal: wired(refusal('row/exists', { row })) }
    const cells: Cells = Object.fromEntries(touches.map(({ column, after }) => [column, after]))
    const { rules: _rules, ...sheet } = this.sheet
    const findings = findingsOf(sheet, { id: row, rev: 1, cells }, { place: '2025/centre', find: () => undefined })
    const bad = touches.flatMap(({ column, after }) =>
      typeof after === 'string' && after.includes('拒绝') ? [column] : [],
    )
    const lost = [
      ...findings.map(({ column = '', code, facts }) => ({ column, found: null, refusal: { code, facts } })),
      ...bad.map((column) => ({ column, found: null, refusal: wired(refusal('cell/malformed', { text: '拒绝', form: 'printable' })) })), // prettier-ignore
    ]
    const [first] = lost
    if (first) return { row, outcome: 'refused', rev: 0, cells: lost, refusal: first.refusal }
    this.rows.set(row, { rev: 1, cells })
    events.push({
      row,
      cells: Object.fromEntries(touches.map(({ column, after }) => [column, [null, after]])),
      act: 'create',
    })
    return { row, outcome: 'applied', rev: 1 }
  }

  #void(row: string, voided: boolean, events: Event[]): RowOutcome {
    const held = this.rows.get(row)
    if (!held) return { row, outcome: 'refused', rev: 0, refusal: wired(refusal('row/unknown', { row })) }
    held.voided = voided
    held.rev++
    events.push({ row, cells: {}, act: voided ? 'void' : 'restore' })
    return { row, outcome: 'applied', rev: held.rev }
  }

  #undo(batch: string, as: string): BatchAnswer {
    const again = this.batches.get(as)
    if (again) return again.answer
    const known = this.batches.get(batch)
    if (!known) throw refusal('change/unknown-batch', { batch })
    const outcomes: RowOutcome[] = []
    const events: Event[] = []
    for (const { row, cells, act } of [...known.events].reverse()) {
      if (act === 'create') outcomes.push(this.#void(row, true, events))
      else if (act === 'void' || act === 'restore') outcomes.push(this.#void(row, act === 'restore', events))
      else outcomes.push(this.#set(row, Object.entries(cells).map(([column, [before, after]]) => ({ column, before: after, after: before })), events)) // prettier-ignore
    }
    return this.#finish(as, 'undo', outcomes, events)
  }

  #finish(batch: string, gesture: string, outcomes: RowOutcome[], events: Event[]): BatchAnswer {
    for (const event of events) this.#record(event, batch, gesture, '周海燕')
    const plain = outcomes.filter(({ outcome, cells }) => outcome === 'applied' && (cells ?? []).length === 0)
    const count = (of: RowOutcome['outcome']): number => outcomes.filter(({ outcome }) => outcome === of).length
    const answer: BatchAnswer = {
      batch,
      state: 'applied',
      at: this.now(),
      rows: outcomes.length,
      done: outcomes.length,
      counts: { applied: count('applied'), merged: count('merged'), unchanged: count('unchanged'), conflict: count('conflict'), refused: count('refused') }, // prettier-ignore
      applied: { rows: plain.map(({ row }) => row), revs: plain.map(({ rev }) => rev) },
      others: outcomes.filter((outcome) => !plain.includes(outcome)),
    }
    this.batches.set(batch, { answer, events })
    return outcomes.length >= this.slowFrom ? { ...answer, state: 'accepted', done: 0 } : answer
  }
}

interface Touch {
  column: string
  before: Cell
  after: Cell
}

const wired = ({ code, facts }: Refusal) => ({ code, facts: { ...facts } as Record<string, unknown> })

function touched(
  part: { columns: { key: string; words: Cell[]; before?: number[]; after: number[] }[] },
  line: number,
): Touch[] {
  return part.columns.flatMap(({ key, words, before, after }) => {
    const code = after[line] ?? -1
    if (code < 0) return []
    return [{ column: key, before: words[before?.[line] ?? -1] ?? null, after: words[code] ?? null }]
  })
}
