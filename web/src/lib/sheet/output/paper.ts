import type { Seen } from './seen.ts'
import type { SeenColumn } from './seen-column.ts'

/** Pixels across a sheet of A4 on its side, inside of its margins. */
const across = 1046
/** text is shrunk no further than this; what is still wider is split */
const least = 0.66

export const mostPrinted = 5_000

/** Columns that share a strip of paper, and how much they are shrunk. */
export interface Strip {
  columns: readonly SeenColumn[]
  scale: number
}

const widthOf = (columns: readonly SeenColumn[]): number => columns.reduce((sum, { width }) => sum + width, 0)

/** 分幅. All columns side by side where they fit, else strips that each repeat the frozen ones. */
export function stripsOf({ columns }: Pick<Seen, 'columns'>, frozen: number): Strip[] {
  const all = widthOf(columns)
  if (all * least <= across) return [{ columns, scale: Math.min(1, across / Math.max(1, all)) }]
  const fixed = widthOf(columns.slice(0, frozen)) * least < across / 2 ? columns.slice(0, frozen) : []
  const strips: SeenColumn[][] = []
  for (const column of columns.slice(fixed.length)) {
    const last = strips[strips.length - 1]
    if (last && widthOf([...last, column]) * least <= across) last.push(column)
    else strips.push([...fixed, column])
  }
  return strips.map((strip) => ({ columns: strip, scale: Math.min(1, across / widthOf(strip)) }))
}
