import { isAmount, parseAmount, printAmount, type AmountUnit } from '../amount.ts'
import { printScaled, readScaled, rescale } from '../decimal.ts'
import { refusal } from '../refusal.ts'
import { narrow } from '../text.ts'
import { anything, byNumber, type Codec } from './codec.ts'

/** 金额 in the column's unit; the cell is fen. */
export function amountCodec(unit: AmountUnit): Codec {
  return {
    align: 'end',
    parse: (text) => parseAmount(text, unit),
    print: (cell, { plain = false }) => (typeof cell === 'number' ? printAmount(cell, unit, { plain }) : ''),
    accepts: (cell) => typeof cell === 'number' && Number.isInteger(cell),
    check(cell) {
      if (!isAmount(cell)) throw refusal('cell/amount-out-of-range', { text: String(cell) })
    },
    compare: byNumber,
  }
}

/** 数量: a whole number, not below zero. */
export const countCodec: Codec = {
  align: 'end',
  parse(text) {
    const plain = narrow(text)
    if (plain === '') return null
    const read = /^[\d,]+$/.test(plain) ? readScaled(plain) : undefined
    if (!read || read.units > BigInt(Number.MAX_SAFE_INTEGER)) throw refusal('cell/not-a-count', { text })
    return Number(read.units)
  },
  print: (cell, { plain = false }) =>
    typeof cell === 'number' ? printScaled({ units: BigInt(cell), decimals: 0 }, plain) : '',
  accepts: (cell) => typeof cell === 'number' && Number.isInteger(cell),
  check(cell) {
    if (!Number.isSafeInteger(cell) || Number(cell) < 0) throw refusal('cell/not-a-count', { text: String(cell) })
  },
  compare: byNumber,
}

const rateForm = /^-?(?:0|[1-9]\d{0,11})\.\d\d$/
const rateDecimals = 2

/** 率 in hundredths, two decimals: `95.69%` and `95.69` are the cell `95.69`. A bare 0.96 is read as 0.96 %. */
export const rateCodec: Codec = {
  align: 'end',
  parse(text) {
    const plain = narrow(text)
    if (plain === '') return null
    const read = readScaled(plain)
    if (!read) throw refusal('cell/not-a-rate', { text })
    const units = rescale(read, rateDecimals)
    if (rescale({ units, decimals: rateDecimals }, Math.max(read.decimals, rateDecimals)) !== finest(read))
      throw refusal('cell/too-many-decimals', { text, allowed: rateDecimals })
    const cell = printScaled({ units, decimals: rateDecimals }, true)
    if (!rateForm.test(cell)) throw refusal('cell/not-a-rate', { text })
    return cell
  },
  print(cell, { plain = false }) {
    const read = typeof cell === 'string' ? readScaled(cell) : undefined
    return read ? `${printScaled({ units: rescale(read, rateDecimals), decimals: rateDecimals }, plain)}%` : ''
  },
  accepts: (cell) => typeof cell === 'string' && rateForm.test(cell),
  check: anything,
  compare: (one, other) => apart(String(one), String(other)),
}

const finest = (read: { units: bigint; decimals: number }): bigint =>
  rescale(read, Math.max(read.decimals, rateDecimals))

function apart(one: string, other: string): number {
  const [a, b] = [one, other].map((text) => rescale(readScaled(text) ?? { units: 0n, decimals: 0 }, rateDecimals))
  return a === b ? 0 : (a ?? 0n) < (b ?? 0n) ? -1 : 1
}
