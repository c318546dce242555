import { tablesOf } from '#shared/accounts/tables/tables'
import type { YearInput } from '#shared/accounts/year'
import type { Finding } from '#shared/base/check'
import type { Figure } from '#shared/base/figure'
import { yearAndUnit } from '#shared/base/place'
import type { Place, Row, SheetName } from '#shared/base/sheet'
import { checkScores } from '#shared/performance/checks'
import type { ScoreSheet } from '#shared/performance/score-sheet'
import { scoresOf } from '#shared/performance/scores'
import { openBook, type Book } from '../book.svelte.ts'
import { perform, takeBack } from '../sheet/acts.ts'
import { aGesture, type Gesture } from '../sheet/gesture.ts'
import type { SheetModel } from '../sheet/model.svelte.ts'
import { readWishes } from '../sheet/reading.ts'
import type { Behind } from './lines.ts'

const sheetsOfDesk = [
  'projects',
  'entries',
  'table-cells',
  'score-sheets',
  'indicators',
] as const satisfies readonly SheetName[]

export interface Wish {
  behind: Behind
  text: string
}

interface Scored {
  sheets: ScoreSheet[]
  figures: ReadonlyMap<string, Figure>
  findings: Finding[]
}

/**
 * 绩效自评台. One year's score sheets, scored and checked anew in this browser at every change, one's own unsaved edits
 * among them. The form writes into rows of two sheets; what is taken back is the last gesture, in whichever it was.
 */
export class ScoreDesk {
  readonly book: Book
  readonly place: Place
  #gestures = $state.raw<readonly SheetModel[]>([])
  #undone = $state.raw<readonly SheetModel[]>([])

  constructor(place: Place, book: Book) {
    this.place = place
    this.book = book
  }

  readonly scored: Scored = $derived.by(() => {
    const input = this.#input()
    const figures = new Map(tablesOf(input).figures.map((figure) => [figure.id, figure]))
    const made = scoresOf(input, figures)
    for (const figure of made.figures) figures.set(figure.id, figure)
    return { sheets: made.sheets, figures, findings: checkScores(made.sheets, figures) }
  })

  rowOf(sheet: SheetName, id: string): Row | undefined {
    return this.book.rowsOf(sheet).find((row) => row.id === id)
  }

  model(sheet: Behind['sheet']): SheetModel | undefined {
    return this.book.models.get(sheet)
  }

  /** What was typed into a cell and is not saved: its text, and why it was refused. */
  unsaved({ sheet, row, column }: Behind) {
    const model = this.model(sheet)
    void model?.tick
    const slot = model?.rows.store.slotOf(row)
    return model && slot !== undefined ? model.rows.unsaved.get(slot, model.rows.store.indexOf(column)) : undefined
  }

  /** The text with which editing of a cell begins. */
  textIn({ sheet, row, column }: Behind): string {
    const cell = this.rowOf(sheet, row)?.cells[column] ?? null
    const unsaved = this.unsaved({ sheet, row, column })
    return unsaved?.state === 'refused' ? unsaved.text : cell === null ? '' : String(cell)
  }

  /** Writes as one gesture a sheet: one undo takes it back. */
  write(kind: Gesture['kind'], wishes: readonly Wish[]): void {
    for (const sheet of ['indicators', 'score-sheets'] as const) {
      const model = this.model(sheet)
      const own = wishes.filter(({ behind }) => behind.sheet === sheet)
      if (!model || own.length === 0) continue
      const { rows } = model
      const asked = own.flatMap(({ behind, text }) => {
        const slot = rows.store.slotOf(behind.row)
        return slot === undefined ? [] : [{ slot, column: rows.store.indexOf(behind.column), text }]
      })
      const { edits, turned } = readWishes(rows, asked)
      if (perform(model, aGesture(model.options.mint(), kind, { edits }), turned) === 0) continue
      this.#gestures = [...this.#gestures, model]
      this.#undone = []
    }
  }

  get canUndo(): boolean {
    return this.#gestures.length > 0
  }

  get canRedo(): boolean {
    return this.#undone.length > 0
  }

  undo(way: 'undo' | 'redo'): void {
    const [from, to] = way === 'undo' ? [this.#gestures, this.#undone] : [this.#undone, this.#gestures]
    const model = from[from.length - 1]
    if (!model) return
    takeBack(model, way)
    const [rest, more] = [from.slice(0, -1), [...to, model]]
    if (way === 'undo') [this.#gestures, this.#undone] = [rest, more]
    else [this.#undone, this.#gestures] = [rest, more]
  }

  close(): void {
    this.book.close()
  }

  #input(): YearInput {
    const { year = 0, unit = '' } = yearAndUnit(this.place) ?? {}
    return {
      year,
      unit: { id: unit, name: unit },
      rows: {
        projects: this.book.rowsOf('projects'),
        entries: this.book.rowsOf('entries'),
        receipts: [],
        cells: this.book.rowsOf('table-cells'),
        particulars: [],
        texts: [],
        scoreSheets: this.book.rowsOf('score-sheets'),
        indicators: this.book.rowsOf('indicators'),
      },
      registers: {
        functional: this.book.registerRows('functional-subjects'),
        economic: this.book.registerRows('economic-subjects'),
      },
      prior: undefined,
    }
  }
}

export const openScores = async (place: Place): Promise<ScoreDesk> =>
  new ScoreDesk(place, await openBook(place, sheetsOfDesk))
