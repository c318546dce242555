import type { Option } from '#shared/base/cell'
import { refusalData, refusal } from '#shared/base/refusal'
import type { Column, Row, RowFinding, Sheet } from '#shared/base/sheet'

/** 类、款、项: a functional code has 3, 5 or 7 digits, an economic one 3 or 5. */
const levels = [
  { value: 'class', label: '类' },
  { value: 'section', label: '款' },
  { value: 'item', label: '项' },
] as const satisfies readonly Option[]

export type Level = (typeof levels)[number]['value']

const levelByDigits: Readonly<Record<number, Level>> = { 3: 'class', 5: 'section', 7: 'item' }

/** The level of a code, which its length tells. */
export const levelOf = (code: unknown): Level | undefined =>
  typeof code === 'string' ? levelByDigits[code.length] : undefined

/** 有效年度. A subject is valid from its first year to its last, or on without end while none is set. */
export function isValidIn({ cells }: Pick<Row, 'cells'>, year: number): boolean {
  const last = cells.validTo ?? null
  return Number(cells.validFrom) <= year && (last === null || year <= Number(last))
}

/**
 * 科目表. Names by code: those that are valid in a year, and all that the code ever bore, 曾用名称 among them. Rows of
 * one or both lists.
 */
export function namesByCode(rows: readonly Pick<Row, 'cells'>[], year: number): Map<string, SubjectNames> {
  const names = new Map<string, { now: string[]; ever: string[] }>()
  for (const row of rows) {
    const { code, name, superseded } = row.cells
    if (typeof code !== 'string' || typeof name !== 'string') continue
    const known = names.get(code) ?? { now: [], ever: [] }
    known.ever.push(name, ...(typeof superseded === 'string' ? [superseded] : []))
    if (isValidIn(row, year)) known.now.push(name)
    names.set(code, known)
  }
  return names
}

/** 科目名称 of a code: by the list of one year, and by any year's. */
export interface SubjectNames {
  readonly now: readonly string[]
  readonly ever: readonly string[]
}

const columns = (form: 'functional-code' | 'economic-code'): readonly Column[] => [
  {
    key: 'code',
    label: '科目编码',
    kind: { name: 'text', form },
    width: 112,
    edit: 'subjects:write',
    required: true,
    fixed: true,
  },
  {
    key: 'name',
    label: '科目名称',
    kind: { name: 'text', max: 80 },
    width: 320,
    edit: 'subjects:write',
    required: true,
  },
  {
    key: 'level',
    label: '级次',
    kind: { name: 'choice', options: levels },
    width: 72,
    computed: '由编码位数得出，改编码',
  },
  {
    key: 'validFrom',
    label: '启用年度',
    kind: { name: 'text', form: 'year' },
    width: 96,
    edit: 'subjects:write',
    required: true,
    fixed: true,
  },
  { key: 'validTo', label: '停用年度', kind: { name: 'text', form: 'year' }, width: 96, edit: 'subjects:write' },
  { key: 'superseded', label: '曾用名称', kind: { name: 'text', max: 80 }, width: 240, edit: 'subjects:write' },
  { key: 'note', label: '备注', kind: { name: 'text', max: 2000, lines: true }, width: 200, edit: 'subjects:write' },
]

/** The last year is not before the first. */
function yearsInOrder({ cells: { validFrom, validTo } }: Row): RowFinding[] {
  if (typeof validFrom !== 'string' || typeof validTo !== 'string' || validFrom <= validTo) return []
  return [{ ...refusalData(refusal('budget/year-order', { from: validFrom, to: validTo })), column: 'validTo' }]
}

/**
 * 支出功能分类科目. One row for each code and run of years under one name; when a list renames a code, the old row ends
 * and a new one begins, so earlier years keep the name of their time.
 */
export const functionalSubjects: Sheet = {
  name: 'functional-subjects',
  label: '功能科目',
  scope: 'district',
  item: 'FUNCTIONAL',
  read: 'subjects:read',
  create: 'subjects:write',
  void: 'subjects:write',
  naturalId: ['code', 'validFrom'],
  columns: columns('functional-code'),
  rules: yearsInOrder,
  usedBy: [
    { sheet: 'projects', column: 'functional' },
    { sheet: 'entries', column: 'functional' },
    { sheet: 'receipts', column: 'functional' },
  ],
}

/** 支出经济分类科目, kept as the functional ones are. */
export const economicSubjects: Sheet = {
  name: 'economic-subjects',
  label: '经济科目',
  scope: 'district',
  item: 'ECONOMIC',
  read: 'subjects:read',
  create: 'subjects:write',
  void: 'subjects:write',
  naturalId: ['code', 'validFrom'],
  columns: columns('economic-code'),
  rules: yearsInOrder,
  usedBy: [{ sheet: 'entries', column: 'economic' }],
}
