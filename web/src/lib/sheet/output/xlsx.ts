import { writeXlsx, writeXlsxStream, type CellStyle, type CellValue, type ColumnDef } from 'hucre/xlsx'
import type { Seen } from './seen.ts'

/** Up to so many cells are written whole, with a sheet of explanation under its own name; more are streamed. */
const whole = 400_000
const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const heading: CellStyle = { font: { bold: true }, numFmt: '@' }
const charactersIn = (pixels: number): number => Math.max(6, Math.round(pixels / 8))

const columnsOf = ({ columns }: Seen): ColumnDef[] =>
  columns.map(({ width, format }) => ({ width: charactersIn(width), style: { numFmt: format } }))

export function* rowsOf({ columns, rows }: Seen): Generator<CellValue[]> {
  yield columns.map((column) => column.heading)
  for (let row = 0; row < rows; row++) yield columns.map(({ values, codes }) => values[codes[row] ?? 0] ?? null)
}

/** A name that a spreadsheet takes for its sheet. */
const nameOf = (title: string): string => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 28)

function* withAbout(seen: Seen, aboutTitle: string): Generator<CellValue[]> {
  yield* rowsOf(seen)
  yield [aboutTitle]
  for (const [name, text] of seen.about) yield [name, text]
}

/** 所见的工作簿. Codes are text, money is numbers, units stand in the headings; a second sheet explains the first. */
export async function xlsxOf(seen: Seen, aboutTitle: string): Promise<Blob> {
  const columns = columnsOf(seen)
  const freezePane = { rows: 1 }
  if (seen.rows * seen.columns.length > whole) {
    // Streamed, the explanation follows on a sheet of its own after the last row.
    const options = {
      name: nameOf(seen.title),
      columns,
      freezePane,
      maxRowsPerSheet: seen.rows + 1,
      repeatHeaders: false,
      // A table of all distinct texts would be held until the end.
      inlineStrings: true,
    }
    return new Response(writeXlsxStream(withAbout(seen, aboutTitle), options), {
      headers: { 'content-type': type },
    }).blob()
  }
  const cells = new Map(seen.columns.map((_, column) => [`0,${column}`, { style: heading }]))
  const about = seen.about.map(([name, text]): CellValue[] => [name, text])
  const bytes = await writeXlsx({
    sheets: [
      { name: nameOf(seen.title), columns, rows: [...rowsOf(seen)], cells, freezePane },
      { name: aboutTitle, columns: [{ width: 16 }, { width: 72 }], rows: about },
    ],
  })
  return new Blob([new Uint8Array(bytes)], { type })
}
