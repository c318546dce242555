import type { payeeKinds } from '#shared/budget/entries'
import type { projectAttributes, projectFunds, projectKinds, projectTypes } from '#shared/budget/projects'

type ValueOf<Options extends readonly { value: string }[]> = Options[number]['value']

/** One kind of payment of a project: its share of the project's outturn, and when it is made. */
export interface PaymentPlan {
  memo: string
  economic: string
  /** where it is not the project's own */
  functional?: string
  payee: ValueOf<typeof payeeKinds>
  share: number
  months: readonly number[]
  /** day of the month, or the weekday before; none: any weekday of the month */
  day?: number
}

export interface ProjectPlan {
  code: string
  name: string
  kind: ValueOf<typeof projectKinds>
  fund?: ValueOf<typeof projectFunds>
  functional: string
  attribute?: ValueOf<typeof projectAttributes>
  type?: ValueOf<typeof projectTypes>
  /** in whole 元 */
  original: number
  adjusted: number
  /** ten-thousandths of the adjusted budget that are spent, from and to */
  spent: readonly [number, number]
  payments: readonly PaymentPlan[]
}

const monthly = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12] as const
const quarterly = [3, 6, 9, 12] as const

/** What the state pays beside wages: one budget project for each functional subject, so that budgets are told by 项. */
const contribution = (
  code: string,
  { name, functional, economic, day, original, adjusted }: Contribution,
): ProjectPlan => ({
  code,
  name,
  kind: 'personnel',
  functional,
  original,
  adjusted,
  spent: [9_930, 9_990],
  payments: [{ memo: name, economic, payee: 'public-unit', share: 1, months: monthly, day }],
})

interface Contribution {
  name: string
  functional: string
  economic: string
  day: number
  original: number
  adjusted: number
}

/** 基本支出: fourteen people, an office and a car. */
const basic: readonly ProjectPlan[] = [
  {
    code: 'JB-01',
    name: '在职人员经费',
    kind: 'personnel',
    functional: '2060501',
    original: 1_480_000,
    adjusted: 1_561_000,
    spent: [9_940, 9_990],
    payments: [
      { memo: '基本工资', economic: '30101', payee: 'staff', share: 24, months: monthly, day: 10 },
      { memo: '津贴补贴', economic: '30102', payee: 'staff', share: 14, months: monthly, day: 10 },
      { memo: '绩效工资', economic: '30107', payee: 'staff', share: 31, months: monthly, day: 10 },
    ],
  },
  {
    code: 'JB-02',
    name: '日常公用经费',
    kind: 'operating',
    functional: '2060501',
    original: 131_000,
    adjusted: 127_000,
    spent: [9_500, 9_900],
    payments: [
      { memo: '办公用品', economic: '30201', payee: 'supplier', share: 22, months: [1, 4, 7, 10] },
      { memo: '水费', economic: '30205', payee: 'supplier', share: 4, months: quarterly },
      { memo: '电话和网络', economic: '30207', payee: 'supplier', share: 14, months: quarterly },
      { memo: '打印机维修', economic: '30213', payee: 'supplier', share: 9, months: [5, 11] },
      { memo: '差旅费', economic: '30211', payee: 'staff', share: 11, months: [4, 8, 10] },
      { memo: '公务接待', economic: '30217', payee: 'supplier', share: 4, months: [3, 5, 10] },
      { memo: '工会经费', economic: '30228', payee: 'public-unit', share: 18, months: quarterly },
      { memo: '福利费', economic: '30229', payee: 'staff', share: 10, months: [2, 9] },
      { memo: '应急保障车油料、保险和保养', economic: '30231', payee: 'supplier', share: 22, months: [2, 5, 8, 11] },
      { memo: '台式电脑', economic: '31002', payee: 'supplier', share: 12, months: [6] },
    ],
  },
  contribution('JB-03', { name: '机关事业单位基本养老保险缴费', functional: '2080505', economic: '30108', day: 15, original: 214_000, adjusted: 226_000 }), // prettier-ignore
  contribution('JB-04', { name: '职业年金缴费', functional: '2080506', economic: '30109', day: 15, original: 107_000, adjusted: 113_000 }), // prettier-ignore
  contribution('JB-05', { name: '职工基本医疗保险缴费', functional: '2101102', economic: '30110', day: 15, original: 129_000, adjusted: 136_000 }), // prettier-ignore
  contribution('JB-06', { name: '住房公积金', functional: '2210201', economic: '30113', day: 20, original: 193_000, adjusted: 204_500 }), // prettier-ignore
  {
    code: 'JB-07',
    name: '工伤和失业保险缴费',
    kind: 'personnel',
    functional: '2089999',
    original: 23_000,
    adjusted: 23_000,
    spent: [10_000, 10_000],
    payments: [
      { memo: '工伤和失业保险', economic: '30112', payee: 'public-unit', share: 1, months: quarterly, day: 20 },
    ],
  },
]

/** 项目支出: a brigade, a platform, lines, patrols and training. */
const others: readonly ProjectPlan[] = [
  {
    code: 'XM-01',
    name: '网格监督队伍工作经费',
    kind: 'project',
    functional: '2060503',
    attribute: 'continuing',
    type: 'yearly',
    original: 12_680_000,
    adjusted: 13_524_000,
    spent: [9_860, 9_930],
    payments: [
      { memo: '监督员劳务', economic: '30226', payee: 'worker', share: 700, months: monthly, day: 15 },
      { memo: '接线员劳务', economic: '30226', payee: 'worker', share: 190, months: monthly, day: 15 },
      { memo: '通信补贴', economic: '30207', payee: 'worker', share: 35, months: monthly, day: 20 },
      { memo: '意外伤害保险', economic: '30299', payee: 'supplier', share: 20, months: [1] },
      { memo: '夏季工装', economic: '30224', payee: 'supplier', share: 18, months: [5] },
      { memo: '冬季工装', economic: '30224', payee: 'supplier', share: 25, months: [10] },
      { memo: '电动车租赁', economic: '30214', payee: 'supplier', share: 12, months: quarterly },
    ],
  },
  {
    code: 'XM-02',
    name: '诉求受理平台运行维护',
    kind: 'project',
    functional: '2060503',
    attribute: 'continuing',
    type: 'yearly',
    original: 650_000,
    adjusted: 685_000,
    spent: [10_000, 10_000],
    payments: [
      { memo: '平台运维', economic: '30213', payee: 'supplier', share: 70, months: monthly },
      { memo: '等级保护测评', economic: '30227', payee: 'supplier', share: 18, months: [11] },
      { memo: '短信服务', economic: '30207', payee: 'supplier', share: 12, months: quarterly },
    ],
  },
  {
    code: 'XM-03',
    name: '网格终端及专线租赁',
    kind: 'project',
    functional: '2060503',
    attribute: 'continuing',
    type: 'yearly',
    original: 1_120_000,
    adjusted: 1_120_000,
    spent: [10_000, 10_000],
    payments: [
      { memo: '终端租赁', economic: '30214', payee: 'supplier', share: 60, months: monthly },
      { memo: '专线租赁', economic: '30214', payee: 'supplier', share: 40, months: monthly },
    ],
  },
  {
    code: 'XM-04',
    name: '综治视频巡查与研判',
    kind: 'project',
    functional: '2060503',
    attribute: 'continuing',
    type: 'extended',
    original: 380_000,
    adjusted: 426_000,
    spent: [9_500, 9_750],
    payments: [
      { memo: '巡查员劳务', economic: '30226', payee: 'worker', share: 62, months: monthly, day: 15 },
      { memo: '月度研判报告', economic: '30227', payee: 'supplier', share: 26, months: quarterly },
      { memo: '专家咨询', economic: '30203', payee: 'person', share: 12, months: [4, 10] },
    ],
  },
  {
    code: 'XM-05',
    name: '网格员培训与宣传',
    kind: 'project',
    functional: '2060503',
    attribute: 'new',
    type: 'once',
    original: 240_000,
    adjusted: 220_000,
    spent: [9_000, 9_400],
    payments: [
      { memo: '岗位培训', economic: '30216', payee: 'supplier', share: 55, months: [3, 5, 9, 11] },
      { memo: '宣传册印刷', economic: '30202', payee: 'supplier', share: 20, months: [4, 9, 11] },
      { memo: '社区宣传活动', economic: '30299', payee: 'supplier', share: 25, months: [5, 6, 8, 10, 12] },
    ],
  },
]

/** What the example centre spends its year on. Names and amounts are invented. */
export const centrePlans: readonly ProjectPlan[] = [...basic, ...others]

/** What an example street spends its year on: an administrative unit, with money of a government-managed fund too. */
export const streetPlans: readonly ProjectPlan[] = [
  {
    code: 'JB-01',
    name: '在职人员经费',
    kind: 'personnel',
    functional: '2120101',
    original: 3_420_000,
    adjusted: 3_520_000,
    spent: [9_900, 9_990],
    payments: [
      { memo: '基本工资', economic: '30101', payee: 'staff', share: 30, months: monthly, day: 10 },
      { memo: '津贴补贴', economic: '30102', payee: 'staff', share: 42, months: monthly, day: 10 },
      { memo: '年终一次性奖金', economic: '30103', payee: 'staff', share: 12, months: [1], day: 20 },
    ],
  },
  {
    code: 'JB-02',
    name: '日常公用经费',
    kind: 'operating',
    functional: '2120101',
    original: 386_000,
    adjusted: 372_000,
    spent: [9_400, 9_900],
    payments: [
      { memo: '办公用品', economic: '30201', payee: 'supplier', share: 30, months: quarterly },
      { memo: '电费', economic: '30206', payee: 'supplier', share: 18, months: quarterly },
      { memo: '会议费', economic: '30215', payee: 'supplier', share: 12, months: [2, 7] },
      { memo: '公务交通补贴', economic: '30239', payee: 'staff', share: 40, months: quarterly, day: 10 },
    ],
  },
  contribution('JB-03', { name: '机关事业单位基本养老保险缴费', functional: '2080505', economic: '30108', day: 15, original: 412_000, adjusted: 420_000 }), // prettier-ignore
  contribution('JB-04', { name: '职工基本医疗保险缴费', functional: '2101101', economic: '30110', day: 15, original: 206_000, adjusted: 210_000 }), // prettier-ignore
  contribution('JB-05', { name: '住房公积金', functional: '2210201', economic: '30113', day: 20, original: 338_000, adjusted: 345_000 }), // prettier-ignore
  {
    code: 'XM-01',
    name: '背街小巷环境整治',
    kind: 'project',
    functional: '2120501',
    attribute: 'continuing',
    type: 'yearly',
    original: 2_150_000,
    adjusted: 2_280_000,
    spent: [9_600, 9_900],
    payments: [
      { memo: '保洁服务', economic: '30227', payee: 'supplier', share: 80, months: monthly },
      { memo: '设施维修', economic: '30213', payee: 'supplier', share: 20, months: [4, 8, 11] },
    ],
  },
  {
    code: 'XM-02',
    name: '老旧小区改造补助',
    kind: 'project',
    fund: 'fund',
    functional: '2121999',
    attribute: 'new',
    type: 'once',
    original: 1_600_000,
    adjusted: 1_600_000,
    spent: [9_200, 9_700],
    payments: [{ memo: '改造工程进度款', economic: '31001', payee: 'supplier', share: 1, months: [6, 9, 12] }],
  },
]
