import type { Option } from '#shared/base/cell'
import { refusal, refusalData } from '#shared/base/refusal'
import type { Cells, Column, Row, RowFinding, RowId, Sheet } from '#shared/base/sheet'
import { requestTypes, urgencies } from './channels.ts'
import type { Limit } from './work-hours.ts'

const edit = 'limits:write'

/** 时限单位. */
export const limitUnits = [
  { value: 'work-hours', label: '工作小时' },
  { value: 'work-days', label: '工作日' },
  { value: 'natural-days', label: '自然日' },
  { value: 'hours', label: '小时' },
] as const satisfies readonly Option[]

const unitOf = (cell: unknown): Limit['unit'] | undefined => limitUnits.find(({ value }) => value === cell)?.value

/** An amount and the unit that it is in. */
const amount = (key: string, label: string): Column[] => [
  { key, label, kind: { name: 'count' }, width: 88, edit },
  { key: `${key}Unit`, label: `${label}单位`, kind: { name: 'choice', options: limitUnits }, width: 104, edit },
]

/**
 * 时限规则. How long a unit has to accept a case and to finish it, by type, urgency and tag; a blank stands for any. The
 * most particular line holds: a tag before an urgency, an urgency before a type.
 */
export const limits: Sheet = {
  name: 'limits',
  label: '办理时限',
  scope: 'district',
  item: 'LIMIT',
  read: 'limits:read',
  create: edit,
  void: edit,
  rules: ({ cells }) => [...lonely(cells, 'accept'), ...lonely(cells, 'finish')],
  columns: [
    { key: 'type', label: '类型', kind: { name: 'choice', options: requestTypes }, width: 96, edit },
    { key: 'urgency', label: '紧急程度', kind: { name: 'choice', options: urgencies }, width: 96, edit },
    { key: 'tag', label: '标签', kind: { name: 'text', max: 40 }, width: 128, edit },
    ...amount('accept', '签收时限'),
    ...amount('finish', '办结时限'),
    { key: 'basis', label: '依据', kind: { name: 'text', max: 200 }, width: 320, edit },
  ],
}

/** An amount without a unit, or a unit without an amount. */
function lonely(cells: Cells, key: 'accept' | 'finish'): RowFinding[] {
  const [has, unit] = [cells[key] ?? null, cells[`${key}Unit`] ?? null]
  if ((has === null) === (unit === null)) return []
  return [{ ...refusalData(refusal('limits/needs-unit', { amount: String(has ?? '') })), column: has === null ? `${key}Unit` : key }] // prettier-ignore
}

const scopeOf = ({ type, urgency, tag }: Cells): string => JSON.stringify([type ?? '', urgency ?? '', tag ?? ''])

/**
 * 一种情形一条. Two lines for the same cases would leave open which holds.
 * @throws limits/twice
 */
export function guardLimits(change: { row: RowId; after: Cells | undefined }, rows: readonly Row[]): void {
  const { row, after } = change
  if (!after || !rows.some(({ id, cells }) => id !== row && scopeOf(cells) === scopeOf(after))) return
  const { type, urgency, tag } = after
  throw refusal('limits/twice', { type: String(type ?? ''), urgency: String(urgency ?? ''), tag: String(tag ?? '') })
}

/** Tags of a case: words of one cell, parted by commas or blanks. */
export const tagsOf = (cell: unknown): string[] =>
  typeof cell === 'string' ? cell.split(/[,，、;；\s]+/).filter((tag) => tag !== '') : []

/** How particular a line is; undefined: it is about other cases. */
function weightOf(line: Cells, { type, urgency, tags }: Cells): number | undefined {
  const asked = [
    [line.tag, 4, tagsOf(tags).includes(String(line.tag))],
    [line.urgency, 2, line.urgency === urgency],
    [line.type, 1, line.type === type],
  ] as const
  let weight = 0
  for (const [wanted, counts, fits] of asked) {
    if ((wanted ?? null) === null) continue
    if (!fits) return undefined
    weight += counts
  }
  return weight
}

/** The limit of a case: of the most particular line that sets one for this end. */
export function limitOf(cells: Cells, end: 'accept' | 'finish', lines: readonly Row[]): Limit | undefined {
  const fitting = lines.flatMap(({ cells: line }) => {
    const [weight, amount, unit] = [weightOf(line, cells), line[end], unitOf(line[`${end}Unit`])]
    return weight === undefined || typeof amount !== 'number' || !unit ? [] : [{ weight, limit: { amount, unit } }]
  })
  return fitting.toSorted((one, other) => other.weight - one.weight)[0]?.limit
}
