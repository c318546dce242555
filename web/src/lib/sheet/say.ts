import type { Column, Sheet } from '#shared/base/sheet'
import { columnLabel, sheetLabel, type Language } from '#shared/words/labels'
import { sheetWords, type SheetWords } from '#shared/words/sheet'
import { words } from '../words.svelte.ts'

/** The sheet's words in the language that the person has chosen. */
export const say = (): SheetWords => sheetWords[words.language]

export const language = (): Language => words.language

/** A column's heading in that language; in Chinese it is where the sheet is described. */
export const headingOf = (sheet: Sheet, column: Column): string =>
  language() === 'zh' ? column.label : columnLabel(sheet.name, column.key, language())

/** A sheet's name in that language, likewise. */
export const titleOf = (sheet: Sheet): string =>
  language() === 'zh' ? sheet.label : sheetLabel(sheet.name, language())
