import { printAmount } from '#shared/base/amount'
import type { Figure } from '#shared/base/figure'
import { asText } from '#shared/base/text'
import type { AccountTable, TableRow, TableSide } from '#shared/accounts/table'
import type { Merge } from './grid.ts'

/** What a printed table is about. */
export interface About {
  year: number
  /** the unit's name */
  unit: string
}

/** A cell of a printed table: words, or an amount in fen. */
export type Printed = string | { fen: number } | null

/** A table as rows of cells, headings first; `heads` rows stand above the amounts. */
export interface PrintedTable {
  name: string
  rows: Printed[][]
  merges: Merge[]
  /** rows above the first line of the table */
  heads: number
}

type Figures = ReadonlyMap<string, Figure>

/** Columns of labels before a side's amounts: 科目编码, 科目名称 or 项目, 行次; as many of them as it has. */
function labelsOf({ coded, rows }: TableSide): string[] {
  const [named, numbered] = [rows.some(({ label }) => label !== ''), rows.some(({ line }) => line !== undefined)]
  const name = coded ? '科目名称' : '项目'
  return [...(coded ? ['科目编码'] : []), ...(named ? [name] : []), ...(numbered ? ['行次'] : [])]
}

const saidBy: Readonly<Record<string, (row: TableRow) => string>> = {
  科目编码: ({ code = '' }) => code,
  科目名称: ({ label }) => label,
  项目: ({ label }) => label,
  行次: ({ line }) => (line === undefined ? '' : String(line)),
}

const widthOf = (side: TableSide): number => labelsOf(side).length + side.columns.length

/** Amounts as they are kept, to the fen; a figure that is no amount, and one that is missing, leave a blank. */
function amountOf(id: string | null, figures: Figures): Printed {
  const value = id === null ? undefined : figures.get(id)?.value
  return value && 'fen' in value ? { fen: value.fen } : null
}

function rowOf(side: TableSide, row: TableRow | undefined, figures: Figures): Printed[] {
  if (!row) return Array.from({ length: widthOf(side) }, () => null)
  const said = labelsOf(side).map((label) => saidBy[label]?.(row) ?? '')
  return [...said.map((text) => (text === '' ? null : asText(text))), ...row.cells.map((id) => amountOf(id, figures))]
}

/** Titles of the sides, groups of columns, and the columns' own headings: as many rows as the table needs. */
function headingsOf({ sides }: AccountTable): string[][] {
  const line = (text: (side: TableSide, i: number) => string): string[] =>
    sides.flatMap((side) => Array.from({ length: widthOf(side) }, (_, i) => asText(text(side, i))))
  const column = (side: TableSide, i: number) => side.columns[i - labelsOf(side).length]
  const own = line((side, i) => labelsOf(side)[i] ?? column(side, i)?.label ?? '')
  const group = line((side, i) => column(side, i)?.group ?? own[startOf(sides, side) + i] ?? '')
  const title = line((side) => side.title ?? '')
  const grouped = sides.some(({ columns }) => columns.some((one) => one.group !== undefined))
  const titled = sides.length > 1 && sides.every((side) => side.title !== undefined)
  return [...(titled ? [title] : []), ...(grouped ? [group] : []), own]
}

const startOf = (sides: readonly TableSide[], side: TableSide): number =>
  sides.slice(0, sides.indexOf(side)).reduce((sum, one) => sum + widthOf(one), 0)

/** Equal headings beside and below each other are one merged cell. */
function mergesOf(headings: readonly (readonly string[])[], top: number): Merge[] {
  const taken = new Set<string>()
  const merges: Merge[] = []
  headings.forEach((row, r) =>
    row.forEach((text, c) => {
      if (text === '' || taken.has(`${r},${c}`)) return
      let [right, bottom] = [c, r]
      while (r < headings.length - 1 && row[right + 1] === text) right++
      const spans = (below: readonly string[] | undefined): boolean =>
        below !== undefined && row.slice(c, right + 1).every((_, i) => below[c + i] === text)
      while (right === c && spans(headings[bottom + 1])) bottom++
      for (let y = r; y <= bottom; y++) for (let x = c; x <= right; x++) taken.add(`${y},${x}`)
      if (right > c || bottom > r) merges.push({ top: top + r, left: c, bottom: top + bottom, right })
    }),
  )
  return merges
}

/** A text of a merged cell stands in its first only. */
const withoutRepeats = (rows: readonly (readonly string[])[], top: number, merges: readonly Merge[]): Printed[][] =>
  rows.map((row, r) =>
    row.map((text, c) => {
      const merge = merges.find((one) => one.top <= top + r && top + r <= one.bottom && one.left <= c && c <= one.right)
      return text === '' || (merge && (merge.top !== top + r || merge.left !== c)) ? null : text
    }),
  )

/**
 * 法定格式. A table as it is handed out: title with its year, form number, unit, headings, then a row for each of its
 * lines. Codes are texts, amounts numbers in 万元; texts that a spreadsheet would run are marked as texts.
 */
export function printTable(table: AccountTable, figures: Figures, { year, unit }: About): PrintedTable {
  const { sides, title, form, note } = table
  const width = sides.reduce((sum, side) => sum + widthOf(side), 0)
  const blank = (): Printed[] => Array.from({ length: width }, () => null)
  const line = (first: string, last = ''): Printed[] =>
    blank().map((_, i) => (i === 0 && first ? asText(first) : i === width - 1 && last ? asText(last) : null))
  const head = [line(`${year}年度${title}`), line('', form), line(`部门：${unit}`, '单位：万元')]
  const headings = headingsOf(table)
  const merges = mergesOf(headings, head.length)
  const lines = Math.max(...sides.map(({ rows }) => rows.length))
  const rows = Array.from({ length: lines }, (_, i) => sides.flatMap((side) => rowOf(side, side.rows[i], figures)))
  return {
    name: form,
    rows: [...head, ...withoutRepeats(headings, head.length, merges), ...rows, ...(note ? [line(`注：${note}`)] : [])],
    merges: [{ top: 0, left: 0, bottom: 0, right: width - 1 }, ...merges].filter(
      ({ left, right, top, bottom }) => right > left || bottom > top,
    ),
    heads: head.length + headings.length,
  }
}

/** A table for other programs: one line for each amount, with the id by which `facts.json` knows it. */
export function tidyTable({ sides }: AccountTable, figures: Figures): Printed[][] {
  const head = ['标识', '部分', '科目编码', '项目', '栏目', '金额（万元）']
  const lineOf = (side: TableSide, { code = '', label, cells }: TableRow, i: number): Printed[] => {
    const { label: own = '', group } = side.columns[i] ?? {}
    const heading = group === undefined ? own : `${group}・${own}`
    const id = cells[i] ?? null
    return [...[id ?? '', side.title ?? '', code, label, heading].map(asText), amountOf(id, figures)]
  }
  const rows = sides.flatMap((side) => side.rows.flatMap((row) => row.cells.map((_, i) => lineOf(side, row, i))))
  return [head, ...rows]
}

/** 万元 to the fen without needless zeros, two decimals at least: 1775.47, 0.00, 12.345678. */
export const plainWan = (fen: number): string =>
  printAmount(fen, 'wan', { decimals: 6, plain: true }).replace(/(\.\d\d\d*?)0+$/, '$1')
