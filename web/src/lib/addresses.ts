import { resolve } from '$app/paths'

/** Screens that show one fiscal year of one unit. */
export type YearScreen = 'budget' | 'accounts' | 'performance' | 'disclosures'

/** The address of a year of a unit on such a screen. */
export const yearAddress = (screen: YearScreen, year: number | string, unit: string): string =>
  resolve(`/(staff)/${screen}/[year]/[unit]`, { year: String(year), unit })

export const importAddress = (year: number, unit: string): string =>
  resolve('/(staff)/accounts/[year]/[unit]/import', { year: String(year), unit })

export const previewAddress = (year: number, unit: string): string =>
  resolve('/(staff)/disclosures/[year]/[unit]/preview', { year: String(year), unit })

export const caseImportAddress = (): string => resolve('/(staff)/cases/import')

export const casesAddress = (): string => resolve('/(staff)/cases')

/** The form that takes a request in. */
export const intakeAddress = (): string => resolve('/(staff)/cases/new')
