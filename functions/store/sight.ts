import type { Place, Row, RowId, Sheet } from '#shared/base/sheet'
import type { Key } from './layout.ts'
import { rowsIn } from './query.ts'
import { recentOf } from './recent.ts'
import { keyOf, rowOf } from './row.ts'
import type { Item, Store } from './store.ts'

/**
 * What one decision has seen of the table. Rules ask for items by key; what was not read yet is answered `undefined`,
 * noted, and read together by `fill`, after which the rules are asked again.
 */
export interface Sight {
  load(keys: readonly Key[]): Promise<void>
  item(key: Key): Item | undefined
  row(sheet: Sheet, place: Place, id: RowId): Row | undefined
  /** a row that others refer to: as it was seen, or as this process read it seconds ago */
  reference(sheet: Sheet, place: Place, id: RowId): Row | undefined
  /** every live row of a register, once it was read */
  register(sheet: Sheet): readonly Row[]
  /** reads what was asked for and not seen yet; false: there was nothing */
  fill(): Promise<boolean>
}

const nameOf = ({ pk, sk }: Key): string => `${pk}\n${sk}`

export function sightOf(store: Store, now: string): Sight {
  const seen = new Map<string, Item | undefined>()
  const rows = new Map<string, Row>()
  const references = new Set<string>()
  const registers = new Map<Sheet, readonly Row[]>()
  let wanted = new Map<string, Key>()
  let wantedRegisters = new Set<Sheet>()
  const recent = recentOf(store)
  const load = async (keys: readonly Key[]): Promise<void> => {
    const items = await store.read(keys)
    keys.forEach((key, i) => {
      const name = nameOf(key)
      const item = items[i]
      seen.set(name, item)
      if (item && references.has(name)) recent.put(name, item, now)
    })
  }
  const item = (key: Key): Item | undefined => {
    const name = nameOf(key)
    if (!seen.has(name)) wanted.set(name, key)
    return seen.get(name)
  }
  const rowAt = (key: Key, sheet: Sheet, id: RowId): Row | undefined => {
    const name = nameOf(key)
    const known = rows.get(name)
    if (known) return known
    const found = item(key)
    const row = found && rowOf(sheet, id, found)
    if (row) rows.set(name, row)
    return row
  }
  const read = async (sheet: Sheet): Promise<void> => {
    const live = (await rowsIn(store, sheet, '')).filter(({ voided }) => voided !== true)
    registers.set(sheet, live)
  }
  return {
    load,
    item,
    row: (sheet, place, id) => rowAt(keyOf(store.district, sheet, place, id), sheet, id),
    reference(sheet, place, id) {
      const key = keyOf(store.district, sheet, place, id)
      const name = nameOf(key)
      const lately = seen.has(name) ? undefined : recent.get(name, now)
      if (lately) return rowOf(sheet, id, lately)
      references.add(name)
      return rowAt(key, sheet, id)
    },
    register(sheet) {
      const known = registers.get(sheet)
      if (!known) wantedRegisters.add(sheet)
      return known ?? []
    },
    async fill() {
      if (wanted.size + wantedRegisters.size === 0) return false
      const [keys, sheets] = [[...wanted.values()], [...wantedRegisters]]
      wanted = new Map()
      wantedRegisters = new Set()
      await Promise.all([load(keys), ...sheets.map(read)])
      return true
    },
  }
}
