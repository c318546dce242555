import type { FormulaName } from '#shared/base/formulas'
import type { Shown } from '#shared/base/figure'
import { procurementKinds, vehicleUses } from '../particular-list.ts'

/**
 * Ids of the figures that the narrative prints, each a figure of its own with a formula over the tables' figures.
 * A change (`change`, `over`) is printed without its sign, which the word beside it tells (`Statement.directions`, by
 * the id of the change, or by the id of the completion where only 大于、小于 stands).
 *
 * | § | Ids |
 * |---|---|
 * | 概况 | `n00.units`, `n00.units.KIND`, `n00.staff`, `n00.staff.KIND`, KIND administrative, civil, institution (staff: retired) |
 * | 一 | `n01.total`, `.change`, `.growth`; documents that tell both sides apart: `n01.in`, `n01.in.change`, `n01.in.growth`, `n01.out`, … |
 * | 二 | `n02.total`; `n02.LINE`, `n02.LINE.share`, LINE as in `t01.in.LINE`, or fiscal for all grants together |
 * | 三 | `n03.total`; `n03.COLUMN`, `n03.COLUMN.share`, COLUMN as in 公开03表 |
 * | 四 | `n04.total`, `.change`, `.growth` |
 * | 五（一） | `n05.total`, `.share` (of 本年支出合计), `.change`, `.growth` |
 * | 五（二） | `n05.CODE.final`, `n05.CODE.share`, CODE a class |
 * | 五（三） | `n05.budget`, `n05.completion`, `n05.basic`, `n05.project`; `n05.CODE.budget`, `.final`, `.completion`, CODE a class or an item; projects that the text names: `n05.project.ID` |
 * | 六 | `n06.basic`, `n06.personnel`, `n06.operating` |
 * | 七 | `n07.budget.PART`, `n07.final.PART`, `n07.completion.PART`, `n07.share.PART`, `n07.over.PART` (比年初预算增减), `n07.change.PART`, `n07.growth.PART`, PART as in 公开07表; counts: `n07.groups`, `n07.travellers`, `n07.bought`, `n07.held`, `n07.receptions`, `n07.guests`, `n07.foreign.receptions`, `n07.foreign.guests` |
 * | 八 九 | `n08.COLUMN`, `n09.COLUMN`, COLUMN as in 公开08表 and 公开09表; `n08.CODE`, `n08.CODE.share`, CODE a class |
 * | 十 | `n10.total`, `.change`, `.growth` |
 * | 十一 | `n11.total`; KIND goods, works, services: `n11.KIND`; `n11.sme`, `n11.sme.share`, `n11.micro`, `n11.micro.share`; `n11.KIND.sme`, `n11.KIND.sme.share` |
 * | 十二 | `n12.vehicles`, `n12.vehicles.USE`, `n12.equipment` |
 * | 十三 | `n13.projects`, `n13.amount`, `n13.share`; `n13.whole`; `n13.project.ID.budget`, `.executed`, `.rate`, `.score`, ID a score sheet; `n13.whole.score` |
 */

/**
 * A figure of the narrative: its own figure, made by a formula over figures of the tables, of `particulars`, of last
 * year or of the narrative itself.
 */
export interface NarrativeFigure {
  id: string
  label: string
  formula: FormulaName
  over: readonly string[]
  shown: Shown
}

const wan: Shown = { unit: '万元', decimals: 2 }
const percent: Shown = { unit: '%', decimals: 2 }
const things = (unit: Shown['unit']): Shown => ({ unit, decimals: 0 })

/** The same number, told again in a sentence. */
const told = (id: string, label: string, over: string | readonly string[], shown: Shown = wan): NarrativeFigure => ({
  id,
  label,
  formula: 'sum',
  over: typeof over === 'string' ? [over] : over,
  shown,
})

const rate = (id: string, label: string, part: string, whole: string): NarrativeFigure => ({
  id,
  label,
  formula: 'rate',
  over: [part, whole],
  shown: percent,
})

/** An amount and its share of a whole, `ID` and `ID.share`. */
const shared = (id: string, label: string, over: string | readonly string[], whole: string): NarrativeFigure[] => [
  told(id, label, over),
  rate(`${id}.share`, `${label}占比`, id, whole),
]

/** 收入来源, in the order of 公开02表; fiscal is the three grants of 公开01表 together. */
export const incomeSources = [
  { key: 'fiscal', label: '财政拨款收入', over: ['t01.in.general', 't01.in.fund', 't01.in.capital'] },
  { key: 'superior', label: '上级补助收入', over: ['t01.in.superior'] },
  { key: 'business', label: '事业收入', over: ['t01.in.business'] },
  { key: 'operating', label: '经营收入', over: ['t01.in.operating'] },
  { key: 'affiliated', label: '附属单位上缴收入', over: ['t01.in.affiliated'] },
  { key: 'other', label: '其他收入', over: ['t01.in.other'] },
] as const

/** 支出性质, the columns of 公开03表. */
export const expenditureKinds = [
  { key: 'basic', label: '基本支出' },
  { key: 'project', label: '项目支出' },
  { key: 'upward', label: '上缴上级支出' },
  { key: 'operating', label: '经营支出' },
  { key: 'subsidy', label: '对附属单位补助支出' },
] as const

/** “三公”经费 in the order of § 七; vehicles are purchase and running together. */
export const officialParts = [
  { key: 'total', label: '“三公”经费' },
  { key: 'abroad', label: '因公出国（境）费' },
  { key: 'vehicles', label: '公务用车购置及运行费' },
  { key: 'purchase', label: '公务用车购置费' },
  { key: 'running', label: '公务用车运行费' },
  { key: 'reception', label: '公务接待费' },
] as const
export type OfficialPart = (typeof officialParts)[number]['key']

/** Columns of 公开08表 as § 八 tells them. */
export const fundColumns = [
  { key: 'opening', label: '年初结转和结余' },
  { key: 'income', label: '本年收入' },
  { key: 'total', label: '本年支出' },
  { key: 'basic', label: '基本支出' },
  { key: 'project', label: '项目支出' },
  { key: 'closing', label: '年末结转和结余' },
] as const

const officialPart = ({ key, label }: { key: string; label: string }): NarrativeFigure[] => [
  told(`n07.budget.${key}`, `${label}年初预算`, `t07.budget.${key}`),
  told(`n07.final.${key}`, `${label}支出决算`, `t07.final.${key}`),
  rate(`n07.completion.${key}`, `${label}完成年初预算`, `n07.final.${key}`, `n07.budget.${key}`),
  rate(`n07.share.${key}`, `${label}占“三公”经费的比重`, `n07.final.${key}`, 'n07.final.total'),
]

const counts = [
  ['n07.groups', '因公出国（境）团组', 'abroad.groups', '个'],
  ['n07.travellers', '因公出国（境）人次', 'abroad.travellers', '人'],
  ['n07.bought', '购置公务用车', 'vehicles.purchased', '辆'],
  ['n07.held', '公务用车保有量', 'vehicles.held', '辆'],
  ['n07.receptions', '国内公务接待批次', 'reception.batches', '个'],
  ['n07.guests', '国内公务接待人次', 'reception.guests', '人'],
  ['n07.foreign.receptions', '外事接待批次', 'reception.foreign.batches', '个'],
  ['n07.foreign.guests', '外事接待人次', 'reception.foreign.guests', '人'],
] as const

const procurement = procurementKinds.flatMap(({ key, label }) => [
  told(`n11.${key}`, `政府采购${label}支出`, `x.procurement.${key}`),
  told(`n11.${key}.sme`, `${label}采购授予中小企业`, `x.procurement.${key}.sme`),
  rate(`n11.${key}.sme.share`, `${label}采购授予中小企业占比`, `n11.${key}.sme`, `n11.${key}`),
])

const over = (prefix: string, keys: readonly { key: string }[], suffix = ''): string[] =>
  keys.map(({ key }) => `${prefix}.${key}${suffix}`)

/**
 * 说明中的数. Figures that have one place in the narrative; each is made where the figures it is over exist, and a rate
 * where its whole is above zero. Those by code, project or sheet have functions of their own below.
 */
export const narrativeFigures: readonly NarrativeFigure[] = [
  told('n00.units', '纳入决算的单位', ['x.units.administrative', 'x.units.civil', 'x.units.institution'], things('个')),
  told('n00.units.administrative', '行政单位', 'x.units.administrative', things('个')),
  told('n00.units.civil', '参公事业单位', 'x.units.civil', things('个')),
  told('n00.units.institution', '其他事业单位', 'x.units.institution', things('个')),
  told('n00.staff', '在职人员', ['x.staff.administrative', 'x.staff.civil', 'x.staff.institution'], things('人')),
  told('n00.staff.administrative', '行政人员', 'x.staff.administrative', things('人')),
  told('n00.staff.civil', '参公人员', 'x.staff.civil', things('人')),
  told('n00.staff.institution', '其他事业人员', 'x.staff.institution', things('人')),
  told('n00.staff.retired', '离退休人员', 'x.staff.retired', things('人')),

  told('n01.total', '收入支出总计', 't01.in.total'),

  told('n02.total', '本年收入合计', 't01.in.current'),
  ...incomeSources.flatMap((source) => shared(`n02.${source.key}`, source.label, source.over, 'n02.total')),

  told('n03.total', '本年支出合计', 't03.total.total'),
  ...expenditureKinds.flatMap(({ key, label }) => shared(`n03.${key}`, label, `t03.total.${key}`, 'n03.total')),

  told('n04.total', '财政拨款收入支出总计', 't04.in.total'),

  told('n05.total', '一般公共预算财政拨款支出', 't05.total.total'),
  rate('n05.share', '占本年支出合计的比重', 'n05.total', 't03.total.total'),
  told('n05.budget', '一般公共预算财政拨款支出年初预算', 'original.total'),
  rate('n05.completion', '完成年初预算', 'n05.total', 'n05.budget'),
  told('n05.basic', '一般公共预算财政拨款基本支出', 't05.total.basic'),
  told('n05.project', '一般公共预算财政拨款项目支出', 't05.total.project'),

  told('n06.basic', '一般公共预算财政拨款基本支出', 't05.total.basic'),
  told('n06.personnel', '人员经费', 't06.personnel'),
  told('n06.operating', '公用经费', 't06.operating'),

  ...officialParts.flatMap(officialPart),
  ...counts.map(([id, label, key, unit]) => told(id, label, `x.${key}`, things(unit))),

  ...fundColumns.map(({ key, label }) => told(`n08.${key}`, `政府性基金预算${label}`, `t08.total.${key}`)),

  ...expenditureKinds
    .slice(0, 2)
    .map(({ key, label }) => told(`n09.${key}`, `国有资本经营预算${label}`, `t09.total.${key}`)),
  told('n09.total', '国有资本经营预算财政拨款支出', 't09.total.total'),

  told('n10.total', '机关运行经费', 't06.operating'),

  told('n11.total', '政府采购支出总额', over('x.procurement', procurementKinds)),
  ...procurement,
  ...shared('n11.sme', '授予中小企业的合同金额', over('x.procurement', procurementKinds, '.sme'), 'n11.total'),
  ...shared('n11.micro', '授予小微企业的合同金额', 'x.procurement.micro', 'n11.total'),

  told('n12.vehicles', '车辆', over('x.assets.vehicles', vehicleUses), things('辆')),
  ...vehicleUses.map(({ key, label }) => told(`n12.vehicles.${key}`, label, `x.assets.vehicles.${key}`, things('辆'))),
  told('n12.equipment', '单价在规定限额以上的设备', 'x.assets.equipment', things('')),
]

/** Two numbers that a sentence compares, and the ids of the change and its rate. */
export interface Comparison {
  change: string
  growth: string
  label: string
  now: string
  before: string
}

/** The comparison of a whole section (`n01.change`, `n01.growth`) or of a part of “三公”经费 (`n07.change.abroad`). */
export const comparisonOf = (section: string, label: string, now: string, before: string): Comparison => ({
  change: `${section}.change`,
  growth: `${section}.growth`,
  label,
  now,
  before,
})

export const officialComparison = ({ key, label }: { key: OfficialPart; label: string }): Comparison => ({
  change: `n07.change.${key}`,
  growth: `n07.growth.${key}`,
  label,
  now: `n07.final.${key}`,
  before: `prior.t07.final.${key}`,
})

/**
 * 增减额、增减率. Sentences print magnitudes (减少12.00万元), so the smaller is taken from the larger; the rate is that
 * difference over what stood before.
 */
export function comparisonFigures({ change, growth, label, now, before }: Comparison, way: 'up' | 'down') {
  const [more, grows] = way === 'up' ? ['增加', '增长'] : ['减少', '下降']
  const over = way === 'up' ? [now, before] : [before, now]
  return [
    { id: change, label: `${label}比上年${more}`, formula: 'difference', over, shown: wan },
    rate(growth, `${label}比上年${grows}`, change, before),
  ] satisfies NarrativeFigure[]
}

/** 决算与年初预算之差, a magnitude likewise. */
export const overFigure = (part: OfficialPart, label: string, way: 'up' | 'down'): NarrativeFigure => ({
  id: `n07.over.${part}`,
  label: `${label}决算比年初预算${way === 'up' ? '增加' : '减少'}`,
  formula: 'difference',
  over: way === 'up' ? [`n07.final.${part}`, `n07.budget.${part}`] : [`n07.budget.${part}`, `n07.final.${part}`],
  shown: wan,
})

/** § 五（二）, § 八, § 九: a class and its share of the section's expenditure. */
export const classFigures = (section: '05' | '08' | '09', code: string, name: string): NarrativeFigure[] =>
  shared(
    section === '05' ? `n05.${code}.final` : `n${section}.${code}`,
    name,
    `t${section}.${code}.total`,
    `n${section}.total`,
  )

/** § 五（三）: an item's budget, outturn and completion. */
export const itemFigures = (code: string, name: string): NarrativeFigure[] => [
  told(`n05.${code}.budget`, `${name}年初预算`, `original.${code}`),
  told(`n05.${code}.final`, `${name}支出决算`, `t05.${code}.total`),
  rate(`n05.${code}.completion`, `${name}完成年初预算`, `n05.${code}.final`, `n05.${code}.budget`),
]

/** § 五（三）: what a project spent. */
export const projectFigures = (project: string, name: string): NarrativeFigure[] => [
  told(`n05.project.${project}`, `${name}支出`, `project.${project}.executed`),
]

/** A score sheet as § 十三 tells it: ids of its amounts and of its total. */
export interface Evaluated {
  id: string
  name: string
  budget: string
  executed: string
  score: string
}

/** § 十三: what one sheet evaluates. */
export const evaluationFigures = ({ id, name, budget, executed, score }: Evaluated): NarrativeFigure[] => [
  told(`n13.project.${id}.budget`, `${name}全年预算数`, budget),
  told(`n13.project.${id}.executed`, `${name}执行数`, executed),
  rate(`n13.project.${id}.rate`, `${name}执行率`, `n13.project.${id}.executed`, `n13.project.${id}.budget`),
  told(`n13.project.${id}.score`, `${name}自评得分`, score, { unit: '分', decimals: 2 }),
]

/** § 十三: how many projects were evaluated, their money, and its share of project expenditure. */
export const evaluatedFigures = (executed: readonly string[]): NarrativeFigure[] => [
  { id: 'n13.projects', label: '开展自评的项目', formula: 'count', over: executed, shown: things('个') },
  told('n13.amount', '开展自评的项目资金', executed),
  rate('n13.share', '占一般公共预算项目支出的比重', 'n13.amount', 'n05.project'),
]

/** § 十三: the money of the whole unit's self-evaluation and its score. */
export const wholeFigures = ({ executed, score }: Pick<Evaluated, 'executed' | 'score'>): NarrativeFigure[] => [
  told('n13.whole', '整体支出绩效自评资金', executed),
  told('n13.whole.score', '整体支出自评得分', score, { unit: '分', decimals: 2 }),
]

/**
 * What each compared number of the narrative is held against last year: the change's id, this year's figure, and the
 * figure of last year's edition (`prior.ID`). The first pair whose figures are known counts.
 */
export const comparedWithLastYear = {
  'n01.change': { now: ['n01.total', 't01.in.total'], before: 'prior.t01.in.total' },
  'n01.in.change': { now: ['n01.in', 't01.in.total'], before: 'prior.t01.in.total' },
  'n01.out.change': { now: ['n01.out', 't01.out.total'], before: 'prior.t01.out.total' },
  'n04.change': { now: ['n04.total', 't04.in.total'], before: 'prior.t04.in.total' },
  'n05.change': { now: ['n05.total', 't05.total.total'], before: 'prior.t05.total.total' },
  'n07.change.total': { now: ['n07.final.total', 't07.final.total'], before: 'prior.t07.final.total' },
  'n07.change.abroad': { now: ['n07.final.abroad', 't07.final.abroad'], before: 'prior.t07.final.abroad' },
  'n07.change.vehicles': { now: ['n07.final.vehicles', 't07.final.vehicles'], before: 'prior.t07.final.vehicles' },
  'n07.change.purchase': { now: ['n07.final.purchase', 't07.final.purchase'], before: 'prior.t07.final.purchase' },
  'n07.change.running': { now: ['n07.final.running', 't07.final.running'], before: 'prior.t07.final.running' },
  'n07.change.reception': { now: ['n07.final.reception', 't07.final.reception'], before: 'prior.t07.final.reception' },
  'n10.change': { now: ['n10.total'], before: 'prior.n10.total' },
} as const

/** 上年数的别处. Where last year's edition has no tables, the narrative figures that tell the same number. */
export const publishedAs: Readonly<Record<string, readonly string[]>> = {
  't01.in.total': ['n01.total', 'n01.in'],
  't04.in.total': ['n04.total'],
  't05.total.total': ['n05.total'],
  ...Object.fromEntries(officialParts.map(({ key }) => [`t07.final.${key}`, [`n07.final.${key}`]])),
}
