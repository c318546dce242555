import type { Option } from '#shared/base/cell'
import type { Sheet } from '#shared/base/sheet'
import { roleNames, roles } from './roles.ts'

const roleOptions: readonly Option[] = roleNames.map((value) => ({ value, label: roles[value].label }))

/** 在用, 停用. An account is never deleted: the history goes on showing its name. */
const states: readonly Option[] = [
  { value: 'active', label: '在用', aliases: ['启用'] },
  { value: 'disabled', label: '停用', aliases: ['已停用'] },
]

const factors: readonly Option[] = [
  { value: 'none', label: '未绑定' },
  { value: 'totp', label: '动态口令' },
]

const bySignIn = '由登录时记下'

/**
 * 账号. The district's accounts. `roles` holds role names in alphabetical order joined by commas (a cell is a scalar);
 * `factor` and `lastSignIn` are written by the operations of sign-in only. Who may give which role, and what nobody may
 * do to his own account, is in `guards.ts`.
 */
export const accounts: Sheet = {
  name: 'accounts',
  label: '账号',
  scope: 'people',
  item: 'ACCOUNT',
  read: 'accounts:read',
  create: 'accounts:write',
  void: 'accounts:write',
  unique: [['login']],
  columns: [
    { key: 'name', label: '姓名', kind: { name: 'text', max: 40 }, width: 128, edit: 'accounts:write', required: true },
    {
      key: 'login',
      label: '账号',
      kind: { name: 'text', max: 32, form: 'login' },
      width: 152,
      edit: 'accounts:write',
      required: true,
    },
    { key: 'unit', label: '单位', kind: { name: 'reference', sheet: 'units' }, width: 176, edit: 'accounts:write' },
    {
      key: 'roles',
      label: '角色',
      kind: { name: 'choice', options: roleOptions, many: true },
      width: 168,
      edit: 'accounts:give-roles',
    },
    {
      key: 'state',
      label: '状态',
      kind: { name: 'choice', options: states },
      width: 96,
      edit: 'accounts:write',
      required: true,
    },
    {
      key: 'factor',
      label: '第二因素',
      kind: { name: 'choice', options: factors },
      width: 112,
      computed: bySignIn,
    },
    { key: 'lastSignIn', label: '最近登录', kind: { name: 'instant' }, width: 152, computed: bySignIn },
  ],
}
