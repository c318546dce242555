import type { Option } from '#shared/base/cell'
import type { Sheet } from '#shared/base/sheet'

/** What a responsible unit is in the district. */
export const unitKinds = [
  { value: 'centre', label: '网格化服务中心', aliases: ['中心', '本中心'] },
  { value: 'street', label: '街道', aliases: ['街道办事处'] },
  { value: 'bureau', label: '区直部门', aliases: ['部门', '区直'] },
  { value: 'utility', label: '公共企业', aliases: ['企业'] },
  { value: 'recorded', label: '收录单位', aliases: ['收录'] },
] as const satisfies readonly Option[]

/** 单位性质. Decides what its accounts must tell: 机关运行经费 is for the first two only. */
export const unitStandings = [
  { value: 'administrative', label: '行政单位', aliases: ['行政'] },
  { value: 'civil-servant-like', label: '参公事业单位', aliases: ['参公'] },
  { value: 'institution', label: '事业单位', aliases: ['事业'] },
  { value: 'company', label: '企业' },
] as const satisfies readonly Option[]

/** 责任单位. The register of units that answer for requests and publish accounts; a unit's id is its code. */
export const units: Sheet = {
  name: 'units',
  label: '责任单位',
  scope: 'district',
  item: 'UNIT',
  read: 'units:read',
  create: 'units:write',
  void: 'units:write',
  naturalId: ['code'],
  unique: [['name']],
  usedBy: [
    { sheet: 'accounts', column: 'unit' },
    { sheet: 'cases', column: 'unit' },
  ],
  columns: [
    {
      key: 'code',
      label: '编码',
      kind: { name: 'text', max: 40, form: 'unit-code' },
      width: 112,
      edit: 'units:write',
      required: true,
      fixed: true,
    },
    {
      key: 'name',
      label: '单位名称',
      kind: { name: 'text', max: 80 },
      width: 288,
      edit: 'units:write',
      required: true,
    },
    { key: 'short', label: '简称', kind: { name: 'text', max: 40 }, width: 144, edit: 'units:write' },
    {
      key: 'kind',
      label: '类别',
      kind: { name: 'choice', options: unitKinds },
      width: 128,
      edit: 'units:write',
      required: true,
    },
    {
      key: 'standing',
      label: '单位性质',
      kind: { name: 'choice', options: unitStandings },
      width: 128,
      edit: 'units:write',
    },
    { key: 'note', label: '备注', kind: { name: 'text', max: 2000, lines: true }, width: 240, edit: 'units:write' },
  ],
}
