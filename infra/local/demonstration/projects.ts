import type { payeeKinds } from '#shared/budget/entries'
import type { projectAttributes, projectKinds, projectTypes } from '#shared/budget/projects'

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

/** 基本支出: fourteen people and an office. */
const basic: readonly ProjectPlan[] = [
  {
    code: 'JB-01',
    name: '在职人员经费',
    kind: 'personnel',
    functional: '2060501',
    original: 2_146_000,
    adjusted: 2_263_500,
    spent: [9_940, 9_990],
    payments: [
      { memo: '基本工资', economic: '30101', payee: 'staff', share: 24, months: monthly, day: 10 },
      { memo: '津贴补贴', economic: '30102', payee: 'staff', share: 14, months: monthly, day: 10 },
      { memo: '绩效工资', economic: '30107', payee: 'staff', share: 31, months: monthly, day: 10 },
      { memo: '基本养老保险', economic: '30108', functional: '2080505', payee: 'public-unit', share: 10, months: monthly, day: 15 }, // prettier-ignore
      { memo: '职业年金', economic: '30109', functional: '2080506', payee: 'public-unit', share: 5, months: monthly, day: 15 }, // prettier-ignore
      { memo: '职工基本医疗保险', economic: '30110', functional: '2101102', payee: 'public-unit', share: 6, months: monthly, day: 15 }, // prettier-ignore
      { memo: '住房公积金', economic: '30113', functional: '2210201', payee: 'public-unit', share: 9, months: monthly, day: 20 }, // prettier-ignore
      { memo: '工伤和失业保险', economic: '30112', functional: '2089999', payee: 'public-unit', share: 1, months: quarterly, day: 20 }, // prettier-ignore
    ],
  },
  {
    code: 'JB-02',
    name: '日常公用经费',
    kind: 'operating',
    functional: '2060501',
    original: 102_000,
    adjusted: 98_000,
    spent: [9_500, 9_900],
    payments: [
      { memo: '办公用品', economic: '30201', payee: 'supplier', share: 22, months: [1, 3, 4, 6, 7, 9, 10, 12] },
      { memo: '水费', economic: '30205', payee: 'supplier', share: 4, months: quarterly },
      { memo: '电话和网络', economic: '30207', payee: 'supplier', share: 14, months: quarterly },
      { memo: '打印机维修', economic: '30213', payee: 'supplier', share: 9, months: [5, 11] },
      { memo: '差旅费', economic: '30211', payee: 'staff', share: 11, months: [4, 8, 10] },
      { memo: '工会经费', economic: '30228', payee: 'public-unit', share: 18, months: quarterly },
      { memo: '福利费', economic: '30229', payee: 'staff', share: 10, months: [2, 9] },
      { memo: '台式电脑', economic: '31002', payee: 'supplier', share: 12, months: [6] },
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
      { memo: '岗位培训', economic: '30216', payee: 'supplier', share: 55, months: [3, 4, 5, 6, 9, 10, 11] },
      { memo: '宣传册印刷', economic: '30202', payee: 'supplier', share: 20, months: [4, 9, 11] },
      { memo: '社区宣传活动', economic: '30299', payee: 'supplier', share: 25, months: [5, 6, 8, 10, 12] },
    ],
  },
]

/** What the example centre spends its year on. Names and amounts are invented. */
export const projectPlans: readonly ProjectPlan[] = [...basic, ...others]
