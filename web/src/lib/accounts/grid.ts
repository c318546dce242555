import type { AccountTable, TableRow, TableSide } from '#shared/accounts/table'

/** One cell that holds a figure, by its place among the visible rows and the amount columns of all sides. */
export interface GridSpot {
  row: number
  column: number
}

/** A line of the printed table: what stands on each side of it; nothing where a side is shorter. */
export interface GridRow {
  kind: 'row'
  /** the number at its left */
  number: number
  sides: readonly (TableRow | undefined)[]
  /** it has lines of lower level, which are shown or not */
  parent: boolean
  open: boolean
}

/** Lines without data, folded into one that says so. */
export interface Folded {
  kind: 'folded'
  from: number
  to: number
}

export type GridLine = GridRow | Folded

const isTotal = ({ strong, level, code }: TableRow): boolean => strong === true && level === 0 && code === undefined

/** 左右对齐. Rows of two sides stand beside each other from the top, and again from the totals on. */
export function paired(sides: readonly TableSide[]): (TableRow | undefined)[][] {
  const heads = sides.map(({ rows }) => {
    const at = rows.findIndex(isTotal)
    return at < 0 ? rows.length : at
  })
  const head = Math.max(0, ...heads)
  const tail = Math.max(0, ...sides.map(({ rows }, k) => rows.length - (heads[k] ?? 0)))
  if (sides.length === 1) return (sides[0]?.rows ?? []).map((row) => [row])
  const at = ({ rows }: TableSide, k: number, line: number): TableRow | undefined => {
    const own = heads[k] ?? 0
    return line < head ? rows.slice(0, own)[line] : rows[own + line - head]
  }
  return Array.from({ length: head + tail }, (_, line) => sides.map((side, k) => at(side, k, line)))
}

/** What of a table is shown: lines of the levels and branches that are open, runs without data folded. */
export interface Shape {
  has(id: string | null): boolean
  /** tree: rows whose lower lines are hidden, by key */
  closed: ReadonlySet<string>
  /** runs without data that somebody has opened, by the number of their first line */
  opened: ReadonlySet<number>
}

const leastFold = 3

export function linesOf(table: AccountTable, shape: Shape): GridLine[] {
  const rows = paired(table.sides)
  const shown = rows.flatMap((sides, k) => (isHidden(rows, k, shape) ? [] : [rowAt(rows, sides, k, shape)]))
  return folded(shown, shape)
}

function rowAt(rows: readonly GridRow['sides'][], sides: GridRow['sides'], k: number, { closed }: Shape): GridRow {
  const [first] = sides
  const next = rows[k + 1]?.[0]
  const parent = sides.length === 1 && first !== undefined && first.level > 0 && (next?.level ?? 0) > first.level
  return { kind: 'row', number: k + 1, sides, parent, open: !closed.has(first?.key ?? '') }
}

/** A line is hidden where one above it, of a higher level, is closed. */
function isHidden(rows: readonly GridRow['sides'][], k: number, { closed }: Shape): boolean {
  let level = rows[k]?.[0]?.level ?? 0
  if (closed.size === 0 || rows[k]?.length !== 1) return false
  for (let above = k - 1; above >= 0 && level > 1; above--) {
    const row = rows[above]?.[0]
    if (!row || row.level >= level) continue
    if (closed.has(row.key)) return true
    level = row.level
  }
  return false
}

const isBlank = ({ sides }: GridRow, { has }: Shape): boolean =>
  sides.every((row) => row === undefined || (!isTotal(row) && row.cells.every((id) => !has(id))))

/** Only two-sided forms print lines without data. */
function folded(rows: readonly GridRow[], shape: Shape): GridLine[] {
  const lines: GridLine[] = []
  let run: GridRow[] = []
  const close = (): void => {
    const [first] = run
    const last = run.at(-1)
    if (first && last && run.length >= leastFold && !shape.opened.has(first.number))
      lines.push({ kind: 'folded', from: first.number, to: last.number })
    else lines.push(...run)
    run = []
  }
  for (const row of rows) {
    if (row.sides.length > 1 && isBlank(row, shape)) run.push(row)
    else {
      close()
      lines.push(row)
    }
  }
  close()
  return lines
}

/** Ids of the cells by visible row and column; null where a side has no line or the form no figure. */
export const cellsOf = (table: AccountTable, lines: readonly GridLine[]): (string | null)[][] =>
  lines.flatMap((line) =>
    line.kind === 'folded'
      ? []
      : [line.sides.flatMap((row, k) => row?.cells ?? (table.sides[k]?.columns ?? []).map(() => null))],
  )

export interface GridRange {
  anchor: GridSpot
  active: GridSpot
}

export const boundsOf = ({ anchor, active }: GridRange) => ({
  top: Math.min(anchor.row, active.row),
  bottom: Math.max(anchor.row, active.row),
  left: Math.min(anchor.column, active.column),
  right: Math.max(anchor.column, active.column),
})

/** Where a key leads from a cell; undefined for keys that move nothing. */
export function moved(
  { row, column }: GridSpot,
  { key, ctrlKey, shiftKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'shiftKey'>,
  size: { rows: number; columns: number },
): GridSpot | undefined {
  const last = { row: size.rows - 1, column: size.columns - 1 }
  const to = (r: number, c: number): GridSpot => ({
    row: Math.max(0, Math.min(last.row, r)),
    column: Math.max(0, Math.min(last.column, c)),
  })
  switch (key) {
    case 'ArrowUp':
      return ctrlKey ? to(0, column) : to(row - 1, column)
    case 'ArrowDown':
      return ctrlKey ? to(last.row, column) : to(row + 1, column)
    case 'ArrowLeft':
      return ctrlKey ? to(row, 0) : to(row, column - 1)
    case 'ArrowRight':
      return ctrlKey ? to(row, last.column) : to(row, column + 1)
    case 'Home':
      return ctrlKey ? to(0, 0) : to(row, 0)
    case 'End':
      return ctrlKey ? last : to(row, last.column)
    case 'PageUp':
      return to(row - 16, column)
    case 'PageDown':
      return to(row + 16, column)
    case 'Enter':
      return shiftKey ? to(row - 1, column) : to(row + 1, column)
    case 'Tab':
      return shiftKey ? to(row, column - 1) : to(row, column + 1)
    default:
      return undefined
  }
}

/** 粘贴. Where each text of a pasted block goes: from the top left of the range, tiled where the range is a multiple. */
export function placed(
  block: readonly (readonly string[])[],
  range: GridRange,
  cells: readonly (readonly (string | null)[])[],
): { placed: { id: string; text: string }[]; beyond: number } {
  const { top, bottom, left, right } = boundsOf(range)
  const [height, width] = [block.length, Math.max(0, ...block.map((row) => row.length))]
  if (height === 0 || width === 0) return { placed: [], beyond: 0 }
  const tiles = (bottom - top + 1) % height === 0 && (right - left + 1) % width === 0
  const rows = tiles ? bottom - top + 1 : height
  const columns = tiles ? right - left + 1 : width
  let beyond = 0
  const found: { id: string; text: string }[] = []
  for (let r = 0; r < rows; r++)
    for (let c = 0; c < columns; c++) {
      const text = block[r % height]?.[c % width] ?? ''
      const id = cells[top + r]?.[left + c] ?? undefined
      if (id === undefined) beyond += text.trim() === '' ? 0 : 1
      else found.push({ id, text })
    }
  return { placed: found, beyond }
}
