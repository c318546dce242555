import type { Cell } from '#shared/base/cell'
import type { RowColumns } from '#shared/base/contract'
import type { ReferenceOption } from '#shared/base/kinds'
import type { Cells, Row, Sheet } from '#shared/base/sheet'
import { computed } from '#shared/budget/computed'
import { executedOf } from '#shared/budget/executed'
import { optionsOf } from '#shared/options'
import { sheets } from '#shared/sheets'
import { demonstration } from '../../../infra/local/demonstration/district.ts'

/** The column-wise form of rows, as the API answers them. */
export function columnWise(sheet: Sheet, rows: readonly Pick<Row, 'id' | 'cells'>[]): RowColumns {
  const columns = sheet.columns.map(({ key }) => {
    const words: Cell[] = []
    const known = new Map<Cell, number>()
    const codes = rows.map(({ cells }) => {
      const cell = cells[key] ?? null
      if (cell === null) return -1
      const code = known.get(cell) ?? words.push(cell) - 1
      known.set(cell, code)
      return code
    })
    return { key, words, codes }
  })
  return { sheet: sheet.name, rows: rows.map(({ id }) => id), revs: rows.map(() => 1), columns }
}

const district = demonstration({ today: '2026-10-12' })
const seeds = district.sheets.filter(({ place }) => place === '' || place === district.own.place)
const rowsOf = (name: string): Row[] =>
  seeds.filter(({ sheet }) => sheet === name).flatMap(({ rows }) => rows.map((row) => ({ ...row, rev: 1 })))

const lists = new Map<string, readonly ReferenceOption[]>()

/** Options of references, from the demonstration district's registers. */
export function lookups(sheet: string): readonly ReferenceOption[] {
  const known = lists.get(sheet)
  if (known) return known
  const found = Object.values(sheets).find(({ name }) => name === sheet)
  const options = found ? optionsOf(found.name, rowsOf(found.name), 2025) : []
  lists.set(sheet, options)
  return options
}

export interface Sample {
  sheet: Sheet
  rows: RowColumns
  place: string
  computed?: Record<string, (row: { id: string; cells: Cells }) => Cell>
}

const sample = (sheet: Sheet, place: string, rows = rowsOf(sheet.name)): Sample => ({
  sheet,
  place,
  rows: columnWise(sheet, rows),
})

function projects(): Sample {
  const executed = executedOf(rowsOf('entries'))
  const functions = Object.entries(computed.projects ?? {})
  return {
    ...sample(sheets.projects, '2025/centre'),
    computed: Object.fromEntries(functions.map(([key, compute]) => [key, (row) => compute(row, { executed })])),
  }
}

/** A large sheet of thirty columns of every kind, for scrolling and for large selections. */
function large(count: number): Sample {
  const [code, name, kind, , original] = sheets.projects.columns
  const [day] = sheets.entries.columns
  const models = [code, name, kind, original, day].filter((column) => column !== undefined)
  const columns = Array.from({ length: 30 }, (_, i) => {
    const model = models[i % models.length]
    if (!model) throw new Error('No column to take as a model')
    return {
      ...model,
      key: `c${i}`,
      label: `${model.label}${Math.floor(i / models.length) + 1}`,
      edit: 'budget:write' as const,
    }
  })
  const kinds = ['personnel', 'operating', 'project']
  const words = ['网格大队', '数字城管', '信访维稳', '办公经费', '社管通', '系统维护', '热线坐席', '专线租赁']
  const cell = (row: number, i: number): Cell => {
    const which = i % models.length
    if (which === 0) return `XM-${row % 997}-${i}`
    if (which === 1) return `${words[(row * 7 + i) % words.length] ?? ''}${(row * 13) % 5000}`
    if (which === 2) return kinds[(row + i) % kinds.length] ?? null
    if (which === 3) return row % 11 === 0 ? null : (row * 7919 + i * 104_729) % 9_000_000_000
    return `2025-${String((row % 12) + 1).padStart(2, '0')}-${String(((row * 3) % 28) + 1).padStart(2, '0')}`
  }
  const { rules: _rules, unique: _unique, usedBy: _usedBy, ...plain } = sheets.projects
  const sheet: Sheet = { ...plain, columns: columns.map(({ required: _required, ...column }) => column) }
  const rows = Array.from({ length: count }, (_, row) => ({
    id: `R${row}`,
    cells: Object.fromEntries(columns.map(({ key }, i) => [key, cell(row, i)])),
  }))
  return { sheet, place: '2025/centre', rows: columnWise(sheet, rows) }
}

/** Six columns of plain text, for what comes off the clipboard before any kind reads it. */
function texts(): Sample {
  const { rules: _rules, unique: _unique, usedBy: _usedBy, ...plain } = sheets.projects
  const columns = Array.from({ length: 6 }, (_, i) => ({
    key: `t${i}`,
    label: `文字${i + 1}`,
    kind: { name: 'text' as const, lines: true as const },
    width: 160,
    edit: 'budget:write' as const,
  }))
  const sheet: Sheet = { ...plain, columns }
  return { sheet, place: '2025/centre', rows: columnWise(sheet, Array.from({ length: 12 }, (_, i) => ({ id: `T${i}`, cells: {} }))) } // prettier-ignore
}

/** One column of every kind, blank, for what each kind reads off the clipboard. */
function kinds(): Sample {
  const { rules: _rules, unique: _unique, usedBy: _usedBy, ...plain } = sheets.projects
  const described: [label: string, kind: Sheet['columns'][number]['kind']][] = [
    ['编号', { name: 'text', form: 'project-code' }],
    ['日期', { name: 'day' }],
    ['金额（万元）', { name: 'amount', unit: 'wan' }],
    ['件数', { name: 'count' }],
    ['比率', { name: 'rate' }],
    ['持续', { name: 'flag' }],
    ['说明', { name: 'text', lines: true }],
  ]
  const columns = described.map(([label, kind], i) => ({
    key: `k${i}`,
    label,
    kind,
    width: 120,
    edit: 'budget:write' as const,
  }))
  const rows = Array.from({ length: 40 }, (_, i) => ({ id: `K${i}`, cells: {} }))
  return { sheet: { ...plain, columns }, place: '2025/centre', rows: columnWise({ ...plain, columns }, rows) }
}

/** A register whose rows have ids of their own. */
const subjects = (): Sample => ({
  ...sample(sheets['functional-subjects'], ''),
  computed: Object.fromEntries(
    Object.entries(computed['functional-subjects'] ?? {}).map(([key, compute]) => [
      key,
      (row) => compute(row, { executed: new Map() }),
    ]),
  ),
})

export function sampleOf(name: string, count: number): Sample {
  if (name === 'projects') return projects()
  if (name === 'large') return large(count)
  if (name === 'texts') return texts()
  if (name === 'kinds') return kinds()
  if (name === 'subjects') return subjects()
  if (name === 'figures') return sample(sheets.figures, '2021/recorded')
  if (name === 'units') return sample(sheets.units, '')
  return sample(sheets.entries, '2025/centre')
}
