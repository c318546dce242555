import { printScaled } from '#shared/base/decimal'
import { printInstant } from '#shared/base/kinds/times'

const shown = 24

/** A text that somebody typed, short enough for a sentence, in quotation marks. */
export function quoted(text: string): string {
  const one = text.replace(/\s+/g, ' ')
  return `“${one.length > shown ? `${one.slice(0, shown)}…` : one}”`
}

export const grouped = (n: number): string => printScaled({ units: BigInt(Math.round(n)), decimals: 0 })

/** The time of day of an instant, in Shanghai. */
export const clockTime = (instant: string): string => printInstant(instant).slice(11)

/** Some hundred thousand bytes as megabytes, whole or with one decimal. */
export function megabytes(bytes: number): string {
  const tenths = Math.round(bytes / 100_000)
  return `${tenths % 10 === 0 ? tenths / 10 : printScaled({ units: BigInt(tenths), decimals: 1 })}MB`
}
