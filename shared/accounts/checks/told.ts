import { printScaled, readScaled, roundHalfUp } from '#shared/base/decimal'
import { printValue } from '#shared/base/quantity'
import { sizeOf } from './bounds.ts'
import type { Bounds } from './check.ts'
import type { Total, View } from './view.ts'
import { columnNames, lineNames, narrativePlaces, tableNames } from './words.ts'

/** Where a figure stands, in the reader's words: `表05 2060503 项目支出`, `说明 五（三）`. */
export function whereOf(id: string, view: View): string {
  const [head = '', ...rest] = id.split('.')
  const table = tableNames[head]
  if (table !== undefined) {
    const words = rest.map((word) => nameOf(head, word))
    return [table, ...words.filter((word, k) => word !== words[k - 1])].join(' ')
  }
  const place = narrativePlaces.find(({ form }) => form.test(id))
  const label = view.figure(id)?.label
  if (place) return ['说明', place.place, label].filter((word) => word !== undefined).join(' ')
  if (head === 'prior') return `上年${whereOf(rest.join('.'), view)}`
  return label ?? id
}

const nameOf = (table: string, word: string): string =>
  (table === 't01' || table === 't04' ? lineNames[word] : undefined) ?? columnNames[word] ?? word

/** 说明 七 of 说明 七 公务接待费完成年初预算. */
export const sectionOf = (where: string): string => where.split(' ').slice(0, 2).join(' ')

/** The number as it is printed, with its sign where the two are one: `71.73%`. */
export function printedOf(id: string, view: View): string {
  const figure = view.figure(id)
  if (!figure) return ''
  const numeral = figure.printed ?? printValue(figure.value, figure.shown) ?? ''
  return figure.shown.unit === '%' && /\d$/.test(numeral) ? `${numeral}%` : numeral
}

/** A number in the form of a figure beside it: its unit, at least two decimals of an amount, thousands signs as the document has them. */
export function numberOf({ mid }: Bounds, like: string, view: View): string {
  const figure = view.figure(like)
  const unit = figure?.shown.unit
  const money = unit === '万元' || unit === '元'
  const decimals = money ? Math.max(2, figure?.shown.decimals ?? 2) : unit === '%' ? 2 : 0
  const per = unit === '万元' ? 1_000_000n : unit === '元' ? 100n : 1n
  if (unit === '%') return percentOf({ low: mid, high: mid, mid }, like, view)
  const units = roundHalfUp(mid.over * 10n ** BigInt(decimals), mid.under * per)
  const text = printScaled({ units, decimals })
  return view.plain ? text.replaceAll(',', '') : text
}

/**
 * A rate in percent, its word before it where it is a growth: `下降38.29%`. Two decimals at least, or as many as are
 * printed; `own` prints the figure's own ones.
 */
export function percentOf(bounds: Bounds, like: string, view: View, own = false): string {
  const figure = view.figure(like)
  const read = readScaled(figure?.printed ?? '')
  const decimals = own && read ? read.decimals : Math.max(2, read?.decimals ?? 0)
  const growing = like.includes('.growth')
  const word = !growing ? '' : bounds.mid.over < 0n ? '下降' : '增长'
  const { mid } = growing ? sizeOf(bounds) : bounds
  const units = roundHalfUp(mid.over * 100n * 10n ** BigInt(decimals), mid.under)
  return `${word}${printScaled({ units, decimals })}%`
}

/** How many terms are written out; more are counted. */
const most = 3

/** A side in words: where it stands and what it is; of a sum, its terms and what they come to. */
export function sumText({ terms, sum }: Total, view: View): string {
  const [first] = terms
  if (!first) return ''
  if (terms.length === 1) return `${whereOf(first.id, view)}为${printedOf(first.id, view)}`
  const all = numberOf(sum, first.id, view)
  if (terms.length > most) return `${terms.length}项合计为${all}`
  return `${terms.map(({ id, sign }, k) => `${sign < 0 ? '－' : k > 0 ? '＋' : ''}${printedOf(id, view)}`).join('')}＝${all}`
}
