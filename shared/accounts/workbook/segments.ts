import { plainLabel, formNumberIn } from './labels.ts'
import { textOf, type Grid, type Raw } from './grid.ts'
import type { Form } from './form.ts'

/** The part of a sheet that holds one table: its rows in their order. */
export interface Segment {
  form: Form
  grid: Grid
  rows: readonly { at: number; cells: readonly Raw[] }[]
}

interface Names {
  form: Form
  titles: readonly string[]
}

const longest = 60

/** Before a title these make another table of it: 项目支出决算表 is not 支出决算表. */
const otherTable = /(?:项目|基本|拨款|预算|经费|运行|明细)$/

const sheetNumber = /^(?:gk|公开|表|附表|t)0?([1-9])(?!\d)/i

/** The table whose title a text ends in; of two (收入支出决算总表 ends in many) the longer title counts. */
function formTitled(text: string, known: readonly Names[]): Form | undefined {
  const plain = plainLabel(text).replace(/公开0?[1-9]表$/, '')
  if (plain.length > longest) return undefined
  let found: { form: Form; length: number } | undefined
  for (const { form, titles } of known)
    for (const title of titles)
      if (isTitled(plain, title) && title.length > (found?.length ?? 0)) found = { form, length: title.length }
  return found?.form
}

const isTitled = (plain: string, title: string): boolean =>
  plain.endsWith(title) && !otherTable.test(plain.slice(0, -title.length))

const formNumbered = (text: string, known: readonly Names[]): Form | undefined => {
  const no = formNumberIn(text)
  return known.find(({ form }) => form.no === no)?.form
}

/** The table that a row names: by its title, which is surer, or its form's number. */
function formOfRow(cells: readonly Raw[], known: readonly Names[]): Form | undefined {
  const texts = cells.map(textOf).filter((text) => text !== '')
  // Rows of a table have many cells; a title stands alone, or beside its number.
  if (texts.length === 0 || texts.length > 4) return undefined
  const titled = texts.map((text) => formTitled(text, known)).find((form) => form !== undefined)
  return titled ?? texts.map((text) => formNumbered(text, known)).find((form) => form !== undefined)
}

function formOfSheet(name: string, known: readonly Names[]): Form | undefined {
  const [, number] = sheetNumber.exec(name.trim()) ?? []
  return (
    formTitled(name, known) ??
    formNumbered(name, known) ??
    known.find(({ form }) => number !== undefined && form.no === `0${number}`)?.form
  )
}

/**
 * Cuts a sheet into its tables. A table begins at the row with its title or number and ends where another begins; a
 * sheet without such rows is the table that its name says, if any.
 */
export function segmentsOf(grid: Grid, forms: readonly Form[]): Segment[] {
  const known = forms.map((form) => ({ form, titles: form.titles.map(plainLabel) }))
  const segments: { form: Form; grid: Grid; rows: { at: number; cells: readonly Raw[] }[] }[] = []
  const before: { at: number; cells: readonly Raw[] }[] = []
  for (const [at, cells] of [...grid.rows].sort(([one], [other]) => one - other)) {
    const form = formOfRow(cells, known)
    const last = segments.at(-1)
    if (form && form !== last?.form) segments.push({ form, grid, rows: last ? [] : before })
    ;(segments.at(-1)?.rows ?? before).push({ at, cells })
  }
  const named = segments.length === 0 ? formOfSheet(grid.name, known) : undefined
  return named ? [{ form: named, grid, rows: before }] : segments
}
