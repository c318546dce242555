/**
 * Reads plain text as spreadsheets write it: tabs between cells, lines between rows, quotes round a cell that holds a
 * tab, a line break or a quote. A quote that does not close in the right place is a character like any other, as is one
 * round a cell that needs none: `"三公"经费` and `"A"` stay as they are.
 */
export function readTsv(text: string): string[][] {
  const rows: string[][] = [[]]
  let at = 0
  for (;;) {
    const [cell, end] = quotedAt(text, at) ?? plainAt(text, at)
    rows[rows.length - 1]?.push(cell)
    const next = text[end]
    if (next === undefined) break
    if (next !== '\t') rows.push([])
    at = next === '\r' && text[end + 1] === '\n' ? end + 2 : end + 1
    if (next !== '\t' && at >= text.length) break
  }
  const last = rows[rows.length - 1]
  if (rows.length > 1 && last?.length === 0) rows.pop()
  return rows
}

function plainAt(text: string, from: number): [string, number] {
  let end = from
  while (end < text.length && text[end] !== '\t' && text[end] !== '\n' && text[end] !== '\r') end++
  return [text.slice(from, end), end]
}

function quotedAt(text: string, from: number): [string, number] | undefined {
  if (text[from] !== '"') return undefined
  let end = from + 1
  for (;;) {
    const quote = text.indexOf('"', end)
    if (quote < 0) return undefined
    if (text[quote + 1] !== '"') {
      end = quote
      break
    }
    end = quote + 2
  }
  const inside = text.slice(from + 1, end)
  const closed = end + 1 >= text.length || /[\t\r\n]/.test(text[end + 1] ?? '')
  return closed && /[\t\r\n"]/.test(inside)
    ? [inside.replaceAll('""', '"').replace(/\r\n?/g, '\n'), end + 1]
    : undefined
}

/** Writes cells for other programs: those with tabs, line breaks or a leading quote between quotes. */
export const writeTsv = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => cells.map((cell) => (/[\t\r\n]|^"/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join('\t')).join('\r\n') // prettier-ignore
