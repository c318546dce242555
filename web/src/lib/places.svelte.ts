import { yearAndUnit } from '#shared/base/place'
import type { Place } from '#shared/base/sheet'
import { call } from './call.ts'
import { Loading } from './loading.svelte.ts'
import { cellsOf } from './rows.ts'
import { session } from './session.svelte.ts'
import { words } from './words.svelte.ts'

export interface Unit {
  id: string
  name: string
  /** keeps final accounts of its own */
  accounts: boolean
  /** its accounts were published elsewhere and are only recorded here */
  recorded: boolean
}

/** The register of units, read once for the choosers of year and unit. */
export const units = new Loading<Unit[]>(async () => {
  const { sheets } = await call.rows.open({ place: '', sheets: ['units'] })
  const [sheet] = sheets
  if (!sheet) return []
  return cellsOf(sheet).map(({ id, cells }) => ({
    id,
    name: String(cells.name ?? id),
    accounts: cells.kind === 'centre' || cells.kind === 'recorded',
    recorded: cells.kind === 'recorded',
  }))
})

/** The fiscal years one may open: the last six whole ones and the present one. */
export function fiscalYears(): number[] {
  const present = Number(session.now().slice(0, 4))
  return Array.from({ length: 7 }, (_, back) => present - back)
}

/** The year whose accounts are due: the last whole one. */
export const dueYear = (): number => Number(session.now().slice(0, 4)) - 1

/** A place in words: year and unit, nothing for the district's registers. */
export function placeName(place: Place): string {
  const parts = yearAndUnit(place)
  if (!parts) return ''
  const name = units.value?.find(({ id }) => id === parts.unit)?.name ?? parts.unit
  return `${words.say.budget.year(parts.year)} ${name}`
}
