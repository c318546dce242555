import type { Check, Line, Pattern, Sum } from './check.ts'

const equal = (left: Pattern, ...right: [Pattern, ...Pattern[]]): Line => ({
  relation: 'equal',
  left: [left],
  right,
})

/** The same of every row or column that is found by the left side. */
const each = (left: Pattern, ...right: [Pattern, ...Pattern[]]): Line => ({ each: left, ...equal(left, ...right) })

/** A sum in the narrative, where every part of it is told. */
const told = (left: Pattern, ...right: [Pattern, ...Pattern[]]): Line => ({
  each: left,
  relation: 'equal',
  left: [left],
  right: { firstOf: [right] },
})

const atMost = (left: Pattern, right: Pattern): Line => ({ relation: 'atMost', left: [left], right: [right] })

const grants: Sum = ['t01.in.general', 't01.in.fund', 't01.in.capital']

/** 表内、表间核对. Checks 1 to 26, 52 and 59 of the nine tables, and the sums of 07 that the field's list leaves out. */
export const tableChecks = [
  {
    no: 1,
    title: '表01各项收入之和应等于本年收入合计',
    equation: 'T1 Σ收入各项 ≈ 本年收入合计',
    rule: 'T1.income',
    lines: [
      equal(
        't01.in.current',
        ...grants,
        't01.in.superior',
        't01.in.business',
        't01.in.operating',
        't01.in.affiliated',
        't01.in.other',
      ),
    ],
  },
  {
    no: 2,
    title: '表01本年收入加使用结余和年初结转应等于总计',
    equation: 'T1 本年收入合计＋使用非财政拨款结余＋年初结转和结余 ≈ 总计',
    rule: 'T1.income-total',
    lines: [
      {
        ...equal('t01.in.total', 't01.in.current', 't01.in.reserves', 't01.in.opening'),
        needs: ['t01.in.current'],
      },
    ],
  },
  {
    no: 3,
    title: '表01各类支出之和应等于本年支出合计',
    equation: 'T1 Σ类 ≈ 本年支出合计',
    rule: 'T1.expenditure',
    lines: [equal('t01.out.current', 't01.out.{class}')],
  },
  {
    no: 4,
    title: '表01本年支出加结余分配和年末结转应等于总计',
    equation: 'T1 本年支出合计＋结余分配＋年末结转和结余 ≈ 总计',
    rule: 'T1.expenditure-total',
    lines: [
      {
        ...equal('t01.out.total', 't01.out.current', 't01.out.distribution', 't01.out.closing'),
        needs: ['t01.out.current'],
      },
    ],
  },
  {
    no: 5,
    title: '收入总计应等于支出总计',
    equation: 'T1 收入总计 = 支出总计',
    rule: 'T1.balance',
    lines: [equal('t01.in.total', 't01.out.total'), equal('n01.in', 'n01.out')],
  },
  {
    no: 6,
    title: '表02合计应等于表01本年收入合计',
    equation: 'T2 合计 = T1 本年收入合计',
    rule: 'T2=T1',
    lines: [equal('t02.total.total', 't01.in.current')],
  },
  {
    no: 7,
    title: '表02财政拨款合计应等于表01三项拨款之和',
    equation: 'T2 财政拨款 合计 ≈ ΣT1 三项财政拨款',
    rule: 'T2=T1',
    lines: [equal('t02.total.fiscal', ...grants)],
  },
  {
    no: 8,
    title: '表02其余各栏合计应等于表01同项收入',
    equation: 'T2 其余各栏合计 = T1 第四至八项',
    rule: 'T2=T1',
    lines: [
      equal('t02.total.superior', 't01.in.superior'),
      equal('t02.total.business', 't01.in.business'),
      equal('t02.total.operating', 't01.in.operating'),
      equal('t02.total.affiliated', 't01.in.affiliated'),
      equal('t02.total.other', 't01.in.other'),
    ],
  },
  {
    no: 9,
    title: '表02每行各栏之和应等于合计',
    equation: 'T2 每行 Σ各栏 ≈ 合计',
    rule: 'T2.row',
    lines: [
      each(
        't02.{row}.total',
        't02.{row}.fiscal',
        't02.{row}.superior',
        't02.{row}.business',
        't02.{row}.operating',
        't02.{row}.affiliated',
        't02.{row}.other',
      ),
    ],
  },
  {
    no: 10,
    title: '表02下级科目之和应等于上级',
    equation: 'T2 Σ类 ≈ 合计，Σ款 ≈ 类，Σ项 ≈ 款',
    rule: 'T2.tree',
    lines: [each('t02.{row}.{column}', 't02.{below}.{column}')],
  },
  {
    no: 11,
    title: '表03合计应等于表01本年支出合计',
    equation: 'T3 合计 = T1 本年支出合计',
    rule: 'T3=T1',
    lines: [equal('t03.total.total', 't01.out.current')],
  },
  {
    no: 12,
    title: '表03每行各栏之和应等于合计',
    equation: 'T3 每行 基本＋项目＋上缴＋经营＋补助 ≈ 合计',
    rule: 'T3.row',
    lines: [
      each(
        't03.{row}.total',
        't03.{row}.basic',
        't03.{row}.project',
        't03.{row}.upward',
        't03.{row}.operating',
        't03.{row}.subsidy',
      ),
    ],
  },
  {
    no: 13,
    title: '表03下级科目之和应等于上级',
    equation: 'T3 各栏 Σ下级 ≈ 上级',
    rule: 'T3.tree',
    lines: [each('t03.{row}.{column}', 't03.{below}.{column}')],
  },
  {
    no: 14,
    title: '表03各类应等于表01同类',
    equation: 'T3 类 ≈ T1 类',
    rule: 'T3=T1',
    lines: [each('t03.{class}.total', 't01.out.{class}')],
  },
  {
    no: 15,
    title: '表04各类之和应等于本年支出合计',
    equation: 'T4 各预算 Σ类 ≈ 本年支出合计',
    rule: 'T4.expenditure',
    lines: [each('t04.out.current.{column}', 't04.out.{class}.{column}')],
  },
  {
    no: 16,
    title: '表04每行三类预算之和应等于合计',
    equation: 'T4 每行 Σ三类预算 ≈ 合计',
    rule: 'T4.row',
    lines: [
      each('t04.out.{entry}.total', 't04.out.{entry}.general', 't04.out.{entry}.fund', 't04.out.{entry}.capital'),
      equal('t04.in.current', 't04.in.general', 't04.in.fund', 't04.in.capital'),
      equal('t04.in.opening', 't04.in.opening.general', 't04.in.opening.fund', 't04.in.opening.capital'),
    ],
  },
  {
    no: 17,
    title: '表04本年数加结转应等于总计，收支总计应相等',
    equation: 'T4 本年收入＋年初 ≈ 总计，本年支出＋年末 ≈ 总计，收入总计 = 支出总计',
    rule: 'T4.balance',
    lines: [
      { ...equal('t04.in.total', 't04.in.current', 't04.in.opening'), needs: ['t04.in.current'] },
      {
        ...each('t04.out.total.{column}', 't04.out.current.{column}', 't04.out.closing.{column}'),
        needs: ['t04.out.current.{column}'],
      },
      equal('t04.in.total', 't04.out.total.total'),
    ],
  },
  {
    no: 18,
    title: '表04各项拨款应等于表01同项收入',
    equation: 'T4 收入各项 = T1 第一至三项',
    rule: 'T4=T1',
    lines: [
      equal('t04.in.general', 't01.in.general'),
      equal('t04.in.fund', 't01.in.fund'),
      equal('t04.in.capital', 't01.in.capital'),
    ],
  },
  {
    no: 19,
    title: '表04一般公共预算本年支出应等于表05合计',
    equation: 'T4 一般公共预算 本年支出 = T5 合计',
    rule: 'T4=T5',
    lines: [equal('t04.out.current.general', 't05.total.total')],
  },
  {
    no: 20,
    title: '表04政府性基金本年支出应等于表08合计',
    equation: 'T4 政府性基金 本年支出 = T8 本年支出合计',
    rule: 'T4=T8',
    lines: [equal('t04.out.current.fund', 't08.total.total')],
  },
  {
    no: 21,
    title: '表04国有资本经营本年支出应等于表09合计',
    equation: 'T4 国有资本经营 本年支出 = T9 合计',
    rule: 'T4=T9',
    lines: [equal('t04.out.current.capital', 't09.total.total')],
  },
  {
    no: 22,
    title: '表05基本与项目之和应等于合计，下级之和应等于上级',
    equation: 'T5 每行 基本＋项目 ≈ 合计，各栏 Σ下级 ≈ 上级',
    rule: 'T5.row',
    lines: [
      each('t05.{row}.total', 't05.{row}.basic', 't05.{row}.project'),
      { ...each('t05.{row}.{column}', 't05.{below}.{column}'), rule: 'T5.tree' },
    ],
  },
  {
    no: 23,
    title: '表05各项不应大于表03同项',
    equation: 'T5 项 ≤ T3 项',
    rule: 'T5<=T3',
    lines: [{ each: 't05.{item}.{column}', ...atMost('t05.{item}.{column}', 't03.{item}.{column}') }],
  },
  {
    no: 24,
    title: '表06各款之和应等于所属类',
    equation: 'T6 Σ款 ≈ 301、302、303、310',
    rule: 'T6.tree',
    lines: [each('t06.{class}', 't06.{below}')],
  },
  {
    no: 25,
    title: '表06人员与公用经费应等于所属各类，合起来等于表05基本支出',
    equation: 'T6 301＋303 ≈ 人员经费，302＋310 ≈ 公用经费，两者之和 ≈ T5 基本支出合计',
    rule: 'T6.total',
    lines: [
      equal('t06.personnel', 't06.301', 't06.303'),
      equal('t06.operating', 't06.302', 't06.307', 't06.309', 't06.310', 't06.311', 't06.312', 't06.399'),
      { relation: 'equal', left: ['t06.personnel', 't06.operating'], right: ['t05.total.basic'], rule: 'T6=T5' },
    ],
  },
  {
    no: 26,
    title: '表06“三公”各款不应大于表07决算数',
    equation: 'T6 30212、30217、30231、31013 ≤ T7 决算各项',
    rule: 'T6<=T7',
    lines: [
      atMost('t06.30212', 't07.final.abroad'),
      atMost('t06.30217', 't07.final.reception'),
      atMost('t06.30231', 't07.final.running'),
      atMost('t06.31013', 't07.final.purchase'),
    ],
  },
  {
    no: 52,
    title: '表08每行年初结转加收入应等于支出加年末结转',
    equation: 'T8 每行 年初＋收入 = 支出＋年末',
    rule: 'T8.balance',
    lines: [
      {
        each: 't08.{row}.total',
        relation: 'equal',
        left: ['t08.{row}.opening', 't08.{row}.income'],
        right: ['t08.{row}.total', 't08.{row}.closing'],
      },
    ],
  },
  {
    no: 59,
    title: '表06社会保险和住房公积金宜与表05同名科目一致',
    equation: 'T6 30108 ≈ T5 2080505，30109 ≈ 2080506，30113 ≈ 2210201，30110 ≈ 21011各项',
    rule: 'T6~T5',
    lines: [
      { ...equal('t06.30108', 't05.2080505.basic'), soft: true },
      { ...equal('t06.30109', 't05.2080506.basic'), soft: true },
      { ...equal('t06.30113', 't05.2210201.basic'), soft: true },
      { ...equal('t06.30110', 't05.2101101.basic', 't05.2101102.basic'), soft: true },
    ],
  },
  {
    no: 61,
    title: '“三公”经费各项之和应等于合计',
    equation: 'T7 因公出国（境）＋公务用车＋公务接待 ≈ 合计，购置＋运行 ≈ 公务用车',
    rule: 'T7.row',
    lines: [
      each('t07.{side}.total', 't07.{side}.abroad', 't07.{side}.vehicles', 't07.{side}.reception'),
      each('t07.{side}.vehicles', 't07.{side}.purchase', 't07.{side}.running'),
      told('n07.{side}.total', 'n07.{side}.abroad', 'n07.{side}.vehicles', 'n07.{side}.reception'),
      told('n07.{side}.vehicles', 'n07.{side}.purchase', 'n07.{side}.running'),
    ],
  },
] as const satisfies readonly Check[]
