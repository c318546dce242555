import { afterAll, beforeAll, expect, it } from 'vitest'
import { textOf, type Raw } from '#shared/base/raw'
import { parse } from '#shared/base/kinds'
import type { Cells } from '#shared/base/sheet'
import { cases } from '#shared/cases/columns'
import { fieldOf, type FieldKey } from '#shared/cases/importing/fields'
import { caseIdOf } from '#functions/store/imports/part'
import { casesLimits } from '#functions/workbook/limits'
import { rowsOfFile } from '#functions/workbook/stream'
import { csvOf as exportedCsv } from '#web/sheet/output/csv.ts'
import { xlsxOf as exportedXlsx } from '#web/sheet/output/xlsx.ts'
import { caseImports, type CaseImports } from '../../case-imports.ts'
import { caseFile, csvOf, numbered, reading } from '../../samples/case-files.ts'
import { loadedFrom, seenCases, sheetOf } from '../seen-cases.ts'
import { aFolder, startSystem, type System } from '../../system.ts'

const rows = process.env.FULL === '1' ? 170_000 : 2_000
const file = numbered('R', caseFile({ rows, seed: 4 }))
const folder = aFolder()
let system: System
let desk: CaseImports
let found: Map<string, Cells>
beforeAll(async () => {
  system = await startSystem({ folder: folder.path })
  desk = await caseImports(system)
  const { id } = await desk.checked(csvOf(file))
  expect(await desk.written(id)).toMatchObject({ state: 'written', saved: rows, refused: 0, lost: 0 })
  const ids = new Set(file.rows.map((cells) => caseIdOf(cells[file.fields.indexOf('number')] ?? '')))
  const own = async () => new Map([...(await desk.cases())].filter(([id]) => ids.has(id)))
  for (found = await own(); found.size < rows; found = await own()) await new Promise((done) => setTimeout(done, 1_000))
}, 1_700_000)
afterAll(async () => {
  await system.stop()
  folder.remove()
})

/** Columns of the sheet that the file has: what tells who called never leaves by it. */
const keys = file.fields.filter((field) => cases.columns.some(({ key }) => key === field))

/** Amounts leave as numbers, everything else as it is written. */
function sameText(raw: Raw | undefined, wanted: string, field: FieldKey): boolean {
  const kind = fieldOf(field)?.kind
  if (kind?.name !== 'amount') return textOf(raw) === wanted
  return parse(textOf(raw), kind, reading) === parse(wanted, kind, reading)
}

/** How many cells of an exported file are those of the file that was brought in; every other is told. */
async function compared(exported: Blob): Promise<{ cells: number; odd: string[] }> {
  const wanted = new Map(file.rows.map((cells) => [cells[file.fields.indexOf('number')], cells]))
  const odd: string[] = []
  let cells = 0
  for await (const row of rowsOfFile(new Uint8Array(await exported.arrayBuffer()), casesLimits)) {
    if (row.at === 1 || row.at > rows + 1) continue
    const source = wanted.get(textOf(row.cells[0]))
    keys.forEach((key, column) => {
      const text = source?.[file.fields.indexOf(key)]
      if (text !== undefined && sameText(row.cells[column], text, key)) cells++
      else odd.push(`row ${row.at} ${key}: ${textOf(row.cells[column])} for ${String(text)}`)
    })
  }
  return { cells, odd: odd.slice(0, 10) }
}

it('gives back every cell of a file that was brought in, as CSV', async () => {
  const result = await compared(exportedCsv(seenCases(sheetOf(loadedFrom(found)), keys)))
  console.log(`round trip, CSV: rows=${rows} cells=${result.cells} different=${rows * keys.length - result.cells}`)
  expect(result).toEqual({ cells: rows * keys.length, odd: [] })
})

it('gives back every cell as a workbook', async () => {
  const result = await compared(await exportedXlsx(seenCases(sheetOf(loadedFrom(found)), keys), '说明'))
  console.log(`round trip, XLSX: rows=${rows} cells=${result.cells} different=${rows * keys.length - result.cells}`)
  expect(result).toEqual({ cells: rows * keys.length, odd: [] })
})
