import type { Tops } from './heights.ts'
import type { Range, Spot } from './selection.ts'

export interface Rect {
  x: number
  y: number
  width: number
  height: number
}

/** Fixed measures in CSS pixels (design: shell and sheet). */
export interface Measures {
  header: number
  row: number
  gutter: number
}

/** A column in sight: its place among the shown ones, and where it is drawn. */
export interface ColumnBox {
  place: number
  x: number
  width: number
  frozen: boolean
}

/** What of the sheet is drawn, and where. Coordinates are those of the pane, in CSS pixels. */
export interface Frame extends Measures {
  width: number
  height: number
  /** from left to right, frozen ones first */
  columns: readonly ColumnBox[]
  /** where the frozen columns end and the others begin */
  edge: number
  frozen: number
  firstRow: number
  lastRow: number
  /** y of row 0, which may lie far above */
  top: number
  rows: number
  tops: Tops
}

export interface Layout {
  /** left edges of the shown columns and, last, the end of all */
  lefts: readonly number[]
  frozen: number
}

interface Pane extends Measures {
  width: number
  height: number
  rows: number
  tops: Tops
  offset: { x: number; y: number }
}

/** How many columns stay in place: never more than half of the pane. */
export function frozenIn({ lefts, frozen }: Layout, { width, gutter }: { width: number; gutter: number }): number {
  let count = Math.min(frozen, lefts.length - 1)
  while (count > 0 && (lefts[count] ?? 0) > (width - gutter) / 2) count--
  return count
}

export function frameOf(layout: Layout, pane: Pane): Frame {
  const { width, height, header, row, gutter, rows, tops, offset } = pane
  const frozen = frozenIn(layout, pane)
  const fixed = layout.lefts[frozen] ?? 0
  const edge = gutter + fixed
  const columns: ColumnBox[] = []
  for (let place = 0; place < layout.lefts.length - 1; place++) {
    const left = layout.lefts[place] ?? 0
    const wide = (layout.lefts[place + 1] ?? left) - left
    const x = gutter + left - (place < frozen ? 0 : offset.x)
    if (place < frozen || (x + wide > edge && x < width))
      columns.push({ place, x, width: wide, frozen: place < frozen })
  }
  const firstRow = Math.max(0, tops.at(offset.y))
  const lastRow = Math.min(rows - 1, tops.at(offset.y + height - header - 1))
  return {
    width,
    height,
    header,
    row,
    gutter,
    columns,
    edge,
    frozen,
    firstRow,
    lastRow,
    top: header - offset.y,
    rows,
    tops,
  }
}

export const yOf = ({ top, tops }: Frame, place: number): number => top + tops.of(place)

const boxOf = ({ columns }: Frame, place: number): ColumnBox | undefined => columns.find((box) => box.place === place)

/** Where a place is drawn; undefined where its column is out of sight. */
export function rectOf(frame: Frame, { row, column }: Spot): Rect | undefined {
  const box = boxOf(frame, column)
  return box && { x: box.x, y: yOf(frame, row), width: box.width, height: frame.tops.high(row) }
}

/** A range as it is drawn in one part of the pane, the frozen one or the other; undefined where none of it is there. */
export function rectOfRange(frame: Frame, { top, left, bottom, right }: Range, frozen: boolean): Rect | undefined {
  const boxes = frame.columns.filter((box) => box.frozen === frozen && box.place >= left && box.place <= right)
  const [first, last] = [boxes[0], boxes[boxes.length - 1]]
  if (!first || !last || bottom < frame.firstRow || top > frame.lastRow) return undefined
  const from = Math.max(top, frame.firstRow - 1)
  const to = Math.min(bottom, frame.lastRow + 1)
  return {
    x: first.x,
    y: yOf(frame, from),
    width: last.x + last.width - first.x,
    height: yOf(frame, to) + frame.tops.high(to) - yOf(frame, from),
  }
}

/** What lies under the pointer. */
export type Hit =
  | { on: 'corner' }
  | { on: 'heading'; column: number; part: 'label' | 'menu' | 'edge' }
  | { on: 'gutter'; row: number }
  | { on: 'cell'; spot: Spot }
  | { on: 'head'; head: number }
  | { on: 'handle' }
  | { on: 'nothing' }

const grip = 5
const menu = 26
const handle = 6

/** `handleAt`: the lower right corner of the selection, where the fill handle is. */
export function hit(frame: Frame, x: number, y: number, handleAt?: { x: number; y: number }): Hit {
  if (handleAt && Math.abs(x - handleAt.x) <= handle && Math.abs(y - handleAt.y) <= handle) return { on: 'handle' }
  const head = y < frame.header ? undefined : frame.tops.heads?.at(y - frame.top)
  if (head !== undefined) return { on: 'head', head }
  const row = frame.tops.at(y - frame.top)
  if (x < frame.gutter) {
    if (y < frame.header) return { on: 'corner' }
    return row <= frame.lastRow ? { on: 'gutter', row } : { on: 'nothing' }
  }
  if (y < frame.header) return hitHeading(frame, x)
  const box = columnAt(frame, x)
  return box && row <= frame.lastRow ? { on: 'cell', spot: { row, column: box.place } } : { on: 'nothing' }
}

const columnAt = ({ columns, edge }: Frame, x: number): ColumnBox | undefined =>
  columns.find((box) => x >= box.x && x < box.x + box.width && (box.frozen || x >= edge))

function hitHeading(frame: Frame, x: number): Hit {
  const ending = frame.columns.find((box) => Math.abs(x - box.x - box.width) <= grip && (box.frozen || x > frame.edge))
  if (ending) return { on: 'heading', column: ending.place, part: 'edge' }
  const box = columnAt(frame, x)
  if (!box) return { on: 'nothing' }
  return { on: 'heading', column: box.place, part: x > box.x + box.width - menu ? 'menu' : 'label' }
}

/** The place nearest to a point, also outside of the pane: where a dragged selection reaches. */
export function nearestSpot(frame: Frame, x: number, y: number): Spot {
  const row = Math.max(0, Math.min(frame.rows - 1, frame.tops.at(y - frame.top)))
  const [first] = frame.columns
  const inside = columnAt(frame, Math.max(frame.gutter, Math.min(x, frame.width - 1)))
  const last = frame.columns[frame.columns.length - 1]
  return { row, column: (inside ?? (x > frame.gutter ? last : first))?.place ?? 0 }
}
