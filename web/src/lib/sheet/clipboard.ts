import { CellSchema } from '#shared/base/changes'
import type { Cell, Kind } from '#shared/base/cell'
import { fromMarked } from '#shared/base/text'
import { ownTable, readTables, writeTable } from './html.ts'
import { readTsv, writeTsv } from './tsv.ts'

/** One cell that was copied: its text and, from our own sheets, the cell itself with the kind that it is of. */
export interface Copied {
  text: string
  cell?: Cell | undefined
  kind?: string | undefined
}

/** What is on the clipboard, by rows; every row is as wide as the widest. `token` names our own copy. */
export interface Block {
  rows: readonly (readonly Copied[])[]
  width: number
  token?: string | undefined
}

/** Cells of these columns may be taken over as they are: they mean the same. */
export const kindKey = (kind: Kind): string => {
  if (kind.name === 'reference') return `reference ${kind.sheet}`
  return kind.name === 'choice' ? `choice ${kind.options.map(({ value }) => value).join(' ')}` : kind.name
}

const blockOf = (rows: readonly (readonly Copied[])[], token?: string): Block => {
  const width = rows.reduce((most, cells) => Math.max(most, cells.length), 1)
  const wide = rows.map((cells) => Array.from({ length: width }, (_, x) => cells[x] ?? { text: '' }))
  return { rows: wide, width, token }
}

/** Reads the clipboard: our own HTML with its raw values, else a table in HTML, else quoted text with tabs. */
export function readClipboard(data: { html: string; text: string }): Block | undefined {
  const own = ownTable(data.html)
  const tables = data.html === '' ? undefined : readTables(data.html)
  if (tables && own) {
    const rows = tables.map((cells) =>
      cells.map(({ text, raw }, x) => ({ text, cell: cellIn(raw), kind: own.kinds[x] })),
    )
    return blockOf(rows, own.token)
  }
  if (tables) return blockOf(tables.map((cells) => cells.map(({ text }) => ({ text: fromMarked(text) }))))
  if (data.text === '') return undefined
  return blockOf(readTsv(data.text).map((cells) => cells.map((text) => ({ text: fromMarked(text) }))))
}

function cellIn(raw: string | undefined): Cell | undefined {
  if (raw === undefined) return undefined
  try {
    const { success, data } = CellSchema.safeParse(JSON.parse(raw))
    return success ? data : undefined
  } catch {
    return undefined
  }
}

/** A cell as it goes to the clipboard: as other programs read it, and as it is. */
export interface Given {
  text: string
  cell: Cell
}

export const writeClipboard = (
  rows: readonly (readonly Given[])[],
  kinds: readonly string[],
  token: string,
): { html: string; text: string } => ({
  text: writeTsv(rows.map((cells) => cells.map(({ text }) => text))),
  html: writeTable(
    rows.map((cells) => cells.map(({ text, cell }) => ({ text, raw: JSON.stringify(cell) }))),
    kinds,
    token,
  ),
})
