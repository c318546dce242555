import type { Figure } from '#shared/base/figure'
import { readScaled } from '#shared/base/decimal'
import { readPrinted } from '../printed.ts'

const units = [
  '万元',
  '元',
  '%',
  '人',
  '个',
  '辆',
  '件',
  '位',
  '分',
] as const satisfies readonly Figure['shown']['unit'][]

/** A number of a document, as it was printed. */
export interface PrintedNumber {
  id: string
  label: string
  value: string
  unit: string
  place: string
}

/**
 * A figure of a foreign document. Amounts are printed to `moneyDecimals`, with or without the zeros at the end; things
 * counted in units that we do not list are counted all the same.
 */
export function printedFigure(
  { id, label, value, unit, place }: PrintedNumber,
  { title, year, moneyDecimals }: { title: string; year: number; moneyDecimals: number },
): Figure {
  const counted = unit !== '' && readScaled(value) ? '个' : ''
  const known = units.find((one) => one === unit) ?? counted
  const { value: read, decimals } = readPrinted(value, known)
  const money = read !== null && 'fen' in read
  return {
    id,
    label,
    value: read,
    shown: { unit: known, decimals: money ? Math.max(decimals, moneyDecimals) : decimals },
    from: { document: { title, place } },
    place,
    year,
    printed: value,
  }
}

/** How many decimals the amounts of a document have: as many as the one that has most, two as a rule. */
export const moneyDecimalsOf = (printed: readonly { value: string; unit: string }[]): number =>
  printed
    .filter(({ unit }) => unit === '万元')
    .reduce((most, { value }) => Math.max(most, readScaled(value)?.decimals ?? 0), 2)
