import { sum } from '#shared/base/amount'
import type { Day } from '#shared/base/day'
import { seedRow, type SeedRow } from './seed.ts'

/** “三公”经费 budgets of the example centre, in fen: no trips abroad, no purchase, one car, some guests. */
const budgets = { abroad: 0, purchase: 0, running: 2_500_000, reception: 500_000 }

/** 决算表录入: what the ledger cannot tell. */
export const cellRows = (): SeedRow[] =>
  Object.entries(budgets).map(([part, amount]) =>
    seedRow(`t07.budget.${part}`, { key: `t07.budget.${part}`, amount, origin: 'entered' }),
  )

const counts = {
  'units.administrative': 0,
  'units.civil': 0,
  'units.institution': 1,
  'staff.administrative': 0,
  'staff.civil': 0,
  'staff.institution': 14,
  'staff.retired': 3,
  'abroad.groups': 0,
  'abroad.travellers': 0,
  'vehicles.purchased': 0,
  'vehicles.held': 1,
  'reception.batches': 3,
  'reception.guests': 21,
  'reception.foreign.batches': 0,
  'reception.foreign.guests': 0,
  'assets.vehicles.ministerial': 0,
  'assets.vehicles.leading': 0,
  'assets.vehicles.confidential': 0,
  'assets.vehicles.emergency': 1,
  'assets.vehicles.enforcement': 0,
  'assets.vehicles.technical': 0,
  'assets.vehicles.retired': 0,
  'assets.vehicles.other': 0,
  'assets.equipment': 0,
} as const

interface Year {
  projects: readonly SeedRow[]
  entries: readonly SeedRow[]
  approved: Day
}

/** What the ledger spent on an economic subject, of one project where one is told. */
function spentOn({ projects, entries }: Year, economic: string, code?: string): number {
  const project = projects.find(({ cells }) => cells.code === code)?.id
  const rows = entries.filter(({ cells }) => String(cells.economic).startsWith(`${economic}.`) && (code === undefined || cells.project === project)) // prettier-ignore
  return sum(rows.map(({ cells }) => Number(cells.amount)))
}

/** 政府采购 of the year: computers; upkeep, its yearly test and the lease of terminals and lines. */
function procurement(year: Year): Record<string, number> {
  const goods = spentOn(year, '31002')
  const [upkeep, test] = [spentOn(year, '30213', 'XM-02'), spentOn(year, '30227', 'XM-02')]
  return {
    'procurement.goods': goods,
    'procurement.works': 0,
    'procurement.services': upkeep + test + spentOn(year, '30214', 'XM-03'),
    'procurement.goods.sme': goods,
    'procurement.works.sme': 0,
    'procurement.services.sme': upkeep + test,
    'procurement.micro': goods + test,
  }
}

/** 其他数据 of the example centre: everything that the accounts print beside the nine tables. */
export const particularRows = (year: Year): SeedRow[] => [
  seedRow('approved', { key: 'approved', day: year.approved }),
  ...Object.entries(counts).map(([key, count]) => seedRow(key, { key, count })),
  ...Object.entries(procurement(year)).map(([key, amount]) => seedRow(key, { key, amount })),
]
