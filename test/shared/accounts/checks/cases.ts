import type { Finding } from '#shared/base/check'
import type { Statement } from '#shared/accounts/statement'
import { aStatement } from '#test/samples/statements'

type Printed = Readonly<Record<string, string>>

/** Cases of one check: the same few figures as they hold, hold by rounding, and do not. */
export interface Cases {
  no: number
  /** what is changed against `holds`; a blank takes a figure away */
  holds: Printed
  rounding?: Printed
  fails: Printed
  /** what the finding says */
  says: Partial<Finding>
  more?: Partial<Statement>
}

/** A statement of these figures, those that are changed in place of those that held. */
export const changed = ({ holds, more }: Cases, by: Printed = {}): Statement =>
  aStatement(Object.fromEntries(Object.entries({ ...holds, ...by }).filter(([, value]) => value !== '')), more)

/** 表内、表间、文表: every arithmetic check with figures of the least that it needs. */
export const cases: readonly Cases[] = [
  {
    no: 1,
    holds: { 't01.in.general': '90.00', 't01.in.business': '8.00', 't01.in.other': '2.00', 't01.in.current': '100.00' },
    rounding: { 't01.in.current': '100.01' },
    fails: { 't01.in.current': '100.20' },
    says: { rule: 'T1.income', where: '表01 收入 本年合计', printed: '100.20', recomputed: '100.00' },
  },
  {
    no: 2,
    holds: {
      't01.in.current': '100.00',
      't01.in.opening': '5.00',
      't01.in.reserves': '1.00',
      't01.in.total': '106.00',
    },
    rounding: { 't01.in.total': '106.02' },
    fails: { 't01.in.total': '160.00' },
    says: { rule: 'T1.income-total', printed: '160.00', recomputed: '106.00' },
  },
  {
    no: 3,
    holds: { 't01.out.206': '1710.65', 't01.out.208': '14.59', 't01.out.current': '1725.24' },
    rounding: { 't01.out.current': '1725.25' },
    fails: { 't01.out.current': '1752.24' },
    says: { rule: 'T1.expenditure', where: '表01 支出 本年合计', printed: '1752.24', recomputed: '1725.24' },
  },
  {
    no: 4,
    holds: { 't01.out.current': '95.00', 't01.out.closing': '5.00', 't01.out.total': '100.00' },
    rounding: { 't01.out.total': '99.99' },
    fails: { 't01.out.closing': '6.00' },
    says: { rule: 'T1.expenditure-total', where: '表01 支出 总计', recomputed: '101.00' },
  },
  {
    no: 5,
    holds: { 't01.in.total': '1775.47', 't01.out.total': '1775.47' },
    rounding: { 't01.in.total': '1775.48' },
    fails: { 't01.in.total': '1775.74' },
    says: { rule: 'T1.balance', printed: '1775.74', recomputed: '1775.47' },
  },
  {
    no: 6,
    holds: { 't02.total.total': '2946.25', 't01.in.current': '2946.25' },
    rounding: { 't02.total.total': '2946.24' },
    fails: { 't02.total.total': '2496.25' },
    says: { rule: 'T2=T1', where: '表02 合计', printed: '2496.25', recomputed: '2946.25' },
  },
  {
    no: 7,
    holds: { 't02.total.fiscal': '12.00', 't01.in.general': '10.00', 't01.in.fund': '2.00' },
    rounding: { 't02.total.fiscal': '12.01' },
    fails: { 't02.total.fiscal': '10.00' },
    says: { rule: 'T2=T1', where: '表02 合计 财政拨款收入', recomputed: '12.00' },
  },
  {
    no: 8,
    holds: { 't02.total.business': '3.00', 't01.in.business': '3.00' },
    rounding: { 't02.total.business': '3.01' },
    fails: { 't02.total.business': '3.10' },
    says: { where: '表02 合计 事业收入', printed: '3.10', recomputed: '3.00' },
  },
  {
    no: 9,
    holds: { 't02.206.total': '12.00', 't02.206.fiscal': '10.00', 't02.206.other': '2.00' },
    rounding: { 't02.206.total': '12.01' },
    fails: { 't02.206.total': '21.00' },
    says: { rule: 'T2.row', where: '表02 206 合计', printed: '21.00', recomputed: '12.00' },
  },
  {
    no: 10,
    holds: { 't02.total.fiscal': '30.00', 't02.206.fiscal': '20.00', 't02.208.fiscal': '10.00', 't02.20805.fiscal': '10.00', 't02.2080505.fiscal': '10.00' }, // prettier-ignore
    rounding: { 't02.total.fiscal': '30.01' },
    fails: { 't02.20805.fiscal': '1.00' },
    says: { rule: 'T2.tree', where: '表02 20805 财政拨款收入', printed: '1.00', recomputed: '10.00' },
  },
  {
    no: 11,
    holds: { 't03.total.total': '95.00', 't01.out.current': '95.00' },
    rounding: { 't03.total.total': '95.01' },
    fails: { 't03.total.total': '59.00' },
    says: { rule: 'T3=T1', where: '表03 合计', printed: '59.00', recomputed: '95.00' },
  },
  {
    no: 12,
    holds: { 't03.2060501.total': '168.03', 't03.2060501.basic': '160.00', 't03.2060501.project': '8.03' },
    rounding: { 't03.2060501.total': '168.02' },
    fails: { 't03.2060501.total': '186.03' },
    says: { rule: 'T3.row', where: '表03 2060501 合计', recomputed: '168.03' },
  },
  {
    no: 13,
    holds: { 't03.206.project': '30.00', 't03.20605.project': '30.00', 't03.2060503.project': '20.00', 't03.2060599.project': '10.00' }, // prettier-ignore
    rounding: { 't03.2060599.project': '10.01' },
    fails: { 't03.20605.project': '300.00' },
    says: { rule: 'T3.tree', where: '表03 20605 项目支出', printed: '300.00', recomputed: '30.00' },
  },
  {
    no: 14,
    holds: { 't03.208.total': '326.72', 't01.out.208': '326.72' },
    rounding: { 't01.out.208': '326.71' },
    fails: { 't01.out.208': '326.27' },
    says: { rule: 'T3=T1', where: '表03 208 合计', printed: '326.72', recomputed: '326.27' },
  },
  {
    no: 15,
    holds: { 't04.out.206.general': '20.00', 't04.out.208.general': '5.00', 't04.out.current.general': '25.00' },
    rounding: { 't04.out.current.general': '25.01' },
    fails: { 't04.out.current.general': '52.00' },
    says: { rule: 'T4.expenditure', where: '表04 支出 本年合计 一般公共预算', recomputed: '25.00' },
  },
  {
    no: 16,
    holds: { 't04.out.206.total': '22.00', 't04.out.206.general': '20.00', 't04.out.206.fund': '2.00' },
    rounding: { 't04.out.206.total': '22.01' },
    fails: { 't04.out.206.total': '20.00' },
    says: { rule: 'T4.row', where: '表04 支出 206 总计', printed: '20.00', recomputed: '22.00' },
  },
  {
    no: 17,
    holds: { 't04.in.current': '20.00', 't04.in.opening': '1.63', 't04.in.total': '21.63' },
    rounding: { 't04.in.total': '21.64' },
    fails: { 't04.in.total': '26.13' },
    says: { rule: 'T4.balance', where: '表04 收入 总计', recomputed: '21.63' },
  },
  {
    no: 18,
    holds: { 't04.in.general': '20.00', 't01.in.general': '20.00' },
    rounding: { 't04.in.general': '20.01' },
    fails: { 't04.in.general': '2.00' },
    says: { rule: 'T4=T1', printed: '2.00', recomputed: '20.00' },
  },
  {
    no: 19,
    holds: { 't04.out.current.general': '20.00', 't05.total.total': '20.00' },
    rounding: { 't04.out.current.general': '20.01' },
    fails: { 't04.out.current.general': '20.10' },
    says: { rule: 'T4=T5', printed: '20.10', recomputed: '20.00' },
  },
  {
    no: 20,
    holds: { 't04.out.current.fund': '3.00', 't08.total.total': '3.00' },
    rounding: { 't04.out.current.fund': '3.01' },
    fails: { 't04.out.current.fund': '3.03' },
    says: { rule: 'T4=T8', printed: '3.03', recomputed: '3.00' },
  },
  {
    no: 21,
    holds: { 't04.out.current.capital': '3.00', 't09.total.total': '3.00' },
    rounding: { 't04.out.current.capital': '3.01' },
    fails: { 't04.out.current.capital': '3.03' },
    says: { rule: 'T4=T9', printed: '3.03', recomputed: '3.00' },
  },
  {
    no: 22,
    holds: { 't05.206.total': '30.00', 't05.206.basic': '10.00', 't05.206.project': '20.00' },
    rounding: { 't05.206.total': '30.01' },
    fails: { 't05.206.total': '31.00' },
    says: { rule: 'T5.row', where: '表05 206 合计', printed: '31.00', recomputed: '30.00' },
  },
  {
    no: 23,
    holds: { 't05.2060501.basic': '10.00', 't03.2060501.basic': '12.00' },
    rounding: { 't05.2060501.basic': '12.01' },
    fails: { 't05.2060501.basic': '12.10' },
    says: { rule: 'T5<=T3', where: '表05 2060501 基本支出', printed: '12.10', recomputed: '12.00' },
  },
  {
    no: 24,
    holds: { 't06.301': '10.00', 't06.30101': '6.00', 't06.30102': '4.00' },
    rounding: { 't06.301': '10.01' },
    fails: { 't06.301': '11.00' },
    says: { rule: 'T6.tree', where: '表06 301', printed: '11.00', recomputed: '10.00' },
  },
  {
    no: 25,
    holds: { 't06.301': '10.00', 't06.303': '1.00', 't06.personnel': '11.00', 't06.302': '2.00', 't06.operating': '2.00', 't05.total.basic': '13.00' }, // prettier-ignore
    rounding: { 't05.total.basic': '13.01' },
    fails: { 't05.total.basic': '14.00' },
    says: { rule: 'T6=T5', where: '表05 合计 基本支出', printed: '14.00', recomputed: '13.00' },
  },
  {
    no: 26,
    holds: { 't06.30217': '0.50', 't07.final.reception': '0.80' },
    rounding: { 't06.30217': '0.81' },
    fails: { 't06.30217': '0.90' },
    says: { rule: 'T6<=T7', where: '表06 30217', printed: '0.90', recomputed: '0.80' },
  },
  {
    no: 27,
    holds: { 'n04.total': '2961.68', 't04.in.total': '2961.68' },
    rounding: { 'n04.total': '2961.69' },
    fails: { 'n04.total': '0.3' },
    says: { rule: 'narrative=table', printed: '0.3', recomputed: '2961.68' },
  },
  {
    no: 28,
    holds: { 'n05.total': '95.50', 't05.total.total': '95.50', 't03.total.total': '98.00', 'n05.share': '97.45' },
    rounding: { 'n05.share': '97.46' },
    fails: { 'n05.share': '97.54' },
    says: { rule: 'percent.share', printed: '97.54%', recomputed: '97.45%' },
  },
  {
    no: 29,
    holds: {
      'n05.201.final': '2106.66',
      't05.201.total': '2106.66',
      't05.208.total': '833.39',
      't05.total.total': '2940.05',
      'n05.201.share': '71.65',
    },
    rounding: { 'n05.201.final': '2106.67' },
    fails: { 'n05.201.share': '71.73' },
    says: { rule: 'percent.share', printed: '71.73%', recomputed: '71.65%' },
  },
  {
    no: 30,
    holds: { 'n05.2010601.final': '1511.89', 't05.2010601.total': '1511.89' },
    rounding: { 'n05.2010601.final': '1511.90' },
    fails: { 'n05.2010601.final': '1151.89' },
    says: {
      rule: 'narrative=table',
      where: '说明 五（三） n05.2010601.final',
      printed: '1151.89',
      recomputed: '1511.89',
    },
  },
  {
    no: 31,
    holds: { 't05.2060501.total': '168.03', 't05.2060503.total': '1542.62' },
    fails: { 't05.2080505.total': '14.59' },
    says: { rule: 'explained.once', where: '说明 五（三）', recomputed: '2080505' },
    more: { explained: ['2060501', '2060503'] },
  },
  {
    no: 32,
    holds: { 'n05.2060501.budget': '10.00', 'n05.2060503.budget': '20.00', 'n05.budget': '31.00' },
    rounding: { 'n05.budget': '29.99' },
    fails: { 'n05.budget': '13.00' },
    says: { rule: 'budget.sum', where: '说明 五（三）', printed: '30.00', recomputed: '13.00' },
  },
  {
    no: 33,
    holds: { 'n05.206.final': '1710.65', 'n05.206.budget': '1639.76', 'n05.206.completion': '104.32' },
    rounding: { 'n05.206.final': '10.7', 'n05.206.budget': '9.9', 'n05.206.completion': '108.10' },
    fails: { 'n05.206.completion': '104.33' },
    says: { rule: 'percent.completion', printed: '104.33%', recomputed: '104.32%' },
  },
  {
    no: 36,
    holds: { 'n06.basic': '232.85', 't05.total.basic': '232.85' },
    rounding: { 'n06.basic': '232.86' },
    fails: { 'n06.basic': '253.00' },
    says: { rule: 'narrative=table', printed: '253.00', recomputed: '232.85' },
  },
  {
    no: 37,
    holds: { 'n06.personnel': '223.69', 't06.personnel': '223.69' },
    rounding: { 'n06.personnel': '223.70' },
    fails: { 'n06.personnel': '232.69' },
    says: { rule: 'narrative=table', printed: '232.69', recomputed: '223.69' },
  },
  {
    no: 38,
    holds: { 't06.30101': '5.00', 't06.30309': '0.31' },
    fails: { 't06.30302': '1.00' },
    says: { rule: 'list.names-vs-table', where: '说明 六 人员经费所列', printed: '', recomputed: '退休费' },
    more: {
      names: new Map([['30101', '基本工资'], ['30309', '奖励金'], ['30302', '退休费']]),
      lists: { personnel: ['基本工资', '奖励金'] },
    }, // prettier-ignore
  },
  {
    no: 39,
    holds: { 'n07.budget.total': '0.95', 't07.budget.total': '0.95' },
    rounding: { 'n07.budget.total': '0.96' },
    fails: { 'n07.budget.total': '0.59' },
    says: { rule: 'narrative=table', printed: '0.59', recomputed: '0.95' },
  },
  {
    no: 40,
    holds: { 'n07.final.running': '1.20', 'n07.budget.running': '3.00', 'n07.completion.running': '40.00' },
    rounding: { 'n07.completion.running': '40.20' },
    fails: { 'n07.completion.running': '44.00' },
    says: { rule: 'percent.completion', printed: '44.00%', recomputed: '40.00%' },
  },
  {
    no: 41,
    holds: { 'n07.change.total': '0.50', 'n07.change.abroad': '0.00', 'n07.change.vehicles': '0.30', 'n07.change.reception': '0.20' }, // prettier-ignore
    rounding: { 'n07.change.total': '0.51' },
    fails: { 'n07.change.total': '0.10' },
    says: { rule: 'change.sum', printed: '0.10', recomputed: '0.50' },
  },
  {
    no: 42,
    holds: { 'n07.final.purchase': '18.00', 'n07.bought': '1' },
    fails: { 'n07.bought': '0' },
    says: { rule: 'count.vehicles', printed: '0' },
  },
  {
    no: 43,
    holds: { 'n07.final.reception': '0.00', 'n07.receptions': '0', 'n07.guests': '0' },
    fails: { 'n07.guests': '12' },
    says: { rule: 'count.receptions', printed: '12' },
  },
  {
    no: 44,
    holds: { 'n07.final.total': '0.00' },
    fails: { 'n07.final.total': '0.30' },
    says: { rule: 'empty.table', printed: '0.30' },
    more: { empty: new Map([['07', { note: true }]]) },
  },
  {
    no: 45,
    holds: { 'n10.total': '184.65', 't06.operating': '184.65' },
    rounding: { 'n10.total': '184.66' },
    fails: { 'n10.total': '194.65' },
    says: { rule: 'narrative=table', printed: '194.65', recomputed: '184.65' },
  },
  {
    no: 46,
    holds: { 'n11.total': '251.26', 'n11.goods': '4.79', 'n11.works': '0', 'n11.services': '246.47' },
    rounding: { 'n11.total': '251.25' },
    fails: { 'n11.total': '215.26' },
    says: { rule: 'procurement.sum', printed: '215.26', recomputed: '251.26' },
  },
  {
    no: 47,
    holds: { 'n11.total': '180.11', 'n11.sme': '66.43', 'n11.sme.share': '36.88', 'n11.micro': '60.00' },
    rounding: { 'n11.micro': '66.44' },
    fails: { 'n11.micro': '70.00' },
    says: { rule: 'procurement.sme', printed: '70.00', recomputed: '66.43' },
  },
  {
    no: 48,
    holds: { 'n12.vehicles': '3', 'n12.vehicles.enforcement': '2', 'n12.vehicles.other': '1', 'n07.held': '3' },
    fails: { 'n12.vehicles': '4' },
    says: { rule: 'assets.vehicles', printed: '4', recomputed: '3' },
  },
  {
    no: 49,
    holds: { 'n13.amount': '1503.59', 'n05.project': '1542.62', 'n13.share': '97.47' },
    rounding: { 'n13.amount': '1.2', 'n05.project': '3', 'n13.share': '40.20' },
    fails: { 'n13.share': '97.74' },
    says: { rule: 'percent.share', printed: '97.74%', recomputed: '97.47%' },
  },
  {
    no: 50,
    holds: { 'n13.projects': '4', 'n13.grade.1': '3', 'n13.grade.2': '1' },
    fails: { 'n13.grade.1': '4' },
    says: { rule: 'performance.grades', printed: '4', recomputed: '5' },
  },
  {
    no: 51,
    holds: { 't01.in.opening': '49.14', 'prior.t01.out.closing': '49.14' },
    rounding: { 't01.in.opening': '49.15' },
    fails: { 't01.in.opening': '94.14' },
    says: { rule: 'prior.published', printed: '94.14', recomputed: '49.14' },
  },
  {
    no: 52,
    holds: { 't08.2120801.opening': '1.00', 't08.2120801.income': '5.00', 't08.2120801.total': '4.00', 't08.2120801.closing': '2.00' }, // prettier-ignore
    rounding: { 't08.2120801.closing': '2.01' },
    fails: { 't08.2120801.closing': '3.00' },
    says: { rule: 'T8.balance', where: '表08 2120801' },
  },
  {
    no: 53,
    holds: { 'n05.project.p1': '1327.79', 'project.p1.executed': '1327.79' },
    rounding: { 'n05.project.p1': '1327.80' },
    fails: { 'n05.project.p1': '1372.79' },
    says: { rule: 'project.amount', printed: '1372.79', recomputed: '1327.79' },
  },
  {
    no: 61,
    holds: { 't07.final.total': '1.50', 't07.final.vehicles': '1.20', 't07.final.reception': '0.30' },
    rounding: { 't07.final.total': '1.51' },
    fails: { 't07.final.total': '1.05' },
    says: { rule: 'T7.row', where: '表07 决算数 合计', printed: '1.05', recomputed: '1.50' },
  },
  {
    no: 62,
    holds: { 'n01.total': '1775.47', 'n01.change': '145.17', 'n01.growth': '8.90' },
    rounding: { 'n01.total': '3.10', 'n01.change': '1.10', 'n01.growth': '55.10' },
    fails: { 'n01.growth': '9.80' },
    says: { rule: 'percent.growth', printed: '增长9.80%', recomputed: '增长8.90%' },
  },
  {
    no: 63,
    holds: { 'n03.basic': '232.85', 'n03.project': '1542.62', 'n03.total': '1775.47', 'n03.basic.share': '13.11' },
    rounding: { 'n03.basic': '1.1', 'n03.project': '2.2', 'n03.total': '3.3', 'n03.basic.share': '33.40' },
    fails: { 'n03.basic.share': '13.21' },
    says: { rule: 'percent.share', printed: '13.21%', recomputed: '13.11%' },
  },
  {
    no: 64,
    holds: { 'n02.total': '2946.25', 't01.in.current': '2946.25' },
    rounding: { 'n02.total': '2946.26' },
    fails: { 'n02.total': '2964.25' },
    says: { rule: 'narrative=table', printed: '2964.25', recomputed: '2946.25' },
  },
  {
    no: 65,
    holds: { 'n06.basic': '232.85', 'n06.personnel': '223.69', 'n06.operating': '9.16' },
    rounding: { 'n06.basic': '232.86' },
    fails: { 'n06.basic': '223.85' },
    says: { rule: 'narrative.sum', where: '说明 六 n06.basic', printed: '223.85', recomputed: '232.85' },
  },
]
