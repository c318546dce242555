import type { Reading, ReferenceOption } from '#shared/base/kinds'
import type { Row } from '#shared/base/sheet'
import { optionsOf } from '#shared/options'
import { units } from '#shared/units/columns'
import { rowsIn } from '#functions/store/query'
import type { Store } from '#functions/store/store'

/** The registers that a case may refer to, read once for a whole file. */
export interface Registers {
  reading: Reading
  unit: (id: string) => Row | undefined
}

export async function registersIn(store: Store): Promise<Registers> {
  const rows = await rowsIn(store, units, '')
  const byId = new Map(rows.map((row) => [row.id, row]))
  const offered: readonly ReferenceOption[] = optionsOf('units', rows)
  const nothing: readonly ReferenceOption[] = []
  return {
    reading: { options: (sheet) => (sheet === 'units' ? offered : nothing) },
    unit: (id) => byId.get(id),
  }
}
