import { narrow } from '#shared/base/text'
import type { Form, FormColumn, FormSide } from './form.ts'
import { isBlank, textOf, type Grid, type Merge, type Raw } from './grid.ts'
import { plainLabel, plainLabels } from './labels.ts'
import type { Segment } from './segments.ts'

/** A side of a table where a sheet has it: its label columns, and its columns of amounts. */
export interface Block {
  side: FormSide
  codes: readonly number[]
  /** column of names or lines; absent where a table has none (公开07表) */
  name: number | undefined
  amounts: readonly { at: number; column: FormColumn }[]
  /** columns with a heading of their own that the form does not know */
  unknown: readonly { at: number; heading: string }[]
}

/** Where in a segment what stands: headings are above row `from` of its rows. */
export interface Layout {
  blocks: readonly Block[]
  /** index of the first row below the headings, in the segment's rows */
  from: number
  /** all that stands above */
  above: readonly string[]
}

type Kind = 'code' | 'name' | 'number' | undefined

const codeHeading = /编码$|代码$/
const levels: readonly string[] = ['类', '款', '项']
const nameHeadings: readonly string[] = ['项目', '科目名称', '名称', '项目名称', '项目按功能分类', '项目按支出性质分类']
const numberHeadings: readonly string[] = ['行次', '栏次', '序号']

/** What a label column is, by the headings above it, the lowest last. */
function kindOf(headings: readonly string[]): Kind {
  const lowest = headings.at(-1) ?? ''
  if (levels.includes(lowest) || codeHeading.test(lowest)) return 'code'
  if (nameHeadings.includes(lowest) || lowest.endsWith('科目名称')) return 'name'
  return numberHeadings.includes(lowest) ? 'number' : undefined
}

/** What may stand in a row that numbers the columns, besides numbers. */
const countingWords: readonly string[] = [...numberHeadings, ...levels]

const isLabelHeading = (plain: string): boolean => kindOf([plain]) !== undefined

/** All that may stand in the headings of a table. */
function vocabularyOf({ sides }: Form): ReadonlySet<string> {
  const columns = sides.flatMap((side) => side.columns)
  const own = columns.flatMap(({ label, under = [] }) => [...label, ...under.flat()])
  return new Set(plainLabels([...own, '收入', '支出', '本年支出', '预算数', '决算数']))
}

const isNumber = (raw: Raw): boolean =>
  typeof raw === 'number' || (typeof raw === 'string' && /\d/.test(narrow(raw)) && /^[\d,.()\s-]+$/.test(narrow(raw)))

/** 栏次. The row that numbers the columns, and any other that is no part of the table. */
export function isCounting(cells: readonly Raw[]): boolean {
  const filled = cells.filter((raw) => !isBlank(raw)).map(textOf)
  const numbers = filled.filter((text) => !countingWords.includes(plainLabel(text))).map(Number)
  if (numbers.length === 0 || !numbers.every((number) => Number.isInteger(number) && number > 0 && number < 100))
    return false
  return numbers.length < filled.length || (numbers.length > 2 && numbers.every((number, i) => number === i + 1))
}

const mergeAt = ({ merges }: Grid, row: number, column: number): Merge | undefined =>
  merges.find(({ top, left, bottom, right }) => top <= row && row <= bottom && left <= column && column <= right)

/**
 * The heading of one cell: its own text, or that of the merged cell it lies in. Where a file has no merged cells (CSV), a
 * heading reaches over the blank cells to its right, as far as there are headings below them.
 */
function headingAt(segment: Segment, i: number, column: number): string {
  const { grid, rows } = segment
  const row = rows[i]
  if (!row) return ''
  const own = row.cells[column]
  if (!isBlank(own)) return plainLabel(textOf(own))
  const merge = mergeAt(grid, row.at, column)
  if (merge) return plainLabel(textOf(grid.rows.get(merge.top)?.[merge.left]))
  return grid.merges.length > 0 ? '' : headingFromLeft(rows, i, column)
}

function headingFromLeft(rows: Segment['rows'], i: number, column: number): string {
  const below = rows[i + 1]?.cells ?? []
  if (isBlank(below[column])) return ''
  const cells = rows[i]?.cells ?? []
  for (let left = column - 1; left >= 0; left--) {
    if (isBlank(below[left])) return ''
    if (!isBlank(cells[left])) return plainLabel(textOf(cells[left]))
  }
  return ''
}

/** Rows of headings below the first, and merged cells among them, at most. */
const deepest = 7
const mergesLooked = 500

/** Whether a row is one of headings: several cells, one of them known, none a number. */
function headingRow({ form }: Segment): (row: Segment['rows'][number]) => boolean {
  const words = vocabularyOf(form)
  return ({ cells }) => {
    const filled = cells.filter((raw) => !isBlank(raw))
    if (filled.length < 2 || filled.some(isNumber)) return false
    return filled.map((raw) => plainLabel(textOf(raw))).some((text) => words.has(text) || isLabelHeading(text))
  }
}

function lastHeading(segment: Segment, first: number): number {
  const words = vocabularyOf(segment.form)
  let last = first
  while (last - first < deepest && continues(segment, { first, last: last + 1 }, words)) last++
  return last
}

/** Merged cells of the headings alone: a hostile file has them everywhere. */
function withHeadMerges(segment: Segment, first: number): Segment {
  const from = segment.rows[first]?.at ?? 0
  const merges = segment.grid.merges.filter(({ top, bottom }) => bottom >= from && top <= from + deepest)
  return { ...segment, grid: { ...segment.grid, merges: merges.slice(0, mergesLooked) } }
}

/** Whether the row below still belongs to the headings: nothing but headings, and no label of a line. */
function continues(segment: Segment, { first, last }: { first: number; last: number }, words: ReadonlySet<string>) {
  const row = segment.rows[last]
  if (!row || isCounting(row.cells)) return false
  const filled = row.cells.flatMap((raw, column) => (isBlank(raw) ? [] : [{ raw, column }]))
  if (filled.length === 0 || filled.some(({ raw }) => isNumber(raw))) return false
  return filled.every(({ raw, column }) => {
    const plain = plainLabel(textOf(raw))
    const labels = kindOf(headingsOver(segment, { first, last: last - 1 }, column)) !== undefined
    return isLabelHeading(plain) || (!labels && (words.has(plain) || !isCode(raw)))
  })
}

const isCode = (raw: Raw): boolean => /^\d{3,7}$/.test(textOf(raw).trim())

/** Headings over a column, from the top, each once. */
function headingsOver(segment: Segment, { first, last }: { first: number; last: number }, column: number): string[] {
  const found: string[] = []
  for (let i = first; i <= last; i++) {
    const heading = headingAt(segment, i, column)
    if (heading !== '' && found.at(-1) !== heading) found.push(heading)
  }
  return found
}

/** The form's column that headings name; of several the one that says most about what is above. */
function columnOf({ columns }: FormSide, headings: readonly string[]): FormColumn | undefined {
  const lowest = headings.at(-1) ?? ''
  const above = headings.slice(0, -1)
  const fits = columns.filter(
    ({ label, under = [] }) =>
      plainLabels(label).includes(lowest) &&
      under.every((names) => plainLabels(names).some((name) => above.includes(name))),
  )
  return fits.sort((one, other) => (other.under?.length ?? 0) - (one.under?.length ?? 0))[0]
}

interface Open {
  codes: number[]
  name: number | undefined
  rest: { at: number; headings: string[] }[]
}

/** Columns fall into blocks: each begins with its label columns, and its amounts follow. */
function openBlocks(segment: Segment, heads: { first: number; last: number }, width: number): Open[] {
  const blocks: Open[] = []
  let open: Open | undefined
  for (let at = 0; at < width; at++) {
    const headings = headingsOver(segment, heads, at)
    const kind = kindOf(headings)
    if (kind === 'number' || headings.length === 0) continue
    if (!open || (kind !== undefined && open.rest.length > 0))
      blocks.push((open = { codes: [], name: undefined, rest: [] }))
    if (kind === 'code') open.codes.push(at)
    else if (kind === 'name') open.name ??= at
    else open.rest.push({ at, headings })
  }
  return blocks
}

function blockOf(side: FormSide, { codes, name, rest }: Open): Block {
  const read = rest.map(({ at, headings }) => ({
    at,
    heading: headings.at(-1) ?? '',
    column: columnOf(side, headings),
  }))
  const taken = new Set<string>()
  const amounts = read.flatMap(({ at, column }) => {
    if (!column || taken.has(column.key)) return []
    taken.add(column.key)
    return [{ at, column }]
  })
  const known = new Set(amounts.map(({ at }) => at))
  return { side, codes, name, amounts, unknown: read.filter(({ at }) => !known.has(at)) }
}

/**
 * Finds headings and columns of a table: headings of several rows, merged or not, columns in any order. A segment without
 * headings is no table: a list of contents, a cover.
 */
export function layoutOf(segment: Segment): Layout | undefined {
  const first = segment.rows.findIndex(headingRow(segment))
  if (first < 0) return undefined
  const heading = withHeadMerges(segment, first)
  const heads = { first, last: lastHeading(heading, first) }
  const { sides } = segment.form
  const width = Math.max(...segment.rows.map(({ cells }) => cells.length))
  const open = openBlocks(heading, heads, width)
  // Beside each other stand two sides, or pieces of one side (公开06表).
  const blocks = open.flatMap((block, i) => {
    const side = sides[Math.min(i, sides.length - 1)]
    return side ? [blockOf(side, block)] : []
  })
  const above = segment.rows.slice(0, heads.last + 1).flatMap(({ cells }) => cells.map(textOf).filter(Boolean))
  return { blocks, from: heads.last + 1, above }
}
