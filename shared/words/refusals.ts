import type { ColumnKey } from '#shared/base/cell'
import type { RefusalCode, RefusalData } from '#shared/base/refusal'
import type { RefusalFacts } from '#shared/base/refusals'
import type { Place, SheetName } from '#shared/base/sheet'
import { yearAndUnit } from '#shared/base/place'
import { columnLabel, sheetLabel, type Language } from './labels.ts'
import { en } from './refusals.en.ts'
import { zh } from './refusals.zh.ts'

/** A sentence for every code, from its facts. A code without one does not compile. */
export type Sentences = { [Code in RefusalCode]: (facts: RefusalFacts[Code]) => string }

const languages: Record<Language, Sentences> = { zh, en }

/** Where the refused cell stands: `row` is the number that the screen shows, or the row's id. */
export interface RefusedAt {
  sheet?: SheetName | undefined
  row?: number | string | undefined
  column?: ColumnKey | undefined
  place?: Place | undefined
}

const unknown: Record<Language, string> = { zh: '未受理，原因不明。刷新页面再试', en: 'Refused. Reload the page' }

const codes: ReadonlySet<string> = new Set(Object.keys(zh))

const isKnown = (code: string): code is RefusalCode => codes.has(code)

/** What was wrong and what to do, without its place and full stop: for panels that show the place in columns. */
export function reasonOf<C extends RefusalCode>({ code, facts }: RefusalData<C>, language: Language = 'zh'): string {
  return isKnown(code) ? languages[language][code](facts) : unknown[language]
}

function chinesePlace({ sheet, row, column, place }: RefusedAt): string {
  const year = place === undefined ? undefined : yearAndUnit(place)?.year
  const parts = [
    year === undefined ? '' : `${year}年度`,
    sheet === undefined ? '' : sheetLabel(sheet),
    row === undefined ? '' : typeof row === 'number' ? `第${row}行` : `行${row}`,
    column === undefined ? '' : `「${sheet === undefined ? column : columnLabel(sheet, column)}」`,
  ].join('')
  return parts === '' ? '' : `${parts}未保存：`
}

function englishPlace({ sheet, row, column, place }: RefusedAt): string {
  const year = place === undefined ? undefined : yearAndUnit(place)?.year
  const parts = [
    sheet === undefined ? [] : [sheetLabel(sheet, 'en')],
    year === undefined ? [] : [String(year)],
    row === undefined ? [] : [`row ${row}`],
    column === undefined ? [] : [sheet === undefined ? column : columnLabel(sheet, column, 'en')],
  ].flat()
  return parts.length === 0 ? '' : `${parts.join(', ')}: not saved. `
}

/**
 * The sentence of a refusal with its place: `支出台账第37行「日期」未保存：没有13月。改为1至12月。` Without a place, the
 * reason alone.
 */
export function sentence<C extends RefusalCode>(
  refusal: RefusalData<C>,
  at: RefusedAt = {},
  language: Language = 'zh',
): string {
  const reason = reasonOf(refusal, language)
  return language === 'en' ? `${englishPlace(at)}${reason}.` : `${chinesePlace(at)}${reason}。`
}
