import type { ColumnKey } from '#shared/base/cell'
import { rowLines, type RowLines } from '#shared/base/views'
import type { Column, Sheet } from '#shared/base/sheet'

/** A column in sight: its index in the sheet's list, and how wide it is. */
export interface ShownColumn {
  index: number
  column: Column
  width: number
}

/** How one person has arranged the columns of a sheet; kept in this browser. */
export interface Arrangement {
  order: ColumnKey[]
  hidden: ColumnKey[]
  widths: Record<ColumnKey, number>
  frozen: number
  lines: RowLines
}

const narrowest = 40

/** 列的排布: widths, order, hidden and frozen columns. Everybody's own; nothing of it changes another's screen. */
export class Columns {
  readonly #sheet: Sheet
  #order = $state.raw<readonly number[]>([])
  #hidden = $state.raw<ReadonlySet<number>>(new Set())
  #widths = $state.raw<ReadonlyMap<number, number>>(new Map())
  frozen = $state(0)
  lines = $state<RowLines>('one')

  readonly shown: readonly ShownColumn[] = $derived(
    this.#order.flatMap((index) => {
      const column = this.#sheet.columns[index]
      return column && !this.#hidden.has(index) ? { index, column, width: this.#widths.get(index) ?? column.width } : []
    }),
  )
  readonly lefts: readonly number[] = $derived(
    this.shown.reduce<number[]>((lefts, { width }) => [...lefts, (lefts[lefts.length - 1] ?? 0) + width], [0]),
  )

  constructor(sheet: Sheet, frozen: number) {
    this.#sheet = sheet
    this.frozen = frozen
    this.#order = sheet.columns.map((_, index) => index)
    this.#recall()
  }

  get hidden(): readonly Column[] {
    return [...this.#hidden].flatMap((index) => this.#sheet.columns[index] ?? [])
  }

  isHidden(index: number): boolean {
    return this.#hidden.has(index)
  }

  /** The place among the shown columns of a column of the sheet; -1 while it is hidden. */
  placeOf(index: number): number {
    return this.shown.findIndex((shown) => shown.index === index)
  }

  resize(place: number, width: number): void {
    const index = this.shown[place]?.index
    if (index === undefined) return
    this.#widths = new Map(this.#widths).set(index, Math.round(Math.max(narrowest, width)))
    this.#remember()
  }

  /** At least one column stays. */
  hide(places: readonly number[]): void {
    const indices = places.flatMap((place) => this.shown[place]?.index ?? [])
    if (indices.length >= this.shown.length) return
    this.#hidden = new Set([...this.#hidden, ...indices])
    this.#remember()
  }

  show(index: number): void {
    this.#hidden = new Set([...this.#hidden].filter((hidden) => hidden !== index))
    this.#remember()
  }

  showAll(): void {
    this.#hidden = new Set()
    this.#remember()
  }

  /** 行高: one line, two, or as many as the texts need. */
  setLines(lines: RowLines): void {
    this.lines = lines
    this.#remember()
  }

  freeze(count: number): void {
    this.frozen = count
    this.#remember()
  }

  /** Moves shown columns so that they begin before the one at `to`. */
  move(from: readonly number[], to: number): void {
    const moved = from.flatMap((place) => this.shown[place]?.index ?? [])
    const before = this.shown.slice(to).find(({ index }) => !moved.includes(index))?.index
    const rest = this.#order.filter((index) => !moved.includes(index))
    const at = before === undefined ? rest.length : rest.indexOf(before)
    this.#order = [...rest.slice(0, at), ...moved, ...rest.slice(at)]
    this.#remember()
  }

  get #place(): string {
    return `sheet.${this.#sheet.name}`
  }

  /** The whole arrangement, by the keys of the columns. */
  get arrangement(): Arrangement {
    const keyOf = (index: number): ColumnKey => this.#sheet.columns[index]?.key ?? ''
    return {
      order: this.#order.map(keyOf),
      hidden: [...this.#hidden].map(keyOf),
      widths: Object.fromEntries([...this.#widths].map(([index, width]) => [keyOf(index), width])),
      frozen: this.frozen,
      lines: this.lines,
    }
  }

  /** Takes an arrangement over; columns that the sheet does not have are left out, new ones come last. */
  arrange(arrangement: Arrangement): void {
    this.#take(arrangement)
    this.#remember()
  }

  #remember(): void {
    try {
      localStorage.setItem(this.#place, JSON.stringify(this.arrangement))
    } catch {
      // A browser without room keeps nothing; the sheet works all the same.
    }
  }

  #recall(): void {
    const kept = recalled(this.#place)
    if (kept) this.#take(kept)
  }

  #take(kept: Arrangement): void {
    const indexOf = (key: ColumnKey): number[] => {
      const index = this.#sheet.columns.findIndex((column) => column.key === key)
      return index >= 0 ? [index] : []
    }
    const order = kept.order.flatMap(indexOf)
    this.#order = [...order, ...this.#sheet.columns.map((_, index) => index).filter((index) => !order.includes(index))]
    const hidden = kept.hidden.flatMap(indexOf)
    this.#hidden = new Set(hidden.length < this.#sheet.columns.length ? hidden : [])
    this.#widths = new Map(
      Object.entries(kept.widths).flatMap(([key, width]) =>
        indexOf(key).map((index): [number, number] => [index, width]),
      ),
    )
    this.frozen = kept.frozen
    this.lines = rowLines.find((lines) => lines === kept.lines) ?? 'one'
  }
}

function recalled(place: string): Arrangement | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(place) ?? 'null')
    return isArrangement(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

const isArrangement = (kept: unknown): kept is Arrangement =>
  typeof kept === 'object' &&
  kept !== null &&
  'order' in kept &&
  'hidden' in kept &&
  'widths' in kept &&
  'frozen' in kept &&
  Array.isArray(kept.order) &&
  Array.isArray(kept.hidden) &&
  typeof kept.widths === 'object' &&
  typeof kept.frozen === 'number'
