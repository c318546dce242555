import type { Actor } from '#shared/base/access'
import type { Cells, Row, Sheet } from '#shared/base/sheet'
import { unitSees } from '#shared/cases/sight'
import { feedOf } from '../layout.ts'

/**
 * 读者群. Readers who see the same cases: all those who see every one, or those of one unit. Each has a feed and tiles of
 * its own, so that a unit's reader is never handed a byte of what is another's.
 */
export interface Family {
  feed: string
  /** undefined: every case */
  unit: string | undefined
}

const CASES = feedOf({ scope: 'cases' }, '')

export const everyCase: Family = { feed: CASES, unit: undefined }

export const familyOf = (unit: string | undefined): Family =>
  unit === undefined ? everyCase : { feed: `${CASES}#${unit}`, unit }

/** Whether these readers see a case as it stands. */
export const shows = ({ unit }: Family, { cells, voided }: Pick<Row, 'cells' | 'voided'>): boolean =>
  !voided && (unit === undefined || unitSees(cells, unit))

/** Who may see a case of these cells: everybody who sees all, and its units. */
export function familiesOf(cells: Cells): Family[] {
  const units = [cells.unit, cells.supporting].filter((unit) => typeof unit === 'string')
  return [everyCase, ...[...new Set(units)].filter((unit) => unitSees(cells, unit)).map(familyOf)]
}

/** Whose tiles an actor reads; undefined for who sees so little that he is given pages of queues instead. */
export function familyFor({ sight }: Pick<Sheet, 'sight'>, actor: Actor): Family | undefined {
  if (!sight || sight.whole(actor)) return everyCase
  return actor.roles.includes('handler') && actor.unit !== '' ? familyOf(actor.unit) : undefined
}
