import { refusal } from '#shared/base/refusal'
import { headingRow, headingsOf, proposeMapping, type Mapping } from '#shared/cases/importing/mapping'
import { textIn } from '#shared/cases/importing/source'
import { casesLimits } from '#functions/workbook/limits'
import { rowsOfFile, type FileRow } from '#functions/workbook/stream'

/** Rows of a file that are read before its headings are looked for. */
const FIRST = 30

/** Rows that are shown below the headings. */
const SHOWN = 8

export interface Survey {
  headings: string[]
  mapping: (string | null)[]
  remembered: boolean
  at: number
  first: { at: number; cells: string[] }[]
}

/**
 * 查看文件. Where the headings stand, what each column is taken for, and the first rows.
 * @throws import/no-headings and what reading throws
 */
export async function surveyFile(
  file: Uint8Array,
  remembered: (headings: readonly string[]) => Promise<Mapping | undefined>,
): Promise<Survey> {
  const first = await firstRows(file)
  const place = headingRow(first)
  const heading = place === undefined ? undefined : first[place]
  if (!heading || place === undefined) throw refusal('import/no-headings', {})
  const headings = headingsOf(heading)
  const known = await remembered(headings)
  return {
    headings,
    mapping: [...proposeMapping(headings, known)],
    remembered: known !== undefined,
    at: heading.at,
    first: first.slice(place + 1, place + 1 + SHOWN).map(({ at, cells }) => ({ at, cells: cells.map(textIn) })),
  }
}

async function firstRows(file: Uint8Array): Promise<FileRow[]> {
  const rows: FileRow[] = []
  for await (const row of rowsOfFile(file, casesLimits)) {
    rows.push(row)
    if (rows.length === FIRST) break
  }
  return rows
}
