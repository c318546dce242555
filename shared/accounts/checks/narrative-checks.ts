import { comparedWithLastYear } from '../narrative/narrative-figures.ts'
import type { Check, Line, Pattern, Side, Sum } from './check.ts'

const equal = (left: Pattern, ...right: [Pattern, ...Pattern[]]): Line => ({ relation: 'equal', left: [left], right })
const each = (left: Pattern, ...right: [Pattern, ...Pattern[]]): Line => ({ each: left, ...equal(left, ...right) })
const eachAtMost = (left: Pattern, right: Pattern): Line => ({
  each: left,
  relation: 'atMost',
  left: [left],
  right: [right],
})
const rate = (printed: Pattern, part: Side, whole: Side): Line => ({ relation: 'rate', rate: printed, part, whole })
const eachRate = (printed: Pattern, part: Side, whole: Side): Line => ({ each: printed, ...rate(printed, part, whole) })
const base = (printed: Pattern, under: Side): Line => ({ each: printed, relation: 'base', rate: printed, base: under })

const compared = Object.entries(comparedWithLastYear).map(([change, { now, before }]) => ({
  change,
  growth: change.replace('.change', '.growth'),
  now: now.join('|'),
  before,
}))

/** A non-empty list of lines out of a table. */
const lines = (made: readonly Line[]): [Line, ...Line[]] => {
  const [first, ...rest] = made
  if (!first) throw new Error('a check without a line')
  return [first, ...rest]
}

/** 预算 of a part of “三公”经费: as printed, or what the outturn and its distance from the budget come to. */
const officialBudget = {
  firstOf: [
    ['n07.budget.{part}|t07.budget.{part}'],
    ['n07.final.{part}|t07.final.{part}', '-n07.over.{part}'],
    ['n07.final.{part}|t07.final.{part}', '-n07.over.purchase', '-n07.over.running'],
  ],
} satisfies Side

/** What all parts of “三公”经费 are apart from the budget, vehicles as one or in two. */
const overByParts = {
  firstOf: [
    ['n07.over.abroad', 'n07.over.vehicles', 'n07.over.reception'],
    ['n07.over.abroad', 'n07.over.purchase', 'n07.over.running', 'n07.over.reception'],
  ],
} satisfies Side

const shares: Sum = ['n07.share.abroad', 'n07.share.vehicles', 'n07.share.reception']

/** 文表核对. Checks of the narrative: against the tables, within itself, and against last year. */
export const narrativeChecks = [
  {
    no: 27,
    title: '说明四的总计应等于表04总计',
    equation: '§四 总计 = T4 总计',
    rule: 'narrative=table',
    lines: [equal('n04.total', 't04.in.total|t04.out.total.total')],
  },
  {
    no: 28,
    title: '说明五（一）应等于表05合计，占比按表05与表03算',
    equation: '§五（一） = T5 合计，占比 = T5÷T3',
    rule: 'narrative=table',
    lines: [
      equal('n05.total', 't05.total.total'),
      equal('n05.final', 't05.total.total'),
      {
        ...rate('n05.share', ['t05.total.total|n05.total'], ['t03.total.total|n03.total']),
        rule: 'percent.share',
      },
    ],
  },
  {
    no: 29,
    title: '说明五（二）各类应等于表05同类，占比按表05合计算',
    equation: '§五（二） 各类 = T5 类，占比 = 类÷T5 合计',
    rule: 'narrative=table',
    lines: [
      each('n05.{class}.final', 't05.{class}.total'),
      {
        ...eachRate('n05.{class}.share', ['t05.{class}.total|n05.{class}.final'], ['t05.total.total|n05.total']),
        rule: 'percent.share',
      },
    ],
  },
  {
    no: 30,
    title: '说明五（三）各项决算应等于表05同项',
    equation: '§五（三） 各项决算 = T5 同编码的项',
    rule: 'narrative=table',
    lines: [each('n05.{item}.final', 't05.{item}.total')],
  },
  {
    no: 31,
    title: '表05每个有支出的项都应说明一次，且只一次',
    equation: 'T5 项 > 0 ⇒ §五（三）说明一次',
    rule: 'explained.once',
    lines: [{ relation: 'document', what: 'explained' }],
  },
  {
    no: 32,
    title: '说明五（三）各项年初预算之和不应大于年初预算合计',
    equation: '§五（三） Σ年初预算 ≤ 合计',
    rule: 'budget.sum',
    lines: [
      { relation: 'atMost', left: ['n05.{item}.budget'], right: ['n05.budget|original.total'] },
      { relation: 'atMost', left: ['n05.{class}.budget'], right: ['n05.budget|original.total'] },
    ],
  },
  {
    no: 33,
    title: '完成率应等于决算数除以年初预算',
    equation: '完成率 = 决算÷年初预算',
    rule: 'percent.completion',
    lines: [
      rate('n05.completion', ['t05.total.total|n05.total'], ['n05.budget|original.total']),
      eachRate('n05.{code}.completion', ['n05.{code}.final|t05.{code}.total'], ['n05.{code}.budget|original.{code}']),
      eachRate('completion.{row}', ['t05.{row}.total'], ['original.{row}']),
    ],
  },
  {
    no: 34,
    title: '增减和大小的说法应与数相符',
    equation: '增加、大于：本数 > 比数；减少、小于：<；持平、等于：＝',
    rule: 'direction',
    lines: lines([
      ...compared.map(({ change, now, before }): Line => ({ relation: 'direction', of: change, now, before })),
      {
        relation: 'direction',
        of: 'n05.completion',
        now: 't05.total.total|n05.total',
        before: 'n05.budget|original.total',
      },
      {
        each: 'n05.{code}.budget',
        relation: 'direction',
        of: 'n05.{code}.completion',
        now: 'n05.{code}.final|t05.{code}.total',
        before: 'n05.{code}.budget',
      },
      ...(['over', 'completion'] as const).map((said): Line => ({
        each: `n07.${said}.{part}`,
        relation: 'direction',
        of: `n07.${said}.{part}`,
        now: 'n07.final.{part}|t07.final.{part}',
        before: 'n07.budget.{part}|t07.budget.{part}',
      })),
    ]),
  },
  {
    no: 35,
    title: '基数为0时没有比率，应写持平或不写',
    equation: '完成率要求年初预算 > 0，增长率要求上年数 > 0',
    rule: 'ratio.zero-denominator',
    lines: lines([
      base('n05.completion', ['n05.budget|original.total']),
      base('n05.{code}.completion', ['n05.{code}.budget|original.{code}']),
      base('completion.{row}', ['original.{row}']),
      base('n07.completion.{part}', officialBudget),
      ...compared.map(({ growth, change, now }) => base(growth, { firstOf: [[now, `-${change}`]] })),
    ]),
  },
  {
    no: 36,
    title: '说明六的基本支出应等于表05基本支出合计',
    equation: '§六 基本支出 = T5 基本支出合计（不是T3）',
    rule: 'narrative=table',
    lines: [equal('n06.basic', 't05.total.basic')],
  },
  {
    no: 37,
    title: '说明六的人员、公用经费应等于表06',
    equation: '§六 人员 = T6 人员，公用 = T6 公用',
    rule: 'narrative=table',
    lines: [equal('n06.personnel', 't06.personnel'), equal('n06.operating', 't06.operating')],
  },
  {
    no: 38,
    title: '说明六列出的款应与表06有数的款一致',
    equation: '§六 所列名称 = T6 > 0 的款',
    rule: 'list.names-vs-table',
    lines: [{ relation: 'document', what: 'names' }],
  },
  {
    no: 39,
    title: '说明七的预算、决算应等于表07',
    equation: '§七 预算、决算 = T7',
    rule: 'narrative=table',
    lines: [each('n07.budget.{part}', 't07.budget.{part}'), each('n07.final.{part}', 't07.final.{part}')],
  },
  {
    no: 40,
    title: '“三公”各项完成率按决算和预算算，各项占比之和为100',
    equation: '§七 各项完成率 = 决算÷预算，Σ占比 ≈ 100%',
    rule: 'percent.completion',
    lines: [
      eachRate('n07.completion.{part}', ['n07.final.{part}|t07.final.{part}'], officialBudget),
      {
        ...eachRate('n07.share.{part}', ['n07.final.{part}|t07.final.{part}'], ['n07.final.total|t07.final.total']),
        rule: 'percent.share',
      },
      { relation: 'equal', left: shares, right: { percent: 100 }, rule: 'percent.sum' },
    ],
  },
  {
    no: 41,
    title: '“三公”各项增减之和应等于合计的增减',
    equation: '§七 Σ各项增减 ≈ 合计增减',
    rule: 'change.sum',
    lines: [
      {
        relation: 'equal',
        left: ['n07.change.total'],
        right: { firstOf: [['n07.change.abroad', 'n07.change.vehicles', 'n07.change.reception']] },
      },
      {
        relation: 'equal',
        left: {
          firstOf: [['n07.over.total'], ['n07.final.total|t07.final.total', '-n07.budget.total']],
        },
        right: overByParts,
      },
    ],
  },
  {
    no: 42,
    title: '公务用车有购置费就应有购置数，有运行费就应有保有量',
    equation: '§七 购置费 > 0 ⇔ 购置数 > 0；运行费 > 0 ⇒ 保有量 > 0',
    rule: 'count.vehicles',
    lines: [
      {
        relation: 'together',
        money: 'n07.final.purchase|t07.final.purchase',
        count: 'n07.bought|x.vehicles.purchased',
        both: true,
      },
      {
        relation: 'together',
        money: 'n07.final.running|t07.final.running',
        count: 'n07.held|x.vehicles.held',
      },
    ],
  },
  {
    no: 43,
    title: '有公务接待费就应有批次和人次，反过来也是',
    equation: '§七 接待费 > 0 ⇔ 批次、人次 > 0',
    rule: 'count.receptions',
    lines: [
      {
        relation: 'together',
        money: 'n07.final.reception|t07.final.reception',
        count: 'n07.receptions|x.reception.batches',
        both: true,
      },
      {
        relation: 'together',
        money: 'n07.final.reception|t07.final.reception',
        count: 'n07.guests|x.reception.guests',
        both: true,
      },
    ],
  },
  {
    no: 44,
    title: '说明七有“三公”数时，表07不应为空表',
    equation: '§七 无“三公”支出 ⇔ T7 为空并有说明',
    rule: 'empty.table',
    lines: [{ relation: 'document', what: 'nilExpenses' }],
  },
  {
    no: 45,
    title: '机关运行经费只由行政和参公单位列报，不应大于公用经费',
    equation: '§十 = T6 公用（全为行政、参公单位），否则 ≤',
    rule: 'operating.civil-servants',
    lines: [
      { relation: 'document', what: 'civilServants' },
      { relation: 'atMost', left: ['n10.total'], right: ['t06.operating|n06.operating'], rule: 'narrative=table' },
    ],
  },
  {
    no: 46,
    title: '货物、工程、服务采购之和应等于采购总额',
    equation: '§十一 货物＋工程＋服务 ≈ 总额',
    rule: 'procurement.sum',
    lines: [{ ...equal('n11.total', 'n11.goods', 'n11.works', 'n11.services'), needs: ['n11.goods', 'n11.services'] }],
  },
  {
    no: 47,
    title: '中小企业占比按采购额算，小微不大于中小，中小不大于总额',
    equation: '中小占比 = 中小÷总额，Σ各类中小 = 中小，小微 ≤ 中小 ≤ 总额',
    rule: 'procurement.sme',
    lines: [
      { ...rate('n11.sme.share', ['n11.sme'], ['n11.total']), rule: 'percent.share' },
      { ...rate('n11.micro.share', ['n11.micro'], ['n11.total']), rule: 'percent.share' },
      { ...eachRate('n11.{kind}.sme.share', ['n11.{kind}.sme'], ['n11.{kind}']), rule: 'percent.share' },
      {
        relation: 'equal',
        left: ['n11.sme'],
        right: { firstOf: [['n11.goods.sme', 'n11.works.sme', 'n11.services.sme']] },
      },
      eachAtMost('n11.micro', 'n11.sme'),
      eachAtMost('n11.sme', 'n11.total'),
      eachAtMost('n11.{kind}.sme', 'n11.{kind}'),
    ],
  },
  {
    no: 48,
    title: '各种用途的车辆之和应等于总数，总数不少于保有量',
    equation: '§十二 Σ用途 = 车辆总数 ≥ 保有量',
    rule: 'assets.vehicles',
    lines: [
      equal('n12.vehicles', 'n12.vehicles.{use}'),
      { relation: 'atMost', left: ['n07.held|x.vehicles.held'], right: ['n12.vehicles'] },
    ],
  },
  {
    no: 49,
    title: '自评资金占比按项目支出算，占比不足100%不能说全部自评',
    equation: '§十三 自评资金÷项目支出 = 占比，“全部”只在100%时',
    rule: 'percent.share',
    lines: [
      rate('n13.share', ['n13.amount'], ['n05.project|t05.total.project|n03.project']),
      { relation: 'document', what: 'allEvaluated', rule: 'performance.coverage' },
    ],
  },
  {
    no: 50,
    title: '各等级项目数之和应等于自评项目数',
    equation: 'Σ优、良、中、差 = 自评项目数',
    rule: 'performance.grades',
    lines: [equal('n13.projects', 'n13.grade.{grade}')],
  },
  {
    no: 51,
    title: '本年数减增减额应等于上年公开数，年初结转应等于上年年末',
    equation: '本年 − 增减 = 上年公开数，T1 年初 = 上年 T1 年末',
    rule: 'prior.published',
    lines: lines([
      ...compared.map(({ change, now, before }): Line => ({ relation: 'change', change, now, before })),
      equal('t01.in.opening', 'prior.t01.out.closing'),
      equal('t04.in.opening', 'prior.t04.out.closing.total'),
      each('t08.{row}.opening', 'prior.t08.{row}.closing'),
    ]),
  },
  {
    no: 53,
    title: '说明中的项目金额应与自评表、台账一致，自评的项目都应点名',
    equation: '项目金额（说明）= 自评表执行数 = 台账',
    rule: 'project.amount',
    lines: [
      each('n05.project.{id}', 'project.{id}.executed'),
      { relation: 'document', what: 'projectsAgree' },
      { relation: 'document', what: 'projectsNamed', rule: 'project.not-named' },
    ],
  },
  {
    no: 62,
    title: '增减率应等于增减额除以上年数',
    equation: '增减率 = 增减额÷（本年−增减额）',
    rule: 'percent.growth',
    lines: lines(compared.map(({ growth, change, now }): Line => ({ relation: 'growth', rate: growth, now, change }))),
  },
  {
    no: 63,
    title: '收入、支出各项占比应等于该项除以合计',
    equation: '§二、§三 占比 = 该项÷合计',
    rule: 'percent.share',
    lines: [
      eachRate('n02.{line}.share', ['n02.{line}'], ['n02.total|t02.total.total|t01.in.current']),
      eachRate('n03.{column}.share', ['n03.{column}'], ['n03.total|t03.total.total|t01.out.current']),
    ],
  },
  {
    no: 64,
    title: '说明中的数应等于表中同一数',
    equation: '§一 = T1 总计，§二 = T1、T2，§三 = T3，§五（三） = T5',
    rule: 'narrative=table',
    lines: [
      equal('n01.total', 't01.in.total'),
      equal('n01.in', 't01.in.total'),
      equal('n01.out', 't01.out.total'),
      equal('n02.total', 't02.total.total|t01.in.current'),
      equal('n02.fiscal', 't02.total.fiscal'),
      each('n02.{source}', 't01.in.{source}'),
      equal('n03.total', 't03.total.total|t01.out.current'),
      each('n03.{nature}', 't03.total.{nature}'),
      equal('n05.basic', 't05.total.basic'),
      equal('n05.project', 't05.total.project'),
      equal('n05.budget', 'original.total'),
    ],
  },
  {
    no: 65,
    title: '说明中各项之和应等于合计',
    equation: '§三、§五、§六、§十三 Σ各项 ≈ 合计',
    rule: 'narrative.sum',
    lines: [
      {
        ...equal('n03.total', 'n03.basic', 'n03.project', 'n03.upward', 'n03.operating', 'n03.subsidy'),
        needs: ['n03.basic', 'n03.project'],
      },
      { ...equal('n05.total', 'n05.{class}.final'), complete: true },
      { relation: 'equal', left: ['n06.basic'], right: { firstOf: [['n06.personnel', 'n06.operating']] } },
      { ...equal('n13.amount', 'n13.project.{id}.executed'), complete: true },
    ],
  },
] as const satisfies readonly Check[]
