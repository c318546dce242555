import type { AmountUnit } from '#shared/base/amount'
import { Refusal, refusal, refusalData } from '#shared/base/refusal'
import { amountIn } from './amounts.ts'
import type { AccountsTemplate } from '#shared/accounts/template'
import { wuhan } from '#shared/accounts/templates/wuhan'
import { formsOf } from './forms.ts'
import { columnLetters, isBlank, textOf, type Grid, type Raw } from './grid.ts'
import { moneyUnitIn, yearIn } from './labels.ts'
import { isCounting, layoutOf, type Block, type Layout } from './layout.ts'
import type { CellRead, RefusedPart, TableRead, WorkbookPreview } from './preview.ts'
import { isFooter, rowReader, type RowRead, type Subjects } from './rows.ts'
import { segmentsOf, type Segment } from './segments.ts'

/** What a workbook is read for. */
export interface Reading {
  year: number
  subjects: Subjects
  template?: AccountsTemplate
}

/**
 * 读取决算工作簿. From the sheets of a workbook to the figures they hold: which of the nine tables stand where, the figure of
 * every amount in fen, and of all that cannot be taken where it stands and why. Totals that do not add up are taken:
 * the checks say so of every account alike. Nothing is thrown; a workbook without any table reads as none.
 */
export function readAccounts(grids: readonly Grid[], reading: Reading): WorkbookPreview {
  const forms = formsOf(reading.template ?? wuhan)
  const found = grids.flatMap((grid) => segmentsOf(grid, forms)).flatMap((segment) => laidOut(segment))
  const seen = new Set<string>()
  const tables = found.map(({ segment, layout }) => {
    const table = readTable(segment, layout, reading)
    const again = seen.has(table.no)
    seen.add(table.no)
    return again ? refusedWhole(table, refusal('import/table-twice', { table: table.no })) : table
  })
  const used = new Set(found.map(({ segment }) => segment.grid.name))
  return {
    tables: tables.sort((one, other) => one.no.localeCompare(other.no)),
    absent: forms.map(({ no }) => no).filter((no) => !seen.has(no)),
    others: grids.map(({ name }) => name).filter((name) => !used.has(name)),
  }
}

function laidOut(segment: Segment): { segment: Segment; layout: Layout }[] {
  const layout = layoutOf(segment)
  return layout ? [{ segment, layout }] : []
}

const units: Readonly<Record<string, AmountUnit>> = { 万元: 'wan', 元: 'yuan' }

function readTable(segment: Segment, layout: Layout, { year, subjects }: Reading): TableRead {
  const { form, grid } = segment
  const above = [grid.name, ...layout.above]
  const said = above.map(moneyUnitIn).find((unit) => unit !== undefined)
  const told = years(above)
  const unit = said === undefined ? 'wan' : units[said]
  const { cells, refused } = readBlocks(segment, layout, { unit: unit ?? 'wan', subjects })
  const kept = refused.reduce((sum, part) => sum + part.cells, 0)
  const table: TableRead = {
    no: form.no,
    sheet: grid.name,
    unit: said === '元' || said === '万元' ? said : null,
    year: told ?? null,
    read: cells.length + kept,
    cells,
    refused,
  }
  if (told !== undefined && told !== year)
    return refusedWhole(table, refusal('import/other-year', { found: told, wanted: year }))
  return unit ? table : refusedWhole(table, refusal('import/other-unit', { unit: said ?? '' }))
}

/** The year that the lines above a table tell: 2021年度 before 2021年. */
const years = (texts: readonly string[]): number | undefined =>
  texts
    .filter((text) => text.includes('年度'))
    .map(yearIn)
    .find((year) => year !== undefined) ?? texts.map(yearIn).find((year) => year !== undefined)

const refusedWhole = (table: TableRead, whole: Refusal): TableRead => ({
  ...table,
  cells: [],
  refused: [{ refusal: asData(whole), cells: table.read }],
})

function asData(refused: Refusal): RefusedPart['refusal'] {
  const { code, facts } = refusalData(refused)
  return { code, facts: { ...facts } }
}

interface Found {
  cells: CellRead[]
  refused: RefusedPart[]
}

interface How {
  unit: AmountUnit
  subjects: Subjects
}

function readBlocks({ form, rows }: Segment, layout: Layout, { unit, subjects }: How): Found {
  const found: Found = { cells: [], refused: [] }
  const data = rows.slice(layout.from).filter(({ cells }) => !isCounting(cells) && !isFooter(cells))
  const taken = new Set<string>()
  const present = new Map<Block['side'], Set<string>>()
  for (const block of layout.blocks) {
    const keys = present.get(block.side) ?? new Set<string>()
    present.set(block.side, keys)
    const read = form.single ? singleRow() : rowReader(block, subjects)
    for (const row of data) readRow(row, { block, read, unit, keys, taken }, found)
  }
  if (found.cells.length > 0) found.refused.push(...missing(layout, present))
  return found
}

/** 公开07表 has one row of amounts, and no label that could tell a second from it. */
function singleRow(): (cells: readonly Raw[], filled: boolean) => RowRead {
  let seen = false
  return (_, filled) => {
    if (!filled) return undefined
    if (seen) return { refused: refusal('import/unknown-row', { row: '' }), label: '' }
    seen = true
    return { key: 'row', label: '' }
  }
}

interface RowTask {
  block: Block
  read: (cells: readonly Raw[], filled: boolean) => RowRead
  unit: AmountUnit
  /** rows of this side that are there */
  keys: Set<string>
  /** figures that were read */
  taken: Set<string>
}

function readRow({ at, cells }: Segment['rows'][number], task: RowTask, found: Found): void {
  const { block, read, keys } = task
  const filled = block.amounts.filter((column) => isFilled(cells[column.at]))
  const strangers = block.unknown.filter((column) => isFilled(cells[column.at]) && !isWords(cells[column.at]))
  const row = read(cells, filled.length + strangers.length > 0)
  if (!row) return
  const here = { row: at + 1 }
  if ('refused' in row) {
    const column = columnLetters(block.name ?? block.codes[0] ?? 0)
    found.refused.push({ refusal: asData(row.refused), ...here, column, cells: filled.length + strangers.length })
    return
  }
  keys.add(row.key)
  for (const column of filled) readCell({ at, cells, key: row.key, label: row.label }, column, task, found)
  for (const { at: column, heading } of strangers)
    found.refused.push({
      refusal: asData(refusal('import/unknown-column', { column: heading })),
      ...here,
      column: columnLetters(column),
      cells: 1,
    })
}

/** A cell that holds something to be read; a dash in an amount's place is none. */
const isFilled = (raw: Raw | undefined): boolean =>
  !isBlank(raw) && !/^[-\u2014\u2013\u2212/]+$/.test(textOf(raw).trim() || 'x')

const isWords = (raw: Raw | undefined): boolean => typeof raw === 'string' && !/\d/.test(raw)

interface RowHere {
  at: number
  cells: readonly Raw[]
  key: string
  label: string
}

function readCell(
  { at, cells, key, label }: RowHere,
  { at: column, column: of }: Block['amounts'][number],
  task: RowTask,
  found: Found,
): void {
  const place = { row: at + 1, column: columnLetters(column) }
  const id = task.block.side.figure(key, of.key)
  try {
    if (task.taken.has(id)) throw refusal('import/row-twice', { row: label })
    const fen = amountIn(cells[column], task.unit)
    if (fen === null) return
    task.taken.add(id)
    found.cells.push({ id, fen, ...place })
  } catch (error) {
    if (!isRefusal(error)) throw error
    found.refused.push({ refusal: asData(error), ...place, cells: 1 })
  }
}

const isRefusal = (thrown: unknown): thrown is Refusal => thrown instanceof Refusal

/** Rows and columns that the form has and the table has not. */
function missing({ blocks }: Layout, present: ReadonlyMap<Block['side'], ReadonlySet<string>>): RefusedPart[] {
  const rows = [...present].flatMap(([side, keys]) => [...missingLines(side, keys), ...missingParents(side, keys)])
  const columns = [...present.keys()].flatMap((side) => {
    const there = new Set(
      blocks.filter((block) => block.side === side).flatMap(({ amounts }) => amounts.map(({ column }) => column.key)),
    )
    const gone = side.columns.filter(
      ({ key }, i, all) => !there.has(key) && all.findIndex((one) => one.key === key) === i,
    )
    return gone.map(({ label, under = [] }) => [...under.map(([name]) => name ?? ''), label[0] ?? ''].join('・'))
  })
  return [
    ...rows.map((row) => ({ refusal: asData(refusal('import/missing-row', { row })), cells: 0 })),
    ...columns.map((column) => ({ refusal: asData(refusal('import/missing-column', { column })), cells: 0 })),
  ]
}

const missingLines = ({ lines }: Block['side'], keys: ReadonlySet<string>): string[] =>
  lines.filter(({ key, required }) => required && !keys.has(key)).map(({ label }) => label[0] ?? '')

/** 类款项. A section has its class above it, an item its section. */
function missingParents({ rows }: Block['side'], keys: ReadonlySet<string>): string[] {
  if (rows !== 'functional' && rows !== 'economic') return []
  const parents = [...keys]
    .filter((key) => /^\d{5,7}$/.test(key))
    .flatMap((key) => (key.length === 7 ? [key.slice(0, 3), key.slice(0, 5)] : [key.slice(0, 3)]))
  return [...new Set(parents)].filter((code) => !keys.has(code)).sort()
}
