import type { FormulaName } from '#shared/base/formulas'
import type { Verdict } from '#shared/base/rate'

/** Words for what is named by an id: what is not here bears its own label. */
const named = (words: Record<string, string>): Readonly<Record<string, string>> => words

/** What each file beside the page is called, and of what kind it is. */
export const fileWords: Record<string, readonly [label: string, kind: string]> = {
  'facts.json': ['机器可读数据', 'JSON，含每个数的出处'],
  'projects.csv': ['预算项目表', 'CSV，可用表格软件打开'],
  'figures.csv': ['全部指标', 'CSV，可用表格软件打开'],
  'tables.xlsx': ['九张决算表', 'XLSX，法定格式'],
  ...Object.fromEntries(
    Array.from({ length: 9 }, (_, k) => [`t0${k + 1}.csv`, [`公开0${k + 1}表`, 'CSV，可用表格软件打开'] as const]),
  ),
  'content.json': ['审定内容', 'JSON，用于核对校验码'],
}

/** Words of the public pages. Documents speak Chinese, whatever language a clerk works in. */
export const editionWords = {
  site: '信息公开',
  demonstration: {
    own: '示例区　单位、项目和数字均为虚构，仅供演示',
    recorded: '示例区　本页收录真实公开文件，本站仅供演示',
    site: '示例区　本站仅供演示',
  },
  skip: '跳到正文',
  years: '历年公开',
  contents: '目录',
  breadcrumb: '当前位置',
  year: (year: number): string => `${year}年度`,
  edition: (n: number): string => `第${n}版`,
  publishedOn: (day: string): string => `${day}公开`,
  recordedOn: (day: string): string => `${day}收录`,
  recorded: '收录',
  recordedFrom: (source: string): string => `收录自${source}。数字按原文照录，未经本系统审批；旁列比率由本页重新计算。`,
  newest: '查看最新版本与更正',
  fixed: '本版固定地址',
  newer: (n: number): string => `已有第${n}版`,
  withdrawnNow: '本版已撤回',
  correction: '更正说明',
  corrected: (count: number): string => `看改了什么（${count}处）`,
  changes: { caption: '更正前后对照', place: '位置', before: '更正前', after: '更正后' },
  glance: '一眼看懂',
  traceHint: ['带虚线的数', '可以点开，看它由哪些单元格、按什么公式算出。'],
  where: {
    title: '钱花在哪里',
    unit: '执行数，单位：万元',
    first: (n: number): string => `按执行数列前${n}项，全部见下表。`,
    project: '项目支出',
    basic: '基本支出',
    share: '单位：万元，占全年支出',
    rounded: '占比分别四舍五入，相加可能不等于100%，属尾差，未作调整。',
    structure: '支出结构',
    all: '支出合计',
    years: '与上年相比',
  },
  projects: {
    title: '预算项目执行情况',
    caption: '各项目年初预算、调整预算数、执行数和执行率',
    unit: '金额单位：万元',
    name: '项目',
    original: '年初预算',
    adjusted: '调整预算数',
    executed: '执行数',
    rate: '执行率',
    total: '合计',
    note: '执行率＝执行数÷调整预算数。各数分别四舍五入；“—”表示没有可比的基数。',
  },
  narrative: {
    title: '决算情况说明',
    note: '各数按分计算，分别四舍五入到万元两位小数；因尾差，分项之和可能与合计略有出入。',
  },
  tables: {
    title: (count: number): string => `决算表（${count}张）`,
    lead: '空白表示没有数据，0.00表示有此项而金额为零。点任一数，看它的出处。',
    subject: '科目',
    item: '项目',
    blank: (count: number): string => `另有${count}行没有数据，见“九张决算表”文件。`,
    empty: '本表无数据。',
    note: '注：',
  },
  written: {
    duties: '部门主要职责',
    work: '重点工作完成情况',
    workColumns: ['事项', '目标', '完成情况'],
    definitions: '名词解释',
  },
  scores: {
    title: '绩效自评',
    budget: '预算数（调整后）',
    executed: '执行数',
    rate: '执行率',
    total: '自评总分',
    indicator: '指标',
    target: '目标值',
    actual: '实际完成值',
    weight: '权重',
    score: '得分',
    execution: '预算执行率',
    outputs: '主要产出和效益',
    problems: '存在的问题',
    deviation: '偏差原因',
    improvement: '改进措施及结果应用',
  },
  findings: {
    title: '核对结果',
    lead: '按公开的核对规则逐项重算。原文照录，结果只作提示。',
    where: '位置',
    note: '说明',
    kinds: { error: '不符', warning: '提醒', info: '尾差' },
    none: '没有不符之处。',
  },
  /** the first figures of an own edition in plain words; others bear their own labels */
  headline: named({
    'n03.total': '全年支出',
    'n07.final.total': '“三公”经费',
    'n11.total': '政府采购',
    'total.rate': '预算执行率',
  }),
  lead: {
    spent: (year: number): string => `${year}年共支出`,
    than: '，比上年',
    grown: '，增长',
    fallen: '，下降',
    hundred: '。每100元中，项目',
    yuan: '元，人员和日常运转',
    end: '元。',
    budgeted: '年初预算',
    compared: (year: number): string => `比${year}年度`,
    changed: { up: '增加', down: '减少', level: '持平' },
    rate: { up: '增长', down: '下降' },
  },
  sections: {
    label: '指标',
    printed: '原文',
    again: '重算',
    verdict: '核对',
    note: '相符：按同样小数位重算，与原文一致。尾差：相差不超过四舍五入所能解释。不符：超出四舍五入。',
    nothing: '基数为0，不应有比率',
    derived: '推算，原文未列',
  },
  formulas: {
    title: '核对算式',
    lead: '每个比率和合计按什么算出。不用脚本也可照此验算。',
    open: (count: number): string => `全部${count}条算式`,
  },
  editions: { title: '历次版本', first: '首次公开', recorded: '收录', withdrawn: '已撤回', current: '本版' },
  downloads: {
    title: '下载',
    hash: '校验码 SHA-256',
    how: '怎样核对文件',
    howTo:
      '审核、签发和公开的是同一份内容，各处显示的校验码前8位相同。下载“审定内容”，计算其SHA-256，应与上面的校验码一致。',
  },
  foot: {
    by: (unit: string): string => `主办：${unit}`,
    voice: '意见反映：12345市民服务热线',
    privacy: '页面不收集个人信息，不用脚本也可阅读',
    kept: '历次版本长期保留',
    address: '本版网址',
  },
  lists: {
    title: '信息公开目录',
    byYear: (year: number): string => `${year}年度公开目录`,
    byUnit: (unit: string): string => `${unit}公开目录`,
    empty: '尚无公开内容',
    unit: '单位',
    document: '文件',
    newest: '最新版本',
    date: '日期',
  },
  withdrawn: {
    title: '本版已撤回',
    text: (day: string): string => `本版已于${day}撤回，内容不再提供。`,
    reason: (reason: string): string => `撤回原因：${reason}`,
    kept: '原内容的校验码和撤回原因保留在不可改写的记录中。',
  },
  check: {
    title: '核对一下',
    close: '关闭',
    back: '返回',
    published: (year: number, edition: number): string => `${year}年度决算第${edition}版公开的数`,
    asPrinted: '原文印为',
    unrounded: '未取舍',
    rounded: '四舍五入',
    cell: '单元格',
    revision: (rev: number): string => `第${rev}次保存`,
    rows: (count: number): string => `由${count}条台账汇总`,
    noRows: '没有台账',
    row: '台账编号',
    amount: '金额（元）',
    saved: '保存',
    again: '按原文各数重算',
    place: (place: string): string => `原文位置${place}`,
    walk: '看这个数从哪来',
    failed: '读不到机器可读数据，可看页内核对算式。',
  },
} as const

/** What a recomputation says, in a word and in a sentence. */
export const verdictWords: Record<Verdict, { word: string; sentence: string }> = {
  exact: { word: '相符', sentence: '刚在你的设备上算过，与印出的数相同。' },
  rounding: { word: '尾差', sentence: '刚在你的设备上算过，相差在四舍五入之内。' },
  fails: { word: '不符', sentence: '刚在你的设备上算过，与印出的数不符。' },
}

/** Signs between the figures of a formula, and what follows the last. */
export const formulaSigns: Record<FormulaName, { between: string; after: string; spoken: string }> = {
  sum: { between: '+', after: '', spoken: '相加' },
  difference: { between: '−', after: '', spoken: '相减' },
  rate: { between: '÷', after: '', spoken: '相除' },
  growth: { between: '÷', after: '− 1', spoken: '相除再减1' },
  count: { between: '、', after: '', spoken: '计个数' },
  points: { between: '×÷', after: '不超过权重', spoken: '权重乘完成程度，不超过权重' },
}

/** The sign before the next figure of a formula: the first figure is number 0, and the last sign serves for the rest. */
export const signAfter = (name: FormulaName, place: number): string => {
  const { between } = formulaSigns[name]
  return between.charAt(Math.min(place, between.length - 1))
}

/** Sheets and columns by name, as far as public sources name them. */
export const sourceWords: Record<string, { label: string; columns: Record<string, string> }> = {
  projects: { label: '预算项目表', columns: { original: '年初预算', adjusted: '调整预算数' } },
  entries: { label: '支出台账', columns: { amount: '金额' } },
}
