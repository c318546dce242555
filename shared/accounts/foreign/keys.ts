/** Keys under which the 2021 accounts were recorded, and the figures that they are (`statement.ts`, `narrative-figures.ts`). */
const keys: Readonly<Record<string, string>> = {
  'total.incomeExpenditure': 'n01.total',
  'total.change': 'n01.change',
  'total.growth': 'n01.growth',
  'income.total': 'n02.total',
  'income.fiscal': 'n02.fiscal',
  'income.fiscal.share': 'n02.fiscal.share',
  'expenditure.total': 'n03.total',
  'expenditure.basic': 'n03.basic',
  'expenditure.basic.share': 'n03.basic.share',
  'expenditure.project': 'n03.project',
  'expenditure.project.share': 'n03.project.share',
  'fiscal.total': 'n04.total',
  'fiscal.change': 'n04.change',
  'fiscal.growth': 'n04.growth',
  'gpb.total': 'n05.total',
  'gpb.share': 'n05.share',
  'gpb.change': 'n05.change',
  'gpb.growth': 'n05.growth',
  'gpb.budget': 'n05.budget',
  'gpb.completion': 'n05.completion',
  'gpb.basic': 'n05.basic',
  'gpb.project': 'n05.project',
  'basic.total': 'n06.basic',
  'basic.personnel': 'n06.personnel',
  'basic.public': 'n06.operating',
  'threePublic.budget': 'n07.budget.total',
  'threePublic.final': 'n07.final.total',
  'threePublic.completion': 'n07.completion.total',
  'threePublic.change': 'n07.change.total',
  'threePublic.growth': 'n07.growth.total',
  'threePublic.vehiclesBought': 'n07.bought',
  'threePublic.vehiclesHeld': 'n07.held',
  'operating.final': 'n10.total',
  'operating.change': 'n10.change',
  'operating.growth': 'n10.growth',
  'procurement.total': 'n11.total',
  'procurement.goods': 'n11.goods',
  'procurement.works': 'n11.works',
  'procurement.services': 'n11.services',
  'procurement.sme': 'n11.sme',
  'procurement.sme.share': 'n11.sme.share',
  'procurement.services.smeShare': 'n11.services.sme.share',
  'assets.vehicles': 'n12.vehicles',
  'performance.projects': 'n13.projects',
  'performance.amount': 'n13.amount',
  'performance.coverage': 'n13.share',
  'performance.wholeAmount': 'n13.whole',
}

const officialParts: Readonly<Record<string, string>> = {
  abroad: 'abroad',
  vehicle: 'vehicles',
  vehiclePurchase: 'purchase',
  vehicleOperation: 'running',
  reception: 'reception',
}

const officialMatters: Readonly<Record<string, string>> = {
  budget: 'budget',
  final: 'final',
  completion: 'completion',
  overBudget: 'over',
  change: 'change',
  growth: 'growth',
}

const canonical =
  /^(?:t0[1-9]\.|n(?:0\d|1[0-3])\.|x\.|original\.|completion\.|score\.|prior\.(?:t0|n\d)|project\.[^.]+\.(?:original|adjusted|executed|rate)$)/

/**
 * The id of a recorded figure: its key, where that is one already; what the key stands for; undefined where the figure
 * is none of the accounts' (numbers of cases, ranks). `code` is the class that a figure of 五（二） belongs to.
 */
export function canonicalId(key: string, code?: string): string | undefined {
  if (canonical.test(key)) return key
  const known = keys[key]
  if (known !== undefined) return known
  const [, part = '', matter = ''] = /^threePublic\.(\w+)\.(\w+)$/.exec(key) ?? []
  const [official, of] = [officialParts[part], officialMatters[matter]]
  if (official !== undefined && of !== undefined) return `n07.${of}.${official}`
  const ofClass = /^gpb\.class\.\w+\.(final|share|budget|completion)$/.exec(key)?.[1]
  if (ofClass !== undefined && code !== undefined) return `n05.${code}.${ofClass}`
  const project = /^gpb\.project\.(\w+)$/.exec(key)?.[1]
  return project === undefined ? undefined : `n05.project.${project}`
}

const onlyPrinted = [
  { told: 'n01.total', tables: ['t01.in.total', 't01.out.total'] },
  { told: 'n02.total', tables: ['t01.in.current', 't02.total.total'] },
  { told: 'n03.total', tables: ['t01.out.current', 't03.total.total'] },
  { told: 'n03.basic', tables: ['t03.total.basic'] },
  { told: 'n03.project', tables: ['t03.total.project'] },
  { told: 'n04.total', tables: ['t04.in.total', 't04.out.total.total'] },
  { told: 'n05.total', tables: ['t05.total.total'] },
  { told: 'n05.basic', tables: ['t05.total.basic'] },
  { told: 'n05.project', tables: ['t05.total.project'] },
  { told: 'n06.personnel', tables: ['t06.personnel'] },
  { told: 'n06.operating', tables: ['t06.operating'] },
] as const

/**
 * Figures of tables that a document without tables prints in its narrative all the same: next year's accounts are
 * compared with the tables' ids.
 */
export function tableIds(id: string): readonly string[] {
  const known = onlyPrinted.find(({ told }) => told === id)
  if (known) return known.tables
  const [, side, part] = /^n07\.(budget|final)\.(\w+)$/.exec(id) ?? []
  if (side !== undefined && part !== undefined) return [`t07.${side}.${part}`]
  const code = /^n05\.(\d+)\.final$/.exec(id)?.[1]
  return code === undefined ? [] : [`t05.${code}.total`]
}
