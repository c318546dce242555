/** One cell of a table on the clipboard: its text and, from our own sheets, the raw value as JSON. */
export interface HtmlCell {
  text: string
  raw?: string
}

/**
 * Reads the tables of a piece of HTML, as Excel, WPS, LibreOffice and browsers put them on the clipboard: merged cells
 * hold their value at the upper left, hidden rows are left out, `<br>` is a line break, the source's own line breaks
 * are spaces. Undefined where there is no table.
 */
export function readTables(html: string): HtmlCell[][] | undefined {
  const page = new DOMParser().parseFromString(html, 'text/html')
  const rows = [...page.querySelectorAll('table')]
    .filter((table) => !table.parentElement?.closest('table'))
    .flatMap(rowsIn)
  return rows.length > 0 ? rows : undefined
}

const isHidden = (element: HTMLElement): boolean =>
  element.hasAttribute('hidden') || /display\s*:\s*none/i.test(element.getAttribute('style') ?? '')

function rowsIn(table: HTMLTableElement): HtmlCell[][] {
  const grid: HtmlCell[][] = []
  const shown = [...table.rows].filter((row) => !isHidden(row) && row.closest('table') === table)
  shown.forEach((row, y) => {
    const line = (grid[y] ??= [])
    let x = 0
    for (const cell of row.cells) {
      if (isHidden(cell)) continue
      while (line[x] !== undefined) x++
      spread(grid, cell, y, x, shown.length)
      x += Math.max(1, cell.colSpan)
    }
  })
  const width = grid.reduce((most, line) => Math.max(most, line.length), 0)
  return grid.map((line) => Array.from({ length: width }, (_, x) => line[x] ?? { text: '' }))
}

/** A merged cell covers its places; only the first bears the value. A row span beyond the table ends with it. */
function spread(grid: HtmlCell[][], cell: HTMLTableCellElement, y: number, x: number, rows: number): void {
  for (let down = 0; down < Math.max(1, cell.rowSpan) && y + down < rows; down++)
    for (let right = 0; right < Math.max(1, cell.colSpan); right++) {
      const line = (grid[y + down] ??= [])
      line[x + right] = down + right === 0 ? cellOf(cell) : { text: '' }
    }
}

function cellOf(cell: HTMLTableCellElement): HtmlCell {
  const text = textOf(cell)
  const raw = cell.dataset.cell
  if (raw !== undefined) return { text, raw }
  // A column too narrow for its number is copied as ####; the number itself may stand beside it.
  const number = /^#+$/.test(text) ? (cell.getAttribute('x:num') ?? cell.getAttribute('sdval')) : null
  return { text: number ?? text }
}

const blocks = new Set(['P', 'DIV', 'LI', 'TR', 'H1', 'H2', 'H3', 'H4', 'H5', 'H6'])
const left = new Set(['STYLE', 'SCRIPT', 'TITLE', 'XML'])
const space = /[ \t\r\n\f]+/g

/** The text as the cell shows it. Spaces at the ends of lines are nobody's. */
function textOf(cell: HTMLElement): string {
  const preformatted = /white-space\s*:\s*pre/i.test(cell.getAttribute('style') ?? '')
  let text = ''
  const walk = (node: Node): void => {
    if (node.nodeType === Node.TEXT_NODE) {
      const own = node.textContent ?? ''
      text += preformatted ? own : own.replace(space, ' ')
      return
    }
    if (!(node instanceof Element) || left.has(node.nodeName) || (node instanceof HTMLElement && isHidden(node))) return
    if (node.nodeName === 'BR') {
      text += '\n'
      return
    }
    const block = blocks.has(node.nodeName)
    if (block && text !== '' && !text.endsWith('\n')) text += '\n'
    node.childNodes.forEach(walk)
    if (block && !text.endsWith('\n')) text += '\n'
  }
  cell.childNodes.forEach(walk)
  return text
    .replaceAll('\u00a0', ' ')
    .replace(/ +/g, preformatted ? '$&' : ' ')
    .replace(/ *\n */g, '\n')
    .trim()
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

/** Writes a table for other programs, with the raw values for ourselves. Text stays text: codes keep their zeros. */
export function writeTable(
  rows: readonly (readonly Required<HtmlCell>[])[],
  kinds: readonly string[],
  token: string,
): string {
  const cell = ({ text, raw }: Required<HtmlCell>): string =>
    `<td style='mso-number-format:"\\@"' data-cell="${escaped(raw)}">${escaped(text).replaceAll('\n', '<br>')}</td>`
  const lines = rows.map((line) => `<tr>${line.map(cell).join('')}</tr>`).join('')
  return `<meta charset="utf-8"><table data-sheet="${escaped(token)}" data-kinds="${escaped(JSON.stringify(kinds))}">${lines}</table>`
}

/** Which of our copies a piece of HTML is, and of which kinds its columns are. */
export function ownTable(html: string): { token: string; kinds: string[] } | undefined {
  if (!html.includes('data-sheet')) return undefined
  const table = new DOMParser().parseFromString(html, 'text/html').querySelector<HTMLTableElement>('table[data-sheet]')
  const kinds: unknown = JSON.parse(table?.dataset.kinds ?? 'null')
  if (!table || !Array.isArray(kinds)) return undefined
  return { token: table.dataset.sheet ?? '', kinds: kinds.map(String) }
}
