import { guardPeriods } from '#shared/cases/calendar-days'
import { guardLimits } from '#shared/cases/limits'
import { caseSteps } from '#shared/cases/steps'
import { guardAccount } from '#shared/people/guards'
import { sheets } from '#shared/sheets'
import type { Rulebook } from './rulebook.ts'

/** The product's own rules. */
export const rulebook: Rulebook = {
  sheets,
  guards: {
    accounts: guardAccount,
    limits: (_, change, rows) => guardLimits(change, rows),
    'work-periods': (_, change, rows) => guardPeriods(change, rows),
  },
  steps: { cases: caseSteps },
}
