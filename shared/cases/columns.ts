import type { Kind } from '#shared/base/cell'
import type { Column, Sheet } from '#shared/base/sheet'
import { caseBirth } from './birth.ts'
import { channels, requestTypes, satisfactions, urgencies } from './channels.ts'
import { caseRules } from './rules.ts'
import { caseSight } from './sight.ts'
import { caseBadges, caseStates } from './states.ts'

const words = (max: number): Kind => ({ name: 'text', max })
const degrees: Kind = { name: 'text', max: 12, form: 'decimal' }
const unit: Kind = { name: 'reference', sheet: 'units' }
const instant: Kind = { name: 'instant' }

const bySystem = '登记时由系统写入'
const bySteps = '由办理步骤写入，不能直接改'

/** A time that a step writes. */
const time = (key: string, label: string): Column => ({ key, label, kind: instant, width: 136, computed: bySteps })

/** How often something came about, as steps count it. */
const count = (key: string, label: string): Column => ({ key, label, kind: { name: 'count' }, width: 88, computed: bySteps }) // prettier-ignore

/** What a step found out. */
const flag = (key: string, label: string): Column => ({ key, label, kind: { name: 'flag' }, width: 72, computed: bySteps }) // prettier-ignore

/** Columns that intake fills in, and the desk may correct. */
const intake = 'cases:intake'
/** 分类, 地点, 标签: corrected whenever somebody knows better. */
const free = 'cases:edit'

/**
 * 诉求. One row for each request, in a partition of its own. What tells who called, and the long text, is no column: it
 * lies encrypted beside the row (`person.ts`) and never in an index, a feed or a tile. State, units and times are
 * written by steps only; what may be typed is the classification, the place, tags, note and cost.
 */
export const cases: Sheet = {
  name: 'cases',
  label: '诉求',
  scope: 'cases',
  item: 'CASE',
  read: 'cases:read',
  create: 'cases:create',
  void: 'cases:void',
  import: 'cases:import-history',
  unique: [['number'], ['channel', 'outside']],
  born: caseBirth,
  rules: caseRules,
  sight: caseSight,
  columns: [
    { key: 'number', label: '编号', kind: words(40), width: 152, computed: bySystem },
    { key: 'channel', label: '来源', kind: { name: 'choice', options: channels }, width: 120, edit: intake, required: true }, // prettier-ignore
    { key: 'outside', label: '来源编号', kind: words(60), width: 144, edit: intake },
    { key: 'type', label: '类型', kind: { name: 'choice', options: requestTypes }, width: 80, edit: intake, required: true }, // prettier-ignore
    { key: 'urgency', label: '紧急程度', kind: { name: 'choice', options: urgencies }, width: 88, edit: intake, required: true }, // prettier-ignore
    { key: 'title', label: '标题', kind: words(80), width: 288, edit: intake, required: true },
    { key: 'subjectOne', label: '一级分类', kind: words(40), width: 112, edit: free },
    { key: 'subjectTwo', label: '二级分类', kind: words(40), width: 112, edit: free },
    { key: 'subjectThree', label: '三级分类', kind: words(40), width: 112, edit: free },
    { key: 'street', label: '街道', kind: words(40), width: 104, edit: free },
    { key: 'community', label: '社区', kind: words(40), width: 120, edit: free },
    { key: 'grid', label: '网格', kind: words(24), width: 128, edit: free },
    { key: 'longitude', label: '经度', kind: degrees, width: 96, edit: free },
    { key: 'latitude', label: '纬度', kind: degrees, width: 96, edit: free },
    { key: 'state', label: '状态', kind: { name: 'choice', options: caseStates }, width: 88, computed: bySteps },
    { key: 'badges', label: '标记', kind: { name: 'choice', options: caseBadges, many: true }, width: 120, computed: bySteps }, // prettier-ignore
    { key: 'confidential', label: '保密', kind: { name: 'flag' }, width: 64, edit: intake },
    { key: 'unit', label: '承办单位', kind: unit, width: 176, computed: bySteps },
    { key: 'supporting', label: '协办单位', kind: unit, width: 176, computed: bySteps },
    time('received', '受理时间'),
    time('registered', '立案时间'),
    time('dispatched', '派单时间'),
    time('due', '办理时限'),
    time('closed', '结案时间'),
    time('followedUp', '回访时间'),
    { key: 'satisfaction', label: '满意度', kind: { name: 'choice', options: satisfactions }, width: 96, computed: bySteps }, // prettier-ignore
    { key: 'onTime', label: '按期', kind: { name: 'flag' }, width: 64, computed: bySteps },
    { key: 'repeated', label: '重复', kind: { name: 'flag' }, width: 64, computed: bySteps },
    { key: 'cost', label: '处置费用（元）', kind: { name: 'amount', unit: 'yuan' }, width: 120, edit: 'cases:cost' },
    { key: 'tags', label: '标签', kind: words(120), width: 144, edit: free },
    { key: 'note', label: '备注', kind: words(200), width: 240, edit: 'cases:note' },
    time('accepted', '签收时间'),
    time('reported', '反馈时间'),
    time('firstClosed', '首次结案'),
    time('asked', '申请延至'),
    time('suspended', '挂账时间'),
    { key: 'review', label: '复核日期', kind: { name: 'day' }, width: 104, computed: bySteps },
    count('dispatches', '派单次数'),
    count('returns', '退单次数'),
    count('reworks', '退回重办次数'),
    count('reopened', '重办次数'),
    count('tries', '回访次数'),
    count('pressed', '督办级别'),
    flag('contacted', '已联系'),
    flag('solved', '已解决'),
    flag('answered', '即时答复'),
    { key: 'mergedInto', label: '并入', kind: words(40), width: 152, computed: bySteps },
    { key: 'takenBy', label: '受理人', kind: words(40), width: 120, computed: bySystem },
  ],
}
