import type { unitKinds, unitStandings } from '#shared/units/columns'
import { recordedUnit } from './recorded.ts'
import { seedRow, type SeedRow } from './seed.ts'

type UnitKind = (typeof unitKinds)[number]['value']
type Standing = (typeof unitStandings)[number]['value']

/** Invented units; the district's name stands before each, so that nobody takes them for real ones. */
const invented: readonly [code: string, short: string, kind: UnitKind, standing: Standing][] = [
  ['centre', '社会管理网格化服务中心', 'centre', 'institution'],
  ['wutong-street', '梧桐街道办事处', 'street', 'administrative'],
  ['yinxing-street', '银杏街道办事处', 'street', 'administrative'],
  ['baita-street', '白塔街道办事处', 'street', 'administrative'],
  ['wanghu-street', '望湖街道办事处', 'street', 'administrative'],
  ['changdi-street', '长堤街道办事处', 'street', 'administrative'],
  ['city-management', '城市管理执法局', 'bureau', 'administrative'],
  ['housing', '住房和城市更新局', 'bureau', 'administrative'],
  ['water', '水务局', 'bureau', 'administrative'],
  ['gardens', '园林绿化中心', 'bureau', 'institution'],
  ['market', '市场监督管理局', 'bureau', 'administrative'],
  ['civil-affairs', '民政局', 'bureau', 'administrative'],
  ['tap-water', '自来水公司', 'utility', 'company'],
]

/** 责任单位 of the example district, and the unit whose accounts are recorded. */
export const unitRows = (district: string): SeedRow[] => [
  ...invented.map(([code, short, kind, standing]) =>
    seedRow(code, { code, name: `${district}${short}`, short, kind, standing }),
  ),
  seedRow(recordedUnit.code, { ...recordedUnit, kind: 'recorded', standing: 'institution' }),
]
