import { writeXlsx } from 'hucre/xlsx'
import { asText } from '#shared/base/text'

/** One sheet of texts under its headings. */
export interface TextTable {
  name: string
  headings: readonly string[]
  rows: readonly (readonly string[])[]
}

/** A workbook of one sheet, every cell a text: numbers, codes and days come back as they were written. */
export const tableWorkbook = ({ name, headings, rows }: TextTable): Promise<Uint8Array> =>
  writeXlsx({
    sheets: [
      {
        name,
        columns: headings.map(() => ({ width: 18 })),
        rows: [headings, ...rows].map((row) => row.map(asText)),
        freezePane: { rows: 1 },
      },
    ],
  })
