const DAY = 86_400_000

const days = new Map<number, string>()
const two = Array.from({ length: 60 }, (_, n) => String(n).padStart(2, '0'))

/** A whole second as its instant in UTC: `2026-10-12T01:00:00.000Z`. A year of cases writes a million of them. */
export function instant(at: number): string {
  const nth = Math.floor(at / DAY)
  const day = days.get(nth) ?? new Date(at).toISOString().slice(0, 11)
  days.set(nth, day)
  const seconds = Math.floor((at - nth * DAY) / 1000)
  const [hour, minute, second] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${day}${two[hour] ?? ''}:${two[minute] ?? ''}:${two[second] ?? ''}.000Z`
}
