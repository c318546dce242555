import type { DisclosureCase } from './form.ts'
import { classCodes, columnKeys, expenditureLines, incomeLines, officialKeys } from './labels.ts'

type Tables = NonNullable<DisclosureCase['tables']>
type Lines = NonNullable<Tables['T2']>
type Amounts = Readonly<Record<string, string | null | undefined>>

export interface TablesRead {
  /** amounts as printed, by id; a blank has none */
  amounts: { id: string; label: string; value: string; place: string }[]
  names: Map<string, string>
  empty: Map<string, { note: boolean }>
  unread: string[]
}

const rowTables = { T2: 't02', T3: 't03', T5: 't05', T8: 't08', T9: 't09' } as const

/** Reads the nine tables of a disclosure. A table that is not given is not there; a blank is no zero. */
export function readTables(tables: Tables): TablesRead {
  const read: TablesRead = { amounts: [], names: namesIn(tables), empty: new Map(), unread: [] }
  for (const [key, table] of [
    ['T2', 't02'],
    ['T3', 't03'],
    ['T5', 't05'],
    ['T8', 't08'],
    ['T9', 't09'],
  ] as const)
    // prettier-ignore
    readRows(read, key, table, tables[key])
  if (tables.T1) readSides(read, 'T1', tables.T1)
  if (tables.T4) readSides(read, 'T4', tables.T4)
  if (tables.T6) readBasic(read, tables.T6)
  if (tables.T7) readOfficial(read, tables.T7)
  return read
}

/** Codes by the names of classes: as the document's tables name them, else as the register does. */
export const classesIn = ({ names }: Pick<TablesRead, 'names'>): ReadonlyMap<string, string> =>
  new Map([
    ...Object.entries(classCodes),
    ...[...names].flatMap(([code, name]): [string, string][] => (code.length === 3 ? [[name, code]] : [])),
  ])

function namesIn(tables: Tables): Map<string, string> {
  const rows = Object.keys(rowTables).flatMap((key) => {
    const table = key === 'T2' || key === 'T3' || key === 'T5' || key === 'T8' || key === 'T9' ? tables[key] : undefined
    return table && 'rows' in table ? table.rows : []
  })
  const basic = tables.T6 && 'personnel' in tables.T6 ? [...tables.T6.personnel, ...tables.T6.public] : []
  return new Map([...rows, ...basic].map(({ code, name }) => [code, name]))
}

function add(read: TablesRead, id: string, value: string | null | undefined, [label, place]: [string, string]): void {
  if (value !== null && value !== undefined) read.amounts.push({ id, label, value, place })
}

const isEmpty = (table: object): table is { empty: true; emptyNote: boolean } => 'empty' in table

function readRows(read: TablesRead, key: keyof typeof rowTables, table: string, given: Lines | undefined): void {
  if (!given) return
  if (isEmpty(given)) {
    read.empty.set(table.slice(1), { note: given.emptyNote })
    return
  }
  for (const column of columnKeys[key] ?? []) {
    add(read, `${table}.total.${column}`, given.total?.[column], [column, key])
    for (const row of given.rows) add(read, `${table}.${row.code}.${column}`, amountIn(row, column), [row.name, key])
  }
}

const amountIn = (row: Readonly<Record<string, unknown>>, column: string): string | null => {
  const cell = row[column]
  return typeof cell === 'string' ? cell : null
}

function readSides(read: TablesRead, key: 'T1' | 'T4', sides: NonNullable<Tables['T1']>): void {
  const table = key === 'T1' ? 't01' : 't04'
  const classes = classesIn(read)
  readSide(read, key, sides.income, (label) => {
    const line = incomeLines.find(({ form }) => form.test(label))?.line
    return line === undefined ? undefined : `${table}.in.${line}`
  })
  readSide(read, key, sides.expenditure, (label) => {
    const line = expenditureLines.find(({ form }) => form.test(label))?.line ?? classes.get(label)
    if (line === undefined) return undefined
    return key === 'T1' ? `t01.out.${line}` : `t04.out.${line}.total`
  })
}

function readSide(read: TablesRead, key: string, lines: Amounts, idOf: (label: string) => string | undefined): void {
  for (const [label, value] of Object.entries(lines)) {
    const id = idOf(label)
    if (id === undefined) read.unread.push(`${key} ${label}`)
    else add(read, id, value, [label, key])
  }
}

function readBasic(read: TablesRead, basic: NonNullable<Tables['T6']>): void {
  if (isEmpty(basic)) {
    read.empty.set('06', { note: basic.emptyNote })
    return
  }
  for (const { code, name, value } of [...basic.personnel, ...basic.public])
    add(read, `t06.${code}`, value, [name, 'T6'])
  add(read, 't06.personnel', basic.personnelTotal, ['人员经费合计', 'T6'])
  add(read, 't06.operating', basic.publicTotal, ['公用经费合计', 'T6'])
}

function readOfficial(read: TablesRead, official: NonNullable<Tables['T7']>): void {
  if (isEmpty(official)) {
    read.empty.set('07', { note: official.emptyNote })
    return
  }
  for (const [key, part] of Object.entries(officialKeys)) {
    add(read, `t07.budget.${part}`, official.budget[key], [key, 'T7'])
    add(read, `t07.final.${part}`, official.final[key], [key, 'T7'])
  }
}
