import type { Sheet } from '#shared/base/sheet'

/**
 * 文字. What people write into the accounts: reasons (`reason.…`), explanations of differences, duties (`duty.…`), key
 * work (`work.…`) and definitions (`definition.…`). A figure stands in a text as a reference `[[figure id]]`; no number
 * is typed.
 */
export const texts: Sheet = {
  name: 'texts',
  label: '文字',
  scope: 'year',
  item: 'TEXT',
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
    { key: 'text', label: '文字', kind: { name: 'text', lines: true }, width: 640, edit: 'final-accounts:write' },
  ],
}
