import type { Place } from './sheet.ts'

/** The fiscal year and unit of a place such as `2026/centre`; undefined for the district's registers. */
export function yearAndUnit(place: Place): { year: number; unit: string } | undefined {
  const match = /^(20\d\d)\/([a-z0-9][a-z0-9-]*)$/.exec(place)
  return match?.[2] === undefined ? undefined : { year: Number(match[1]), unit: match[2] }
}

export const placeOf = (year: number, unit: string): Place => `${year}/${unit}`
