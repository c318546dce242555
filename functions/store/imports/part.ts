import { hash } from 'node:crypto'
import * as z from 'zod'
import { ChangeSet, type BatchId } from '#shared/base/changes'
import type { Cell, ColumnKey } from '#shared/base/cell'
import type { RowId } from '#shared/base/sheet'
import type { CaseRead } from '#shared/cases/importing/read'
import type { Sealed, Sealer } from '#functions/store/sealer'

/** Rows of a piece: one batch, large enough that few are needed and small enough to be read at once. */
export const PART = 1_000

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** So many characters of Crockford's alphabet, out of a hash of the text. */
const spelled = (text: string, length: number): string =>
  [...Buffer.from(hash('sha256', text), 'hex')].slice(0, length).map((byte) => letters[byte % 32]).join('') // prettier-ignore

/** The batch of a piece, the same whenever it is asked for: whoever begins again does nothing twice. */
export const batchOfPart = (id: string, k: number): BatchId => `0${spelled(`${id} ${k}`, 25)}`

export const undoOfPart = (id: string, k: number): BatchId => `0${spelled(`${id} ${k} undo`, 25)}`

/** The row of a case that was kept elsewhere, by its number there: the same file twice makes no second row. */
export const caseIdOf = (number: string): RowId => `H${spelled(`case ${number}`, 25)}`

/**
 * 导入分块. Rows that were found good, as the change-set that writes them, where each stood in the file, and who is behind
 * each: sealed before the piece is laid down, so that no file but the upload itself holds a name.
 */
export const Part = z.object({
  change: ChangeSet,
  at: z.array(z.int()),
  persons: z.array(
    z.object({ text: z.string(), key: z.string(), month: z.string(), phone: z.exactOptional(z.string()) }),
  ),
})
export type Part = z.infer<typeof Part>

interface Sealing {
  sealer: Sealer
  now: string
}

export const partName = (k: number): string => `part-${String(k).padStart(5, '0')}.json`

export async function partOf(
  id: string,
  k: number,
  rows: readonly CaseRead[],
  { sealer, now }: Sealing,
): Promise<Part> {
  const ids = rows.map(({ cells }) => caseIdOf(String(cells.number)))
  const imports = { rows: ids, columns: columnsOf(rows) }
  const persons: Sealed[] = []
  for (const [i, { person }] of rows.entries()) persons.push(await sealer.seal(ids[i] ?? '', person, now))
  return {
    change: { batch: batchOfPart(id, k), sheet: 'cases', place: '', gesture: 'import', imports },
    at: rows.map(({ at }) => at),
    persons,
  }
}

function columnsOf(rows: readonly CaseRead[]) {
  const columns = new Map<ColumnKey, { places: Map<Cell, number>; after: number[] }>()
  rows.forEach(({ cells }, row) => {
    for (const [key, cell] of Object.entries(cells)) {
      const column = columns.get(key) ?? { places: new Map<Cell, number>(), after: rows.map(() => -1) }
      columns.set(key, column)
      const place = column.places.get(cell) ?? column.places.size
      column.places.set(cell, place)
      column.after[row] = place
    }
  })
  return [...columns].map(([key, { places, after }]) => ({ key, words: [...places.keys()], after }))
}
