import { powerOfTen, printScaled, readScaled, rescale } from './decimal.ts'
import { refusal } from './refusal.ts'
import { narrow } from './text.ts'

/** 金额. A whole number of fen (分), never more than a safe integer; printed in 元 or 万元, rounded once, at the edge. */
export type Amount = number

export type AmountUnit = 'yuan' | 'wan'

/** Places of a fen in each unit: 1.00 元 is 100 fen, 1.000000 万元 is 1,000,000 fen. */
const places = { yuan: 2, wan: 6 } as const

/** Amounts stay below a hundred billion 元, so that sums over every row of a full sheet remain safe integers. */
const bound = powerOfTen(13)

const unitPlaces: Readonly<Record<string, number>> = { 元: 2, 万: 6, 万元: 6, 亿: 10, 亿元: 10 }

const form =
  /^(\()?([-+])?\s*¥?\s*([-+])?(\d{1,3}(?:,\d{3})+|\d+)?(?:\.(\d*))?\s*(亿元|万元|亿|万|元)?(\))?(亿元|万元|亿|万|元)?$/

/**
 * Reads an amount in the column's unit: bare numbers, 元, 万元, 亿, thousands signs, full-width digits, ¥, minus or
 * parentheses for what is below zero. A blank is `null`, not zero. Places beyond a fen are refused unless they are
 * zeros. Refuses `cell/not-an-amount`, `cell/too-many-decimals`, `cell/amount-out-of-range`.
 */
export function parseAmount(text: string, unit: AmountUnit): Amount | null {
  const plain = narrow(text)
  if (plain === '') return null
  const match = form.exec(plain)
  if (!match) throw refusal('cell/not-an-amount', { text })
  const [, open, outer, inner, whole = '', decimals = '', within, close, after] = match
  const signs = [open, outer, inner].filter((sign) => sign !== undefined).length
  const units = [within, after].filter((word) => word !== undefined)
  if (whole + decimals === '' || signs > 1 || units.length > 1 || (open === undefined) !== (close === undefined))
    throw refusal('cell/not-an-amount', { text })
  const fen = toFen(text, whole.replaceAll(',', ''), decimals, unitPlaces[units[0] ?? ''] ?? places[unit])
  return open || outer === '-' || inner === '-' ? 0 - fen : fen
}

function toFen(text: string, whole: string, decimals: string, allowed: number): Amount {
  const kept = decimals.replace(/0+$/, '')
  if (kept.length > allowed) throw refusal('cell/too-many-decimals', { text, allowed })
  const fen = BigInt(whole + kept.padEnd(allowed, '0'))
  if (fen >= bound) throw refusal('cell/amount-out-of-range', { text })
  return Number(fen)
}

/** Prints fen in 元 or 万元, half up from the fen: 17,106,543,210 fen is `17,106.54` 万元. */
export function printAmount(fen: Amount, unit: AmountUnit, { decimals = 2, plain = false } = {}): string {
  return printScaled({ units: rescale({ units: BigInt(fen), decimals: places[unit] }, decimals), decimals }, plain)
}

/** The unrounded value in its unit, without needless zeros: what a source panel shows beside the printed figure. */
export function printExactly(fen: Amount, unit: AmountUnit): string {
  return printAmount(fen, unit, { decimals: places[unit] }).replace(/(\.\d\d)(\d*?)0+$/, '$1$2')
}

export const isAmount = (value: unknown): value is Amount =>
  typeof value === 'number' && Number.isSafeInteger(value) && BigInt(Math.abs(value)) < bound && !Object.is(value, -0)

/** Σ of amounts, exact; blanks count as nothing. Refuses a sum beyond the range of an amount. */
export function sum(amounts: Iterable<Amount | null | undefined>): Amount {
  let total = 0
  for (const fen of amounts) total += fen ?? 0
  if (!Number.isSafeInteger(total)) throw refusal('cell/amount-out-of-range', { text: String(total) })
  return total
}

const ownWord = { yuan: /元$/, wan: /(?:万元|万)$/ } as const

/** Two texts that write the same number in a unit, whatever their thousands signs, minus and the unit's word. */
export function sameAmountText(one: string, other: string, unit: AmountUnit): boolean {
  const [a, b] = [one, other].map((text) => readScaled(narrow(text).replace(ownWord[unit], '')))
  return a?.units === b?.units && a?.decimals === b?.decimals && a !== undefined
}
