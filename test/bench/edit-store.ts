import { anOffice, creatingAs, rowsNow, setting, settingAll, type Office } from '../functions/office.ts'
import { aLedgerYear, entries, someEntries, type LedgerYear } from '../functions/ledger-year.ts'
import { againstPlain, plainTimes, type PlainTimes } from './plain.ts'
import type { Report } from './run.ts'
import { cpuOfProcess } from './usage.ts'

const edits = 1_000

/** What an edit costs below the gateway: rules and client library in this process, and the table engine's own. */
export async function bench(report: Report): Promise<void> {
  const plain = await plainTimes(report)
  const office = await anOffice()
  const year = await aLedgerYear(office)
  const ids = await tenThousand(office, year)
  await oneCell({ report, plain, office }, year, ids[0] ?? '')
  await manyRows({ report, plain, office }, year, ids.slice(0, 1_000), '1000x7')
  await manyRows({ report, plain, office }, year, ids, '10000x7')
  await office.close()
}

async function tenThousand(office: Office, { accountant, project }: LedgerYear): Promise<string[]> {
  const made = someEntries({ project }, 10_000)
  await accountant.changes.submit(creatingAs(entries, made))
  await office.work()
  return Object.keys(made)
}

interface Bench {
  report: Report
  plain: PlainTimes
  office: Office
}

async function oneCell({ report, plain, office }: Bench, { accountant }: LedgerYear, id: string): Promise<void> {
  let memo = '第0笔'
  const retype = async (next: string): Promise<void> => {
    const { counts } = await accountant.changes.submit(setting(entries, 'memo', [[id, memo, next]]))
    if (counts.applied !== 1) throw new Error('the edit was not applied')
    memo = next
  }
  for (let i = 0; i < 300; i++) await retype(`预热${i}`)
  const spent = meter(office)
  for (let i = 0; i < edits; i++) await retype(`单格${i}`)
  const { here, engine } = spent()
  report('store.one.function', (here * 1_000) / edits)
  report('store.one.engine', (engine * 1_000) / edits)
  report('store.one.against.plain', ((here + engine) * 1_000) / edits / plain.one.cpu)
}

/** Every column of a ledger row that can be edited: seven of them. */
async function manyRows(
  { report, plain, office }: Bench,
  { accountant, personnel }: LedgerYear,
  ids: readonly string[],
  name: '1000x7' | '10000x7',
): Promise<void> {
  const rows = await rowsNow(accountant, entries)
  const change = settingAll(
    entries,
    ids.map((id, i) => {
      const before = rows.get(id)?.cells ?? {}
      const amount = Number(before.amount) + 1
      const day = `2026-0${1 + (i % 9)}-${ids.length > 1_000 ? 11 : 12}`
      const more = {
        project: personnel,
        economic: '30101.2007',
        payee: i % 2 ? 'staff' : 'worker',
        memo: `${name}${i}`,
      }
      return { id, before, after: { ...before, day, amount, ...more } }
    }),
  )
  const [spent, began] = [meter(office), performance.now()]
  await accountant.changes.submit(change)
  report(`store.${name}.accepted`, (performance.now() - began) / 1_000)
  await office.work()
  const applied = (performance.now() - began) / 1_000
  report(`store.${name}.applied`, applied)
  report(`store.${name}.against.plain`, againstPlain(applied, ids.length, plain))
  const { here, engine } = spent()
  report(`store.${name}.function`, here)
  report(`store.${name}.engine`, engine)
}

/** Processor seconds of this process and of the engine from now on. */
function meter({ engine: { pid } }: Office): () => { here: number; engine: number } {
  const [own, other] = [process.cpuUsage(), cpuOfProcess(pid)]
  return () => {
    const { user, system } = process.cpuUsage(own)
    return { here: (user + system) / 1e6, engine: cpuOfProcess(pid) - other }
  }
}
