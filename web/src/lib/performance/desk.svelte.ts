import { tablesOf } from '#shared/accounts/tables/tables'
import type { Finding } from '#shared/base/check'
import type { Figure } from '#shared/base/figure'
import type { Row, SheetName } from '#shared/base/sheet'
import { checkScores } from '#shared/performance/checks'
import type { ScoreSheet } from '#shared/performance/score-sheet'
import { scoresOf } from '#shared/performance/scores'
import { openDesk, type YearDesk } from '../accounts/desk.svelte.ts'
import { perform, takeBack } from '../sheet/acts.ts'
import { aGesture, type Gesture } from '../sheet/gesture.ts'
import type { SheetModel } from '../sheet/model.svelte.ts'
import { readWishes } from '../sheet/reading.ts'
import type { Behind } from './lines.ts'

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
  readonly year: YearDesk
  #gestures = $state.raw<readonly SheetModel[]>([])
  #undone = $state.raw<readonly SheetModel[]>([])

  constructor(year: YearDesk) {
    this.year = year
  }

  readonly scored: Scored = $derived.by(() => {
    const { input } = this.year
    const figures = new Map(tablesOf(input).figures.map((figure) => [figure.id, figure]))
    const made = scoresOf(input, figures)
    for (const figure of made.figures) figures.set(figure.id, figure)
    return { sheets: made.sheets, figures, findings: checkScores(made.sheets, figures) }
  })

  rowOf(sheet: SheetName, id: string): Row | undefined {
    return this.year.book.rowsOf(sheet).find((row) => row.id === id)
  }

  model(sheet: Behind['sheet']): SheetModel | undefined {
    return this.year.book.models.get(sheet)
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
    this.year.close()
  }
}

export const openScores = async (year: number, unit: { id: string; name: string }): Promise<ScoreDesk> =>
  new ScoreDesk(await openDesk(year, unit))
