import { mint } from '../client.ts'
import { anEngine, type TestEngine } from '../engine.ts'
import { officeTables } from '../functions/office.ts'
import type { Report } from './run.ts'
import { cpuOfProcess } from './usage.ts'

/** Milliseconds that the bare table engine takes for one transaction in this very run: its processor's and a clock's. */
export interface Plain {
  cpu: number
  wall: number
}

/** What the bare engine takes here and now, so that a slow machine does not hide a step backwards. */
export interface PlainTimes {
  /** a row of seven cells, its event and the record of its batch */
  one: Plain
  /** 49 such rows, their events and the marker of their chunk: what one transaction holds at most */
  full: Plain
}

const rounds = { one: 300, full: 40 }

/** Measures the engine alone: tables as the system has them, no client library, no rules, nobody who reads the stream. */
export async function plainTimes(report: Report): Promise<PlainTimes> {
  const engine = await anEngine()
  await engine.createTables(officeTables)
  const rows = Array.from({ length: 49 }, () => mint())
  await transact(engine, [...rows.map((row, i) => created(row, i)), record(mint())])
  let rev = 1
  const changing = (some: readonly string[]) => () => {
    rev++
    return transact(engine, [...some.flatMap((row, i) => changed(row, i, rev)), record(mint())])
  }
  const full = await timed(engine, rounds.full, changing(rows))
  for (const row of rows.slice(1)) await transact(engine, changed(row, 0, rev + 1))
  const one = await timed(engine, rounds.one, changing(rows.slice(0, 1)))
  await engine.close()
  report('plain.one.engine', one.cpu)
  report('plain.tx49.engine', full.cpu)
  report('plain.tx49.wall', full.wall)
  report('machine.slower', slower({ one, full }))
  return { one, full }
}

/** Milliseconds that the bare engine takes for a transaction of 49 rows on the machine for which the goals are written. */
const REFERENCE_TX49 = 20

/** How many times as long this machine, busy as it is now, takes as the one for which the goals are written. */
export const slower = ({ full }: PlainTimes): number => full.wall / REFERENCE_TX49

/** How many times as long so many rows took, in seconds, as the bare engine takes for their transactions. */
export const againstPlain = (seconds: number, rows: number, { full }: PlainTimes): number =>
  (seconds * 1_000) / (Math.ceil(rows / 49) * full.wall)

async function timed({ pid }: TestEngine, times: number, act: () => Promise<unknown>): Promise<Plain> {
  for (let i = 0; i < times / 4; i++) await act()
  const [cpu, began] = [cpuOfProcess(pid), performance.now()]
  for (let i = 0; i < times; i++) await act()
  return { cpu: ((cpuOfProcess(pid) - cpu) * 1_000) / times, wall: (performance.now() - began) / times }
}

const transact = ({ call }: TestEngine, TransactItems: readonly object[]) =>
  call('TransactWriteItems', { TransactItems, ClientRequestToken: mint() })

const pk = { S: 'test#YEAR#2026#centre' }
const head = (rev: number) => ({
  rev: { N: String(rev) },
  chain: { S: 'a'.repeat(64) },
  by: { S: '0'.repeat(26) },
  at: { S: '2026-10-12T01:00:00.000Z' },
})
const cells = (row: number, rev: number) => ({
  day: { S: `2026-03-${10 + (rev % 9)}` },
  project: { S: '0'.repeat(26) },
  functional: { S: '2060503.2007' },
  economic: { S: '30201.2007' },
  amount: { N: String(row * 100 + rev) },
  payee: { S: rev % 2 ? 'staff' : 'worker' },
  memo: { S: `第${rev}次修改${row}` },
})

const created = (row: string, i: number) => put('state', { pk, sk: { S: `ENTRY#${row}` }, ...head(1), ...cells(i, 1) })

const record = (batch: string) =>
  put('state', { pk: { S: `test#BATCH#${batch}` }, sk: { S: 'DONE' }, outcomes: { S: 'x'.repeat(1_800) } })

const put = (TableName: string, Item: object) => ({
  Put: { TableName, Item, ConditionExpression: 'attribute_not_exists(pk)' },
})

/** A row and its event, as `functions/store/write.ts` words them. */
function changed(row: string, i: number, rev: number): object[] {
  const written = { ...head(rev), ...cells(i, rev) }
  const names = Object.keys(written)
  const event = JSON.stringify(Object.entries(cells(i, rev)).map(([key, value]) => [key, [value, value]]))
  return [
    {
      Update: {
        TableName: 'state',
        Key: { pk, sk: { S: `ENTRY#${row}` } },
        UpdateExpression: `SET ${names.map((_, at) => `#c${at} = :c${at}`).join(', ')}`,
        ConditionExpression: '#c0 = :was',
        ExpressionAttributeNames: Object.fromEntries(names.map((name, at) => [`#c${at}`, name])),
        ExpressionAttributeValues: {
          ':was': { N: String(rev - 1) },
          ...Object.fromEntries(Object.values(written).map((value, at) => [`:c${at}`, value])),
        },
      },
    },
    put('ledger', {
      pk,
      sk: { S: `ENTRY#${row}#EVENT#${String(rev).padStart(9, '0')}` },
      ...head(rev),
      batch: { S: '0'.repeat(26) },
      act: { S: 'set' },
      cells: { S: event },
    }),
  ]
}
