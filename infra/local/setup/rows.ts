import { randomBytes } from 'node:crypto'
import { rights, type Actor } from '#shared/base/access'
import type { ChangeSet } from '#shared/base/changes'
import type { Cell } from '#shared/base/cell'
import { sheets } from '#shared/sheets'
import { submit } from '#functions/store/accept'
import { rowsIn } from '#functions/store/query'
import { keyOf } from '#functions/store/row'
import { rulebook } from '#functions/store/rules'
import type { Store } from '#functions/store/store'
import type { SeedRow, SeedSheet } from '../demonstration/seed.ts'

/** The one who fills an empty district: gives the first roles, loads registers. Events name it `setup`. */
export const founder: Actor = {
  account: 'setup',
  name: '开通',
  unit: '',
  roles: ['security-administrator'],
  rights: new Set(rights),
  fresh: true,
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A batch's id: its first letters are the time, so that lists stay in order. */
function batchId(now: string): string {
  let time = ''
  for (let rest = Date.parse(now), k = 0; k < 10; k++, rest = Math.floor(rest / 32))
    time = (letters[rest % 32] ?? '') + time
  return time + Array.from(randomBytes(16), (byte) => letters[byte % 32]).join('')
}

/** Actions of one transaction, less the batch's record and a guarded sheet's turn. */
const room = 98

/**
 * Creates those rows of a sheet that are not there yet, by the same change-sets as everybody's: rights, rules, events and
 * unique keys included. What is there stays as it is.
 * @returns how many were created
 */
export async function createMissing(store: Store, wanted: SeedSheet, actor: Actor, now: string): Promise<number> {
  const sheet = sheets[wanted.sheet]
  const there = new Set((await rowsIn(store, sheet, wanted.place)).map(({ id }) => id))
  const missing = wanted.rows.filter(({ id }) => !there.has(id))
  const size = Math.floor(room / (2 + (sheet.unique?.length ?? 0)))
  for (let from = 0; from < missing.length; from += size) {
    const lot = missing.slice(from, from + size)
    const change = creationOf(wanted, lot, batchId(now))
    const { counts, others } = await submit(change, { store, rulebook, actor, now, attended: true })
    const [refused] = others
    if (counts.applied !== lot.length)
      throw new Error(`${wanted.sheet} ${refused?.row}: ${JSON.stringify(refused?.refusal ?? refused?.cells)}`)
  }
  return missing.length
}

/**
 * Takes cases over as history, those that are not there yet: by the same change-sets as everybody's.
 * @returns how many came in
 */
export async function importMissing(
  store: Store,
  rows: readonly SeedRow[],
  actor: Actor,
  now: string,
): Promise<number> {
  const items = await store.read(rows.map(({ id }) => keyOf(store.district, sheets.cases, '', id)))
  const missing = rows.filter((_, i) => items[i] === undefined)
  const size = Math.floor(room / (2 + (sheets.cases.unique?.length ?? 0)))
  let count = 0
  for (let from = 0; from < missing.length; from += size) {
    const lot = missing.slice(from, from + size)
    const { creates, ...change } = creationOf({ sheet: 'cases', place: '', rows: lot }, lot, batchId(now))
    const history = { ...change, ...(creates ? { imports: creates } : {}) }
    const { counts } = await submit(history, { store, rulebook, actor, now, attended: true })
    count += counts.applied
  }
  return count
}

function creationOf({ sheet, place }: SeedSheet, rows: readonly SeedRow[], batch: string): ChangeSet {
  const keys = [...new Set(rows.flatMap(({ cells }) => Object.keys(cells)))]
  const columns = keys.map((key) => {
    const words: Cell[] = [null]
    const after = rows.map(({ cells }) => {
      const cell = cells[key] ?? null
      const known = words.indexOf(cell)
      return known >= 0 ? known : words.push(cell) - 1
    })
    return { key, words, after }
  })
  return { batch, sheet, place, gesture: 'import', creates: { rows: rows.map(({ id }) => id), columns } }
}
