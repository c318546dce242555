import type { Right } from '#shared/base/access'
import { refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import type { Column, Sheet } from '#shared/base/sheet'
import { holdersOf } from '#shared/people/roles'

export type Rights = ReadonlySet<Right>

/**
 * Why a cell of this column is not for this person to write: computed, set once and for all, or without the right. The
 * same rule greys the cell, refuses typing and is asked again by the server. `isNew`: the row does not exist yet.
 */
export function barred(column: Column, rights: Rights, isNew: boolean): RefusalData | undefined {
  const { edit, computed, fixed } = column
  if (edit === undefined)
    return refusalData(
      refusal('cell/read-only', { because: 'computed', ...(computed === undefined ? {} : { source: computed }) }),
    )
  if (!rights.has(edit))
    return refusalData(refusal('cell/read-only', { because: 'no-right', source: holdersOf(edit).join('、') }))
  return fixed && !isNew ? refusalData(refusal('cell/read-only', { because: 'fixed' })) : undefined
}

export const mayCreate = ({ create }: Sheet, rights: Rights): boolean => create !== undefined && rights.has(create)

export const mayVoid = ({ void: right }: Sheet, rights: Rights): boolean => right !== undefined && rights.has(right)

/** Whether there is anything here that this person may write; a sheet without it is not greyed, it is plainly read. */
export const mayWrite = ({ columns }: Sheet, rights: Rights): boolean =>
  columns.some(({ edit }) => edit !== undefined && rights.has(edit))
