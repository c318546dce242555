import type { ColumnKey, Kind } from '#shared/base/cell'
import { cases } from '../columns.ts'

/** What tells who called, and the long text: no columns of the sheet, for they are kept encrypted beside the row. */
export const personFields = ['name', 'phone', 'address', 'text'] as const
export type PersonField = (typeof personFields)[number]

/** Where a column of a foreign file leads: to a column of the sheet, or to a `PersonField`. */
export type FieldKey = ColumnKey

/** 导入字段. One thing that a file of cases may tell, with the headings under which other departments write it. */
export interface Field {
  key: FieldKey
  label: string
  kind: Kind
  headings: readonly string[]
  person?: true
  /** every kept case has one: a blank there is a row that lost something */
  always?: true
}

/** Headings beside the column's own label. A heading belongs to one field. */
const headings: Readonly<Record<ColumnKey, readonly string[]>> = {
  number: ['案件编号', '案件号', '工单编号', '工单号', '诉求编号', '受理编号', '案卷号', 'Case number'],
  channel: ['诉求来源', '案件来源', '来源渠道', '渠道', '问题来源', 'Channel'],
  outside: ['外部编号', '来源单号', '热线工单号', '原编号', 'Outside number'],
  type: ['诉求类型', '案件类型', '工单类型', '问题类型', 'Type'],
  urgency: ['紧急程度', '紧急级别', '缓急程度', 'Urgency'],
  title: ['诉求标题', '案件标题', '主题', '问题标题', 'Title'],
  subjectOne: ['大类', '分类一级', '一级类别', 'Subject, level 1'],
  subjectTwo: ['中类', '分类二级', '二级类别', 'Subject, level 2'],
  subjectThree: ['小类', '分类三级', '三级类别', 'Subject, level 3'],
  street: ['所属街道', '街道办', '所在街道', '街道名称', 'Street'],
  community: ['所属社区', '所在社区', '社区名称', 'Community'],
  grid: ['网格编码', '网格号', '所属网格', 'Grid'],
  longitude: ['坐标经度', 'lng', 'Longitude'],
  latitude: ['坐标纬度', 'lat', 'Latitude'],
  state: ['案件状态', '办理状态', '工单状态', 'State'],
  confidential: ['是否保密', 'Confidential'],
  unit: ['责任单位', '主办单位', '处置单位', 'Responsible unit'],
  supporting: ['配合单位', 'Supporting unit'],
  received: ['受理日期', '接收时间', '来电时间', '登记时间', 'Received'],
  registered: ['立案日期', 'Registered'],
  dispatched: ['派单日期', '派遣时间', '转办时间', '交办时间', 'Dispatched'],
  due: ['截止时间', '办结期限', '到期时间', '处置期限', 'Due'],
  closed: ['结案日期', '办结时间', '办结日期', 'Closed'],
  followedUp: ['回访日期', 'Followed up'],
  satisfaction: ['满意情况', '满意程度', '评价', 'Satisfaction'],
  onTime: ['是否按期', '按时办结', '是否按时', 'On time'],
  repeated: ['是否重复', '重复件', 'Repeated'],
  cost: ['处置费用', '费用', '费用（元）', '办理费用', 'Cost'],
  tags: ['标签名称', 'Tags'],
  note: ['说明', '处理备注', 'Note'],
}

/** Columns that the product fills in itself. */
const ours: ReadonlySet<ColumnKey> = new Set(['badges', 'takenBy'])

/** What no kept case lacks. */
const always: ReadonlySet<ColumnKey> = new Set([
  'number', 'channel', 'type', 'urgency', 'title', 'subjectOne', 'state', 'received', 'repeated',
]) // prettier-ignore

const longText: Kind = { name: 'text', lines: true }
const words = (max: number): Kind => ({ name: 'text', max })

const people: readonly Field[] = [
  { key: 'name', label: '诉求人', kind: words(40), headings: ['来电人', '联系人', '反映人', '姓名', 'Caller'], person: true },
  { key: 'phone', label: '联系电话', kind: { name: 'text', max: 24, form: 'phone' }, headings: ['来电号码', '电话', '手机号', '手机号码', 'Phone'], person: true },
  { key: 'address', label: '联系地址', kind: words(200), headings: ['地址', '诉求人地址', 'Address'], person: true },
  { key: 'text', label: '诉求内容', kind: longText, headings: ['反映内容', '案件描述', '问题描述', '内容', 'Text'], person: true },
] // prettier-ignore

/** Every field that an imported file may bring, in the order of the sheet, the caller's last. */
export const importFields: readonly Field[] = [
  ...cases.columns
    .filter(({ key }) => !ours.has(key))
    .map(({ key, label, kind }) => {
      const field: Field = { key, label, kind, headings: headings[key] ?? [] }
      return always.has(key) ? { ...field, always: true as const } : field
    }),
  ...people,
]

export const fieldOf = (key: FieldKey): Field | undefined => importFields.find((field) => field.key === key)
