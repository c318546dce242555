import type { Sheet, SheetName } from '#shared/base/sheet'
import { tableCells } from '#shared/accounts/cells'
import { figures } from '#shared/accounts/figures'
import { particulars } from '#shared/accounts/particulars'
import { texts } from '#shared/accounts/texts'
import { entries } from '#shared/budget/entries'
import { projects } from '#shared/budget/projects'
import { receipts } from '#shared/budget/receipts'
import { economicSubjects, functionalSubjects } from '#shared/budget/subjects'
import { cases } from '#shared/cases/columns'
import { calendarDays, workPeriods } from '#shared/cases/calendar-days'
import { limits } from '#shared/cases/limits'
import { accounts } from '#shared/people/columns'
import { indicators, scoreSheets } from '#shared/performance/columns'
import { units } from '#shared/units/columns'

/** Every sheet of the product, by name. */
export const sheets: Record<SheetName, Sheet> = {
  units,
  'functional-subjects': functionalSubjects,
  'economic-subjects': economicSubjects,
  projects,
  entries,
  receipts,
  'table-cells': tableCells,
  particulars,
  texts,
  'score-sheets': scoreSheets,
  indicators,
  figures,
  accounts,
  cases,
  limits,
  'calendar-days': calendarDays,
  'work-periods': workPeriods,
}
