import { readScaled, rescale, type Scaled } from '#shared/base/decimal'
import { fold, narrow } from '#shared/base/text'

/** How a target bounds the actual value: at least, at most, exactly, or as it stands (`100%`: at least). */
export type Bound = 'least' | 'most' | 'equal' | 'plain'

/** A number with the words around it: `≥99%`, `12次`, `零投诉`. `percent` where it is a rate. */
export interface Measure {
  bound: Bound
  number: Scaled
  percent: boolean
  /** what follows the number, without the per cent sign: 次, 万元 */
  unit: string
}

const before: Readonly<Record<string, Bound>> = {
  '≥': 'least', '≧': 'least', '>=': 'least', '>': 'least', 不低于: 'least', 不少于: 'least', 不小于: 'least', 大于等于: 'least',
  至少: 'least', 达到: 'least', '≤': 'most', '≦': 'most', '<=': 'most', '<': 'most', 不高于: 'most', 不超过: 'most',
  不多于: 'most', 不大于: 'most', 小于等于: 'most', 至多: 'most', 控制在: 'most', '=': 'equal', 等于: 'equal',
} // prettier-ignore

const after: Readonly<Record<string, Bound>> = {
  以上: 'least',
  及以上: 'least',
  以下: 'most',
  及以下: 'most',
  以内: 'most',
}

const longestFirst = (words: readonly string[]): string =>
  [...words].sort((a, b) => b.length - a.length).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|') // prettier-ignore

const form = new RegExp(
  `^(${longestFirst(Object.keys(before))})?(-?\\d[\\d,]*(?:\\.\\d+)?)(%)?([^\\d%]*?)(${longestFirst(Object.keys(after))})?$`,
)

/** 零投诉、无事故: none at all. */
const none = /^(?:零(\D{0,8})|无(投诉|事故|差错|事件|违规|举报|伤亡|超支|逾期)?)$/

/**
 * 目标值、实际完成值. Reads a number as people write targets and actual values: `≥99%`, `100%`, `不低于80%`, `95%以上`,
 * `=12次`, `1,200人次`, `零投诉`. Words (`及时`, `良好`) and estimates (`17万余`, `约30`) have none.
 */
export function readMeasure(text: string): Measure | undefined {
  const plain = narrow(text).replace(/\s+/g, '')
  const nothing = none.exec(plain)
  if (nothing)
    return { bound: 'equal', number: { units: 0n, decimals: 0 }, percent: false, unit: nothing[1] ?? nothing[2] ?? '' }
  const match = form.exec(plain)
  const number = match?.[2] === undefined ? undefined : readScaled(match[2])
  if (!match || !number) return undefined
  const [, sign = '', , percent, unit = '', word = ''] = match
  if (/[余多约几]/.test(unit)) return undefined
  return { bound: before[sign] ?? after[word] ?? 'plain', number, percent: percent !== undefined, unit }
}

/** Which of two numbers is greater: below, at or above zero. */
export function compareNumbers(one: Scaled, other: Scaled): number {
  const decimals = Math.max(one.decimals, other.decimals)
  const apart = rescale(one, decimals) - rescale(other, decimals)
  return apart === 0n ? 0 : apart < 0n ? -1 : 1
}

/** Two texts that say the same: `≥ 80％` and `≧80%` are not told apart by width and spaces. */
export const sameWords = (one: string, other: string): boolean => fold(one) === fold(other)

/** Something is said: more than spaces, strokes and signs (`/` is what forms print where nothing was written). */
export const saysSomething = (text: string | undefined): boolean => /[\p{L}\p{N}]/u.test(text ?? '')
