import type { Kind, Option, TextForm } from '../cell.ts'
import { limits } from '../limits.ts'
import { collate } from '../collate.ts'
import { refusal } from '../refusal.ts'
import { clean, isClean, narrow } from '../text.ts'
import type { Codec } from './codec.ts'
import { nearest } from './nearest.ts'
import { optionIndex, type OptionIndex } from './options.ts'

/** What a text of a given form looks like; the words for it are in `shared/words`. */
const forms: Record<TextForm, RegExp> = {
  'functional-code': /^\d{3}(?:\d{2}){0,2}$/,
  'economic-code': /^\d{3}(?:\d{2})?$/,
  login: /^[a-z][a-z0-9._-]{1,31}$/,
  'project-code': /^[A-Z0-9][A-Z0-9-]{0,29}$/,
  'unit-code': /^[a-z0-9][a-z0-9-]{0,39}$/,
  'figure-key': /^[A-Za-z0-9][A-Za-z0-9.-]{0,79}$/,
  year: /^20\d\d$/,
  phone: /^\+?[\d() -]{3,23}$/,
  time: /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/,
  decimal: /^-?\d{1,15}(?:\.\d{1,9})?$/,
}

/** Letters of these forms have one size, so a pasted code in the other size is the same code. */
const sized: Partial<Record<TextForm, (text: string) => string>> = {
  'project-code': (text) => text.toUpperCase(),
  'unit-code': (text) => text.toLowerCase(),
  login: (text) => text.toLowerCase(),
}

type Text = Extract<Kind, { name: 'text' }>

/** 文字. At most 10,000 characters, or as many as the column allows; codes are read in full width too. */
export function textCodec({ form, lines: inLines, max = limits.text }: Text): Codec {
  const lines = inLines === true
  const check = (text: string): void => {
    if (text.length > max) throw refusal('cell/too-long', { length: text.length, limit: max })
    if (form && !forms[form].test(text)) throw refusal('cell/malformed', { text, form })
  }
  return {
    align: 'start',
    parse(text) {
      const read = form ? (sized[form] ?? String)(narrow(text)) : clean(text, lines)
      if (read === '') return null
      check(read)
      return read
    },
    print: (cell) => (typeof cell === 'string' ? cell : ''),
    accepts: (cell) => typeof cell === 'string',
    check(cell) {
      const text = String(cell)
      check(text)
      if (text === '' || !isClean(text, lines)) throw refusal('cell/malformed', { text, form: 'printable' })
    },
    compare: (one, other) => collate(String(one), String(other)),
  }
}

const flags: ReadonlyMap<string, boolean> = new Map([
  ...['是', '有', '√', '✓', '✔', '1', 'true', 'yes', 'y'].map((word) => [word, true] as const),
  ...['否', '无', '×', '✗', '✘', '0', 'false', 'no', 'n'].map((word) => [word, false] as const),
])

/** 是、否. */
export const flagCodec: Codec = {
  align: 'start',
  parse(text) {
    const read = narrow(text).toLowerCase()
    if (read === '') return null
    const flag = flags.get(read)
    if (flag === undefined) throw refusal('cell/not-a-flag', { text })
    return flag
  },
  print: (cell) => (cell === null ? '' : cell === true ? '是' : '否'),
  accepts: (cell) => typeof cell === 'boolean',
  check: () => undefined,
  compare: (one, other) => Number(one) - Number(other),
}

const separators = /[、,，;；/\n\t]+/

type Choice = Extract<Kind, { name: 'choice' }>

/** 选项. Read by label, value or other name. A column of many holds its values sorted, joined by commas. */
export function choiceCodec({ options, many }: Choice): Codec {
  const known = new Map(options.map((option) => [option.value, option]))
  const place = new Map(options.map(({ value }, k) => [value, k]))
  const parts = (cell: unknown): string[] => (many ? String(cell).split(',') : [String(cell)])
  return {
    align: 'start',
    parse(text) {
      const wanted = (many ? text.split(separators) : [text]).filter((part) => narrow(part) !== '')
      const found = wanted.map((part) => oneOf(options, part))
      return found.length === 0 ? null : [...new Set(found)].sort().join(',')
    },
    print: (cell) => (cell === null ? '' : parts(cell).map((value) => known.get(value)?.label ?? value).join('、')), // prettier-ignore
    accepts: (cell) => typeof cell === 'string',
    check(cell) {
      const strange = parts(cell).find((value) => !known.has(value))
      const sorted = [...new Set(parts(cell))].sort().join(',')
      if (strange !== undefined || sorted !== cell)
        throw refusal('cell/unknown-option', { text: strange ?? String(cell), nearest: [] })
    },
    compare: (one, other) => (place.get(String(one)) ?? -1) - (place.get(String(other)) ?? -1),
  }
}

function oneOf(options: readonly Option[], text: string): string {
  const index: OptionIndex = optionIndex(options)
  const [found] = index.named(text)
  if (!found) throw refusal('cell/unknown-option', { text: clean(text), nearest: nearest(index, text) })
  return found.value
}
