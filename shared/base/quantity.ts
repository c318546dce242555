import type { Figure } from './figure.ts'
import { powerOfTen, printScaled, readScaled, rescale, roundHalfUp, type Scaled } from './decimal.ts'
import { around, point, ratio, scale, type Interval, type Ratio } from './interval.ts'

export type Value = Figure['value']
type Shown = Figure['shown']

/** A figure's value as whole units: fen, things, or the last place of a printed decimal. */
export interface Quantity extends Scaled {
  of: 'fen' | 'count' | 'decimal'
}

export function quantityOf(value: Value): Quantity | undefined {
  if (value === null) return undefined
  if ('fen' in value) return { of: 'fen', units: BigInt(value.fen), decimals: 0 }
  if ('count' in value) return { of: 'count', units: BigInt(value.count), decimals: 0 }
  const read = 'decimal' in value ? readScaled(value.decimal) : undefined
  return read && { of: 'decimal', ...read }
}

export function valueOf({ of, units, decimals }: Quantity): Value {
  if (of === 'fen') return { fen: Number(units) }
  if (of === 'count') return { count: Number(units) }
  return { decimal: printScaled({ units, decimals }, true) }
}

/** Brings quantities to the same decimals; quantities of different nature have nothing in common. */
export function aligned(quantities: readonly Quantity[]): Quantity[] {
  const decimals = Math.max(0, ...quantities.map((quantity) => quantity.decimals))
  if (new Set(quantities.map(({ of }) => of)).size !== 1) return []
  return quantities.map((quantity) => ({ of: quantity.of, units: rescale(quantity, decimals), decimals }))
}

/** A quantity as one number in its own unit; one that is absent is one. */
export const ratioIn = (quantity: Scaled | undefined): Ratio =>
  quantity ? ratio(quantity.units, powerOfTen(quantity.decimals)) : ratio(1n)

/** The value as one number; a rate of nothing has none. */
export function ratioOf(value: Value): Ratio | undefined {
  if (value !== null && 'part' in value)
    return value.whole === 0 ? undefined : ratio(BigInt(value.part), BigInt(value.whole))
  const quantity = quantityOf(value)
  return quantity && ratioIn(quantity)
}

/** What one of the printed unit is in the number of the value: 1 万元 is 1,000,000 fen, 1 % of a rate a hundredth. */
function scaleOf(value: Value, { unit }: Shown): Ratio {
  if (value !== null && 'fen' in value) return ratio(unit === '万元' ? 1_000_000n : 100n)
  return value !== null && 'part' in value && unit === '%' ? ratio(1n, 100n) : ratio(1n)
}

/** Points are given, not measured: those printed without decimals (`9`, a weight of `20`) are meant exactly. */
const isGiven = ({ unit }: Shown, { decimals }: Scaled): boolean => unit === '分' && decimals === 0

/** Decimals at which a printed figure is held against its recomputation: its own, of points two at least. */
export const comparedDecimals = ({ unit }: Shown, { decimals }: Scaled): number =>
  unit === '分' ? Math.max(2, decimals) : decimals

/** What a figure may be, as far as its printed form tells; its exact value where none was printed. */
export function intervalOf({ printed, shown, value }: Figure): Interval | undefined {
  const read = printed === undefined ? undefined : readScaled(printed)
  if (read) return isGiven(shown, read) ? point(ratioIn(read)) : scale(around(read), scaleOf(value, shown))
  const exact = ratioOf(value)
  return exact && point(exact)
}

/** A value in units of the last place that is shown: 104.3231… % with 2 decimals is 10432. Halves up. */
export function printedUnits(value: Value, shown: Shown): bigint | undefined {
  const exact = ratioOf(value)
  if (!exact) return undefined
  const by = scaleOf(value, shown)
  return roundHalfUp(exact.over * by.under * powerOfTen(shown.decimals), exact.under * by.over)
}

/** The figure's numeral as it is shown, without its unit; undefined where it has no value (`—` on screens). */
export function printValue(value: Value, shown: Shown, plain = false): string | undefined {
  if (value !== null && 'words' in value) return value.words
  const units = printedUnits(value, shown)
  return units === undefined ? undefined : printScaled({ units, decimals: shown.decimals }, plain)
}
