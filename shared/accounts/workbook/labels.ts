import { fold } from '#shared/base/text'

const order = /^(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|\d+[.、])+/
const unitMark = /\((?:单位:)?(?:万元|元)\)/g
const marks = /[()、,。.:;"“”'‘’·\-—/]/g

/**
 * What a heading or a line is called, however it was set: without ordinals (一、 （一） 1.), spaces, brackets, quotes,
 * 其中 and the unit behind it; full-width letters are narrow.
 */
export function plainLabel(text: string): string {
  return fold(text)
    .replace(/^其中:?/, '')
    .replace(order, '')
    .replace(/^其中:?/, '')
    .replace(unitMark, '')
    .replace(marks, '')
}

const plainOf = new WeakMap<readonly string[], readonly string[]>()

/** A form's labels as they are compared; worked out once for each list. */
export function plainLabels(labels: readonly string[]): readonly string[] {
  const known = plainOf.get(labels) ?? labels.map(plainLabel)
  plainOf.set(labels, known)
  return known
}

/** 公开03表, and the short names of sheets: GK03, 表3. */
export function formNumberIn(text: string): string | undefined {
  const [, number] = /公开0?([1-9])表/.exec(fold(text)) ?? []
  return number && `0${number}`
}

const yearForms = [/(20\d\d)年度/, /(20\d\d)年(?!\d)/] as const

/** 年度. The fiscal year that a title tells; the day on which somebody filled a table in is none. */
export function yearIn(text: string): number | undefined {
  const plain = fold(text)
  for (const form of yearForms) {
    const [, year] = form.exec(plain) ?? []
    if (year !== undefined) return Number(year)
  }
  return undefined
}

/** 金额单位, as the line above the heading or the heading itself tells it. */
export function moneyUnitIn(text: string): string | undefined {
  const plain = fold(text)
  const [, line, heading] = /单位:?((?:亿|百万|万|千|百)?元)|\(((?:亿|万|千|百)?元)\)$/.exec(plain) ?? []
  return line ?? heading
}
