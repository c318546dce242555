import { readScaled, rescale } from '#shared/base/decimal'
import type { Figure } from '#shared/base/figure'

type Unit = Figure['shown']['unit']

const wholeUnits: readonly Unit[] = ['人', '个', '辆', '件', '位']
const fenPlaces: Partial<Record<Unit, number>> = { 万元: 6, 元: 2 }

/**
 * Reads a value as a document printed it: an amount in fen, a count, or a decimal; what is no number stays words
 * (`17万余`, `前三`, `无`). `decimals` is how many it was printed with.
 */
export function readPrinted(text: string, unit: Unit): { value: Figure['value']; decimals: number } {
  const read = unit === '' ? undefined : readScaled(text)
  if (!read) return { value: { words: text }, decimals: 0 }
  const { decimals } = read
  const places = fenPlaces[unit]
  if (places !== undefined && decimals <= places) return { value: { fen: Number(rescale(read, places)) }, decimals }
  if (wholeUnits.includes(unit) && decimals === 0) return { value: { count: Number(read.units) }, decimals }
  return { value: { decimal: text.replace(/[,%]/g, '').replace('\u2212', '-') }, decimals }
}
