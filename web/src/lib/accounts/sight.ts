import type { Figure } from '#shared/base/figure'
import type { Severity } from '#shared/base/check'
import { printValue } from '#shared/base/quantity'
import { shownFigure } from '#shared/disclosure/shown'

/** What a table's cells are seen by: figures, findings, what is on its way, and the path that is traced. */
export interface Sight {
  figures: ReadonlyMap<string, Figure>
  /** findings by figure: the worst of each */
  marks: ReadonlyMap<string, Severity>
  /** what is typed and not saved, or refused, by figure: its text and why */
  unsaved: ReadonlyMap<string, { text: string; because?: string }>
  /** figures on the way of the one that is traced */
  path: ReadonlySet<string>
  chosen: string | undefined
  /** why a cell may not be written; nothing where it may */
  barred: (id: string) => string | undefined
}

/** One cell as it shows. */
export interface CellLook {
  shown: string
  mark: Severity | undefined
  /** why what was typed was refused */
  because: string | undefined
  waiting: boolean
  barred: boolean
  traced: boolean
  chosen: boolean
}

const nothing: CellLook = {
  shown: '',
  mark: undefined,
  because: undefined,
  waiting: false,
  barred: true,
  traced: false,
  chosen: false,
}

export function lookOf(id: string | undefined, sight: Sight): CellLook {
  if (id === undefined) return nothing
  const { marks, unsaved, path, chosen, barred } = sight
  const mine = unsaved.get(id)
  const because = mine?.because
  return {
    shown: shownIn(id, sight),
    mark: because === undefined ? marks.get(id) : 'error',
    because,
    waiting: mine !== undefined && because === undefined,
    barred: barred(id) !== undefined,
    traced: path.has(id),
    chosen: id === chosen && path.size > 0,
  }
}

export const hasFigure = (id: string | null, { figures, unsaved }: Sight): boolean =>
  id !== null && (figures.has(id) || unsaved.has(id))

export function shownIn(id: string, { figures, unsaved }: Sight): string {
  const figure = figures.get(id)
  return unsaved.get(id)?.text ?? (figure ? shownFigure(figure) : '')
}

/** What an editor starts from: the amount with all its places, without thousands signs. */
export function editableIn(id: string, { figures, unsaved }: Sight): string {
  const figure = figures.get(id)
  return unsaved.get(id)?.text ?? (figure ? (printValue(figure.value, figure.shown, true) ?? '') : '')
}

/** A cell's text as a sheet program takes it: no thousands signs, a plain minus. */
export const copied = (shown: string): string => shown.replaceAll(',', '').replace('−', '-')

/** What of a pasted block lands: where it may, and how many texts find no place or none that is theirs. */
export function landed(placed: readonly { id: string; text: string }[], sight: Sight) {
  const filled = ({ text }: { text: string }): boolean => text.trim() !== ''
  const isBarred = ({ id }: { id: string }): boolean => sight.barred(id) !== undefined
  const changes = ({ id, text }: { id: string; text: string }): boolean =>
    text.replaceAll(',', '') !== editableIn(id, sight)
  return {
    free: placed.filter((cell) => !isBarred(cell) && (filled(cell) || hasFigure(cell.id, sight))),
    refused: placed.filter((cell) => isBarred(cell) && filled(cell) && changes(cell)).length,
  }
}
