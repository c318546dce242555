import type { Actor, Right } from '#shared/base/access'
import { refusal, refusalData, type Refusal, type RefusalData } from '#shared/base/refusal'
import type { Column, Sheet } from '#shared/base/sheet'
import type { Steps } from '#shared/base/step'
import { holdersOf, roles } from '#shared/people/roles'
import type { Change, RowChange } from './change.ts'
import type { Rulebook } from './rulebook.ts'

/** Who asks for a change, and when. */
export interface By {
  actor: Actor
  now: string
}

/** Without a right the caller is told who could grant it. */
export const lacking = (right: Right): Refusal =>
  refusal('access/not-allowed', { right, granter: roles['security-administrator'].label })

/** Why an act on a whole row is not for this actor; undefined: it is. A sheet without a right for it knows no such act. */
export function rowRefusal(
  sheet: Sheet,
  change: RowChange,
  actor: Actor,
  steps: Steps | undefined,
): Refusal | undefined {
  const asked = rightFor(sheet, change, steps)
  if (asked === 'any-column') return mayEditSome(sheet, actor) ? undefined : lacking(firstRight(sheet))
  if (asked === undefined && change.act === 'step') return refusal('step/unknown', { step: change.step })
  if (asked === undefined) return refusal('cell/read-only', { because: 'computed' })
  return actor.rights.has(asked) ? undefined : lacking(asked)
}

function rightFor(sheet: Sheet, change: RowChange, steps: Steps | undefined): Right | 'any-column' | undefined {
  switch (change.act) {
    case 'set':
      return 'any-column'
    case 'create':
      return sheet.create
    case 'import':
      return sheet.import
    case 'void':
    case 'restore':
      return sheet.void
    case 'step':
      return stepOf(steps, change.step)?.may
  }
}

/** A step by its name, never one that an object inherits. */
export const stepOf = (steps: Steps | undefined, name: string) =>
  steps && Object.hasOwn(steps, name) ? steps[name] : undefined

const mayEditSome = ({ columns }: Sheet, { rights }: Actor): boolean =>
  columns.some(({ edit }) => edit !== undefined && rights.has(edit))

const firstRight = ({ columns, read }: Sheet): Right => columns.find(({ edit }) => edit)?.edit ?? read

/** Why this actor may not write this cell; undefined: he may. */
export function cellRefusal(column: Column, act: 'set' | 'create', actor: Actor): RefusalData | undefined {
  if (column.edit === undefined) {
    const source = column.computed === undefined ? {} : { source: column.computed }
    return refusalData(refusal('cell/read-only', { because: 'computed', ...source }))
  }
  if (column.fixed && act === 'set') return refusalData(refusal('cell/read-only', { because: 'fixed' }))
  if (actor.rights.has(column.edit)) return undefined
  return noRight(column.edit)
}

export const noRight = (right: Right): RefusalData =>
  refusalData(refusal('cell/read-only', { because: 'no-right', source: holdersOf(right).join('、') }))

/**
 * Refuses a whole change-set whose actor may not even read the sheet, or may take none of its acts. Single cells that
 * he may not write are refused one by one, and the rest is kept.
 * @throws access/not-allowed, step/unknown
 */
export function checkMay({ sheet, rows }: Pick<Change, 'sheet' | 'rows'>, actor: Actor, { steps }: Rulebook): void {
  if (!actor.rights.has(sheet.read)) throw lacking(sheet.read)
  for (const change of firstOfEach(rows)) {
    const refused = rowRefusal(sheet, change, actor, steps[sheet.name])
    if (refused) throw refused
  }
}

/** One row for each act and step: the others ask for the same. */
function firstOfEach(rows: readonly RowChange[]): Iterable<RowChange> {
  const found = new Map<string, RowChange>()
  for (const change of rows) {
    const name = change.act === 'step' ? `step ${change.step}` : change.act
    if (!found.has(name)) found.set(name, change)
  }
  return found.values()
}
