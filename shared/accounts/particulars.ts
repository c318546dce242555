import { refusal, refusalData } from '#shared/base/refusal'
import type { Row, RowFinding, Sheet } from '#shared/base/sheet'
import { particularList } from './particular-list.ts'

const known = new Map(particularList.map((particular) => [particular.key, particular]))
const values = ['amount', 'count', 'day'] as const

/** A particular is one of the list and holds the value of its kind, no other. */
function particularIsKnown({ cells }: Row): RowFinding[] {
  const key = String(cells.key ?? '')
  const particular = known.get(key)
  if (!particular) return [{ ...refusalData(refusal('accounts/unknown-particular', { key })), column: 'key' }]
  const { of: wanted } = particular
  return values
    .filter((column) => column !== wanted && (cells[column] ?? null) !== null)
    .map((column) => ({ ...refusalData(refusal('accounts/other-value', { key: particular.label, wanted })), column }))
}

/**
 * 其他数据. What sections 七, 十一, 十二 and the overview print beside the nine tables (`particular-list.ts` says which
 * there are): amounts, counts and days, one row each.
 */
export const particulars: Sheet = {
  name: 'particulars',
  label: '其他数据',
  scope: 'year',
  item: 'PARTICULAR',
  read: 'final-accounts:read',
  create: 'final-accounts:write',
  void: 'final-accounts:write',
  naturalId: ['key'],
  columns: [
    {
      key: 'key',
      label: '标识',
      kind: { name: 'text', max: 80, form: 'figure-key' },
      width: 200,
      edit: 'final-accounts:write',
      required: true,
      fixed: true,
    },
    {
      key: 'amount',
      label: '金额（万元）',
      kind: { name: 'amount', unit: 'wan' },
      width: 136,
      edit: 'final-accounts:write',
    },
    { key: 'count', label: '数量', kind: { name: 'count' }, width: 96, edit: 'final-accounts:write' },
    { key: 'day', label: '日期', kind: { name: 'day' }, width: 112, edit: 'final-accounts:write' },
    {
      key: 'note',
      label: '备注',
      kind: { name: 'text', max: 500, lines: true },
      width: 280,
      edit: 'final-accounts:write',
    },
  ],
  rules: particularIsKnown,
}
