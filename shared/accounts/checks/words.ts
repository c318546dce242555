import type { Part } from '../statement.ts'

/** What tables, columns and lines are called in findings, and where narrative figures stand. */

export const tableNames: Readonly<Record<string, string>> = {
  t01: '表01',
  t02: '表02',
  t03: '表03',
  t04: '表04',
  t05: '表05',
  t06: '表06',
  t07: '表07',
  t08: '表08',
  t09: '表09',
}

export const columnNames: Readonly<Record<string, string>> = {
  in: '收入',
  out: '支出',
  total: '合计',
  fiscal: '财政拨款收入',
  basic: '基本支出',
  project: '项目支出',
  upward: '上缴上级支出',
  operating: '经营支出',
  subsidy: '对附属单位补助支出',
  superior: '上级补助收入',
  business: '事业收入',
  affiliated: '附属单位上缴收入',
  other: '其他收入',
  general: '一般公共预算',
  fund: '政府性基金预算',
  capital: '国有资本经营预算',
  opening: '年初结转和结余',
  income: '本年收入',
  closing: '年末结转和结余',
  personnel: '人员经费',
  budget: '预算数',
  final: '决算数',
  abroad: '因公出国（境）费',
  vehicles: '公务用车购置及运行费',
  purchase: '公务用车购置费',
  running: '公务用车运行费',
  reception: '公务接待费',
}

/** Lines of 01 and 04, where they have another name than the column. */
export const lineNames: Readonly<Record<string, string>> = {
  total: '总计',
  current: '本年合计',
  operating: '经营收入',
  reserves: '使用非财政拨款结余',
  distribution: '结余分配',
}

export const narrativePlaces: readonly { form: RegExp; place: string }[] = [
  { form: /^n01\./, place: '一' },
  { form: /^n02\./, place: '二' },
  { form: /^n03\./, place: '三' },
  { form: /^n04\./, place: '四' },
  { form: /^n05\.(?:total|share|change|growth)$/, place: '五（一）' },
  { form: /^n05\.\d+\.share$/, place: '五（二）' },
  { form: /^n05\.\d{3}\.final$/, place: '五（二）' },
  { form: /^n05\./, place: '五（三）' },
  { form: /^n06\./, place: '六' },
  { form: /^n07\./, place: '七' },
  { form: /^n08\./, place: '八' },
  { form: /^n09\./, place: '九' },
  { form: /^n10\./, place: '十' },
  { form: /^n11\./, place: '十一' },
  { form: /^n12\./, place: '十二' },
  { form: /^n13\./, place: '十三' },
]

/** Parts that a disclosure must hold, in their order, and what they are called. */
export const partsInOrder = ['overview', 'tables', 'narrative', 'definitions'] as const satisfies readonly Part[]

export const partNames = {
  overview: '第一部分 概况',
  tables: '第二部分 决算表',
  narrative: '第三部分 决算情况说明',
  keyWork: '第四部分 重点工作完成情况',
  definitions: '第五部分 名词解释',
  performance: '附件 绩效自评',
} as const satisfies Record<Part, string>

/** 模板残留. What forms print for their writers and should not be published. */
export const residues: readonly RegExp[] = [
  /[XxＸ×]{2,}/,
  /[＊*]{2,}/,
  /[_＿]{2,}/,
  /(?:增加|增长|大于|上升)[（(]\s*(?:减少|下降|小于|降低)\s*[）)]/,
  /(?:增加|增长|大于)\s*[/／]\s*(?:减少|下降|小于)/,
  /[（(](?:注|说明|提示|填写说明|请|若|如无|如有)[：:，,][^）)]*[）)]/,
  /请(?:填写|说明|根据实际|各单位)/,
  /[□☐]/,
]

/** 缺单位的数. A rate without its sign, an amount without its unit. */
export const unitless: readonly RegExp[] = [
  /(?:增长|下降|提高|降低|完成[^，。；、\d]{0,10}的|占[^，。；、\d]{0,14}的)\s*\d+(?:\.\d+)?(?![\d.]*\s*(?:[%％‰个倍]|万元|元|亿元))/g,
  /(?:支出|收入|总计|合计|决算|预算|增加|减少)(?:数|额)?为?\s*\d[\d,]*\.\d{2}(?![\d.]*\s*(?:[%％]|万元|元|亿元|个百分点))/g,
]
