import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { Event } from '#shared/base/event'
import type { Cells } from '#shared/base/sheet'
import { chainOf } from '#functions/store/chain'
import { eventOf } from '#functions/store/event'
import { locate } from '#functions/store/locate'
import { rowOf } from '#functions/store/row'
import type { Rulebook } from '#functions/store/rulebook'
import type { Item, Store } from '#functions/store/store'

/** A row as its events tell it. */
interface Told {
  rev: number
  chain: string
  voided: boolean
  cells: Cells
}

/** What a replay found: how much there was, and every sentence in which ledger and state differ. */
export interface Replay {
  rows: number
  events: number
  faults: string[]
  /** events by batch: rows with their revisions */
  batches: Map<string, Map<string, number>>
}

const nameOf = ({ pk, sk }: Pick<Item, 'pk' | 'sk'>): string => `${pk} ${sk}`

/**
 * 重放. Replays the whole ledger from nothing and compares it, cell by cell, with the rows that stand: no row without its
 * events, no event without its row, no revision skipped or told twice, every chain whole, every unique value held by the
 * row that bears it.
 */
export async function replay(
  store: Store,
  { sheets }: Pick<Rulebook, 'sheets'>,
  ignore: readonly string[] = [],
): Promise<Replay> {
  const faults: string[] = []
  const batches: Replay['batches'] = new Map()
  const told = new Map<string, Told>()
  const ledger = (await scan(store, 'ledger')).filter(({ sk }) => sk.includes('#EVENT#'))
  ledger.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1))
  let events = 0
  for (const item of ledger) {
    const row = { pk: item.pk, sk: item.sk.slice(0, item.sk.indexOf('#EVENT#')) }
    const located = locate(store.district, row, { sheets })
    if (!located || ignore.includes(located.sheet.name)) continue
    events++
    const event = eventOf(item)
    noteBatch(batches, event, located.id)
    told.set(nameOf(row), after(told.get(nameOf(row)), event, `${nameOf(row)} rev ${event.rev}`, faults))
  }
  const state = await scan(store, 'state')
  const holders = new Map(state.filter(({ pk }) => pk.includes('#UNIQUE#')).map((item) => [item.pk, item.holder]))
  let rows = 0
  for (const item of state) {
    const located = locate(store.district, item, { sheets })
    if (!located || ignore.includes(located.sheet.name)) continue
    rows++
    const name = nameOf(item)
    faults.push(...compare(name, rowOf(located.sheet, located.id, item), String(item.chain), told.get(name)))
    told.delete(name)
  }
  for (const name of told.keys()) faults.push(`${name}: events without a row`)
  faults.push(...holderFaults(state, holders, { store, sheets, ignore }))
  return { rows, events, faults, batches }
}

function noteBatch(batches: Replay['batches'], { batch, rev }: Event, row: string): void {
  const rows = batches.get(batch) ?? new Map<string, number>()
  rows.set(row, rev)
  batches.set(batch, rows)
}

/** The row after one more event; what does not follow from the one before is a fault. */
function after(before: Told | undefined, event: Event, name: string, faults: string[]): Told {
  const { chain, ...unchained } = event
  if (event.rev !== (before?.rev ?? 0) + 1) faults.push(`${name}: follows revision ${before?.rev ?? 0}`)
  if (['create', 'import'].includes(event.act) !== (before === undefined))
    faults.push(`${name}: ${event.act} comes at the wrong place`)
  if (chain !== chainOf(before?.chain ?? '', unchained)) faults.push(`${name}: its chain is broken`)
  const cells = { ...before?.cells }
  for (const [column, [from, to]] of Object.entries(event.cells)) {
    if ((cells[column] ?? null) !== from)
      faults.push(`${name}: ${column} was ${String(cells[column])}, not ${String(from)}`)
    cells[column] = to
  }
  const voided = event.act === 'void' || (before?.voided === true && event.act !== 'restore')
  return { rev: event.rev, chain, voided, cells }
}

function compare(name: string, row: ReturnType<typeof rowOf>, chain: string, told: Told | undefined): string[] {
  if (!told) return [`${name}: a row without events`]
  const columns = new Set([...Object.keys(row.cells), ...Object.keys(told.cells)])
  const differ = [...columns].filter((column) => (row.cells[column] ?? null) !== (told.cells[column] ?? null))
  return [
    ...differ.map(
      (column) => `${name}: ${column} is ${String(row.cells[column])}, events say ${String(told.cells[column])}`,
    ),
    ...(row.rev === told.rev ? [] : [`${name}: revision ${row.rev}, events say ${told.rev}`]),
    ...(chain === told.chain ? [] : [`${name}: the row's chain is not its last event's`]),
    ...((row.voided === true) === told.voided ? [] : [`${name}: voided or not, events differ`]),
  ]
}

interface Within {
  store: Store
  sheets: Rulebook['sheets']
  ignore: readonly string[]
}

/** Each live row holds each of its unique values, and nobody holds a value that he does not bear. */
function holderFaults(
  state: readonly Item[],
  holders: ReadonlyMap<string, unknown>,
  { store, sheets, ignore }: Within,
): string[] {
  const faults: string[] = []
  const borne = new Map<string, string>()
  const holding = new Set([...holders].map(([pk, holder]) => `${pk.split('#')[2] ?? ''} ${String(holder)}`))
  for (const item of state) {
    const located = locate(store.district, item, { sheets })
    if (!located || ignore.includes(located.sheet.name) || item.voided === true) continue
    const { sheet, place, id } = located
    for (const columns of sheet.unique ?? []) {
      const cells = columns.map((column) => rowOf(sheet, id, item).cells[column] ?? null)
      if (cells.includes(null)) continue
      const value = `${sheet.name} ${place} ${columns.join('+')} ${JSON.stringify(cells)}`
      if (borne.has(value)) faults.push(`${value}: ${borne.get(value) ?? ''} and ${id} both bear it`)
      borne.set(value, id)
      if (!holding.has(`${sheet.name} ${id}`)) faults.push(`${value}: ${id} bears it and holds nothing`)
    }
  }
  const held = [...holders].filter(
    ([pk, holder]) => holder !== undefined && !ignore.some((name) => pk.includes(`#UNIQUE#${name}#`)),
  )
  if (held.length !== borne.size) faults.push(`${held.length} unique values are held, ${borne.size} are borne`)
  return faults
}

async function scan({ db, tables }: Store, table: 'state' | 'ledger'): Promise<Item[]> {
  const found: Item[] = []
  let from: Record<string, unknown> | undefined
  do {
    const page = await db.send(
      new ScanCommand({ TableName: tables[table], ConsistentRead: true, ExclusiveStartKey: from }),
    )
    found.push(...((page.Items ?? []) as Item[]))
    from = page.LastEvaluatedKey
  } while (from)
  return found
}
