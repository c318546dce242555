import type { Sheet, SheetName } from '#shared/base/sheet'
import { figures } from '#shared/accounts/figures'
import { entries } from '#shared/budget/entries'
import { projects } from '#shared/budget/projects'
import { economicSubjects, functionalSubjects } from '#shared/budget/subjects'
import { accounts } from '#shared/people/columns'
import { units } from '#shared/units/columns'

/** Every sheet of the product, by name. */
export const sheets: Record<SheetName, Sheet> = {
  units,
  'functional-subjects': functionalSubjects,
  'economic-subjects': economicSubjects,
  projects,
  entries,
  figures,
  accounts,
}
