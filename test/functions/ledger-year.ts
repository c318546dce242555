import type { Cells } from '#shared/base/sheet'
import { creatingAs, done, type Clerk, type Office, type Where } from './office.ts'
import { mint } from '../client.ts'

/** A fiscal year with its subjects and two projects: what a ledger entry must refer to. */
export interface LedgerYear {
  accountant: Clerk
  registrar: Clerk
  entries: Where
  projects: Where
  /** ids of the two projects: one of project expenditure, one of personnel */
  project: string
  personnel: string
}

export const entries: Where = { sheet: 'entries', place: '2026/centre' }
export const projects: Where = { sheet: 'projects', place: '2026/centre' }
export const units: Where = { sheet: 'units', place: '' }

export async function aLedgerYear(office: Office): Promise<LedgerYear> {
  const registrar = await office.clerk(['registrar'], { name: '业务管理员' })
  const accountant = await office.clerk(['accountant'], { name: '财务' })
  await done(office, registrar, creatingAs(units, { centre: { code: 'centre', name: '中心', kind: 'centre' } }))
  const subject = (code: string, name: string): Cells => ({ code, name, validFrom: '2007' })
  const subjects = async (sheet: 'functional-subjects' | 'economic-subjects', rows: Record<string, Cells>) =>
    done(office, registrar, creatingAs({ sheet, place: '' }, rows))
  await subjects('functional-subjects', { '2060503.2007': subject('2060503', '科技条件专项') })
  await subjects('economic-subjects', {
    '30201.2007': subject('30201', '办公费'),
    '30101.2007': subject('30101', '基本工资'),
  })
  const [project, personnel] = [mint(), mint()]
  await done(
    office,
    accountant,
    creatingAs(projects, {
      [project]: aProject({ code: 'P-01', name: '网格运行' }),
      [personnel]: aProject({ code: 'P-02', name: '人员经费', kind: 'personnel' }),
    }),
  )
  return { accountant, registrar, entries, projects, project, personnel }
}

export const aProject = (over: Cells): Cells => ({
  kind: 'project',
  functional: '2060503.2007',
  original: 100_000_00,
  adjusted: 120_000_00,
  ...over,
})

export const anEntry = ({ project }: Pick<LedgerYear, 'project'>, over: Cells = {}): Cells => ({
  day: '2026-03-15',
  project,
  functional: '2060503.2007',
  economic: '30201.2007',
  amount: 1_000,
  ...over,
})

/** So many new entries, by their ids. */
export const someEntries = (year: Pick<LedgerYear, 'project'>, count: number): Record<string, Cells> =>
  Object.fromEntries(
    Array.from({ length: count }, (_, i) => [mint(), anEntry(year, { amount: i + 1, memo: `第${i}笔` })]),
  )
