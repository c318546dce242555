import type { ColumnKey } from '#shared/base/cell'
import type { RowChange, Touch } from './change.ts'
import type { Sealed } from './sealer.ts'

/** A cell by its column's place, or who is behind the row. */
type Part = [number, Touch['before'], Touch['after']] | { person: Sealed }

type Packed =
  | ['set' | 'create' | 'import', string, ...Part[]]
  | ['step', string, number, string, unknown]
  | ['void' | 'restore', string, number]

interface Body {
  columns: ColumnKey[]
  rows: Packed[]
}

/** Rows of a change as one text: columns are named once. */
export function bodyOf(rows: readonly RowChange[], columns: ColumnKey[]): string {
  const places = new Map(columns.map((column, i) => [column, i]))
  const packed = rows.map((change): Packed => {
    if ('cells' in change) {
      const beside = change.act === 'set' || !change.person ? [] : [{ person: change.person }]
      return [change.act, change.row, ...beside, ...change.cells.map((touch) => packedTouch(touch, places))]
    }
    if (change.act === 'step') return [change.act, change.row, change.rev, change.step, change.input]
    return [change.act, change.row, change.rev]
  })
  return JSON.stringify({ columns, rows: packed } satisfies Body)
}

const packedTouch = ({ column, before, after }: Touch, places: ReadonlyMap<string, number>) =>
  [places.get(column) ?? -1, before, after] satisfies [number, unknown, unknown]

export function rowsOfBody(text: string): RowChange[] {
  const { columns, rows } = JSON.parse(text) as Body
  return rows.map((packed): RowChange => {
    const [act, row] = packed
    if (act === 'step') return { act, row, rev: packed[2], step: packed[3], input: packed[4] }
    if (act === 'void' || act === 'restore') return { act, row, rev: packed[2] }
    const parts = packed.slice(2) as Part[]
    const cells = parts.flatMap((part) =>
      Array.isArray(part) ? [{ column: columns[part[0]] ?? '', before: part[1], after: part[2] }] : [],
    )
    const person = parts.flatMap((part) => (Array.isArray(part) ? [] : [part.person]))[0]
    return act === 'set' || !person ? { act, row, cells } : { act, row, cells, person }
  })
}
