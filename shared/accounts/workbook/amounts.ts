import { parseAmount, type Amount, type AmountUnit } from '#shared/base/amount'
import { Refusal, refusal } from '#shared/base/refusal'
import { narrow, startsLikeFormula } from '#shared/base/text'
import { textOf, type Raw } from './grid.ts'

/** A spreadsheet keeps fifteen digits; what comes after them is its own arithmetic, not an amount. */
const digits = 15

/** A number as it would be written: 1775.47, never 1775.4699999999998 or 1e-7. */
function written(number: number): string {
  const [digitsOnly = '', exponent = '0'] = number.toExponential(digits - 1).split('e')
  const [, sign = '', whole = '', rest = ''] = /^(-?)(\d)(?:\.(\d+))?$/.exec(digitsOnly) ?? []
  const all = whole + rest
  const point = 1 + Number(exponent)
  const left = point > 0 ? all.slice(0, point).padEnd(point, '0') : '0'
  const right = (point > 0 ? all.slice(point) : '0'.repeat(-point) + all).replace(/0+$/, '')
  return `${sign}${left}${right === '' ? '' : `.${right}`}`
}

const nothing = /^[-\u2014\u2013\u2212/]+$/

/**
 * 金额. The amount of a cell in fen; a blank, and a dash in its place, are `null`: no data, which is not a zero. Brackets
 * and minus are below zero; full-width digits and thousands signs are read.
 * @throws import/formula, cell/not-an-amount, cell/too-many-decimals, cell/amount-out-of-range
 */
export function amountIn(raw: Raw | undefined, unit: AmountUnit): Amount | null {
  if (raw !== null && typeof raw === 'object') throw refusal('import/formula', { text: '' })
  const text = typeof raw === 'number' ? written(raw) : textOf(raw)
  if (nothing.test(narrow(text))) return null
  try {
    return parseAmount(text, unit)
  } catch (error) {
    const isFormula = error instanceof Refusal && error.code === 'cell/not-an-amount' && startsLikeFormula(text)
    throw isFormula ? refusal('import/formula', { text: text.slice(0, 80) }) : error
  }
}
