import type { unitKinds } from '#shared/units/columns'
import { streets } from './places.ts'

type UnitKind = (typeof unitKinds)[number]['value']

/** A unit as its year went: how much of what it was given was done in time, in thousandths. */
export interface CaseUnit {
  code: string
  short: string
  kind: UnitKind
  onTime: number
}

const bureaus: readonly (readonly [code: string, short: string, onTime: number])[] = [
  ['city-management', '城市管理执法局', 985],
  ['housing', '住房和城市更新局', 951],
  ['water', '水务局', 968],
  ['gardens', '园林绿化中心', 981],
  ['market', '市场监督管理局', 982],
  ['civil-affairs', '民政局', 994],
  ['police', '公安分局', 991],
  ['traffic', '交通大队', 988],
  ['education', '教育局', 993],
  ['health', '卫生健康局', 989],
  ['labour', '人力资源和社会保障局', 978],
  ['environment', '生态环境分局', 983],
  ['culture', '文化和旅游局', 992],
  ['commerce', '商务局', 993],
  ['development', '发展和改革局', 995],
  ['industry', '科学技术和工业局', 995],
  ['finance', '财政局', 998],
  ['justice', '司法局', 996],
  ['emergency', '应急管理局', 991],
  ['approval', '行政审批局', 995],
  ['veterans', '退役军人事务局', 996],
  ['petitions', '信访局', 989],
  ['insurance', '医疗保障局', 991],
  ['planning', '自然资源和规划分局', 957],
  ['tax', '税务局', 995],
  ['fire', '消防救援大队', 986],
  ['renewal', '旧城改造办公室', 938],
  ['disabled', '残疾人联合会', 998],
  ['unions', '总工会', 999],
  ['disease-control', '疾病预防控制中心', 987],
  ['sanitation', '环境卫生服务中心', 984],
  ['road-works', '市政维修中心', 971],
  ['drainage', '排水管理站', 966],
]

const utilities: typeof bureaus = [
  ['tap-water', '自来水公司', 979],
  ['power', '供电公司', 987],
  ['gas', '天然气公司', 983],
  ['buses', '公交公司', 976],
  ['telecoms', '通信联络处', 969],
  ['post', '邮政公司', 985],
  ['construction', '城建集团', 944],
  ['parking', '停车管理公司', 958],
  ['heating', '供热公司', 962],
  ['metro', '轨道运营公司', 990],
]

const listed = (kind: UnitKind, lines: typeof bureaus): CaseUnit[] =>
  lines.map(([code, short, onTime]) => ({ code, short, kind, onTime }))

/** Sixty units that answer for cases: seventeen streets, bureaus, and companies that serve the public. */
export const caseUnits: readonly CaseUnit[] = [
  ...streets.map(({ unit, name }, k): CaseUnit => ({ code: unit, short: `${name}道办事处`, kind: 'street', onTime: 966 + ((k * 7) % 13) * 2 })), // prettier-ignore
  ...listed('bureau', bureaus),
  ...listed('utility', utilities),
]
