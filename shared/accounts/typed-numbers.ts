import { narrow } from '#shared/base/text'

/** 量词与单位: a number before one of these is an amount, a rate or a count. */
const units = [
  '%', '‰', '个百分点', '百分点', '元', '角', '分', '件', '人', '名', '位', '个', '项', '次', '宗', '起', '例', '份', '户',
  '家', '辆', '台', '套', '部', '架', '条', '张', '本', '册', '篇', '幅', '处', '座', '间', '所', '场', '批', '期', '轮', '组',
  '班', '队', '对', '倍', '成', '折', '天', '日', '周', '月', '年', '小时', '分钟', '秒', '公里', '千米', '米', '平方', '立方',
  '亩', '公顷', '吨', '公斤', '千克', '克', '升', '度', '种', '类', '余', '多', '几', '百', '千', '万', '亿',
] // prettier-ignore

/** 名称: nouns that make a number before them a name (12345热线, 3号线, 110指挥中心). */
const nouns = ['热线', '专线', '平台', '电话', '号', '路', '街', '网', '系统', '工程', '指挥中心', '报警']

const oneOf = (words: readonly string[]): string => `(?:${words.join('|')})`
const unitAfter = new RegExp(`^\\s*(${oneOf(units)}+)`)
const nounAfter = new RegExp(`^\\s*(?:${oneOf(nouns)}|[A-Za-z])`)

const isYear = /^(?:19|20)\d\d$/
const yearAfter = /^\s*(?:年|[-—–~至到、]\s*(?:19|20)\d\d\s*年|[〕\])])/
const isMonth = /^(?:0?[1-9]|1[0-2])$/
const monthAfter = /^\s*(?:月(?!份?内)|[-—–~至到、]\s*\d{1,2}\s*月)/
const isDay = /^(?:0?[1-9]|[12]\d|3[01])$/

/** 12345, 12319, 95598: service numbers; telephone numbers have seven digits or more. */
const isLine = /^(?:12\d{3}|9[56]\d{3}|\d{7,12})$/

/** Numbers in Chinese characters that are an amount of money or a rate beyond doubt. */
const chinese =
  /百分之[零〇一二三四五六七八九十百]+|[一二两三四五六七八九十百千][零〇一二两三四五六七八九十百千]*余?(?:万|亿|千)元/

/**
 * 手写的数. The first number that somebody typed into a text where a figure is due, with its unit; undefined where
 * there is none. Digits of either width count.
 *
 * | Allowed | Example |
 * |---|---|
 * | years and days, which are no amounts | 2021年度, 2021-2023年, 6月, 12月31日 |
 * | numbers of papers and ordinals | 〔2021〕14号, 第3季度, 第2批 |
 * | numbers that begin a line, as a list has them | 1.、（2） |
 * | service and telephone numbers, names with a noun or letters behind, standards | 12345热线, 110指挥中心, 5G, GB/T 33358 |
 *
 * Everything else is refused: what has decimals, thousands separators or a unit (万元, %, 件, 人 …), and bare numbers,
 * which could be anything. Amounts and rates in Chinese characters (三十万元, 百分之九十) are refused too.
 */
export function typedNumber(text: string): string | undefined {
  const lines = text.split('\n').map(narrow)
  for (const line of lines) {
    const foreign = /(?![0-9])\p{Nd}/u.exec(line)
    if (foreign) return foreign[0]
    for (const match of line.matchAll(/\d[\d,]*(?:\.\d+)*%?/g)) {
      const before = line.slice(0, match.index)
      const after = line.slice(match.index + match[0].length)
      if (!isName(match[0].replace(/,$/, ''), before, after)) return match[0] + (unitAfter.exec(after)?.[1] ?? '')
    }
    const words = chinese.exec(line)
    if (words) return words[0]
  }
  return undefined
}

/** Whether digits, with what stands before and after them, are no amount, rate or count. */
function isName(digits: string, before: string, after: string): boolean {
  if (isYear.test(digits) && yearAfter.test(after)) return true
  if (isMonth.test(digits) && monthAfter.test(after)) return true
  if (isDay.test(digits) && /(?:月|[日月]\s*[-—–~至到]\s*)\s*$/.test(before) && /^\s*日/.test(after)) return true
  if (/第\s*$/.test(before) && /^\d+$/.test(digits)) return true
  if (unitAfter.test(after) || digits.includes(',')) return false
  if (/[A-Za-z]\s?$|[A-Za-z]\S*\s?\d+-$/.test(before)) return !digits.endsWith('%')
  if (!/^\d+$/.test(digits)) return false
  if (/^\s*(?:[（(]\s*)?$/.test(before) && /^\s*[.．、)）]/.test(after)) return true
  return isLine.test(digits) || nounAfter.test(after)
}
