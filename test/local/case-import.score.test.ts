import { writeXlsx } from 'hucre/xlsx'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { rowsOfFile } from '#functions/workbook/stream'
import { casesLimits } from '#functions/workbook/limits'
import { readCase, type Person } from '#shared/cases/importing/read'
import { headingsOf, proposeMapping } from '#shared/cases/importing/mapping'
import { caseImports, type CaseImports } from '../case-imports.ts'
import { scoreLine, scoreOf, type Imported } from '../case-score.ts'
import { defectFile, fromAnotherDepartment, rowsAbove, type DefectFile } from '../samples/case-defects.ts'
import { csvLines, reading, unitOf } from '../samples/case-files.ts'
import { inGb18030 } from '../samples/gb18030.ts'
import { aFolder, startSystem, type System } from '../system.ts'

const rows = process.env.FULL === '1' ? 5_000 : 500
const folder = aFolder()
let system: System
let desk: CaseImports
beforeAll(async () => {
  system = await startSystem({ folder: folder.path })
  desk = await caseImports(system)
})
afterAll(async () => {
  await system.stop()
  folder.remove()
})

/** The caller's part, which no API tells, as the importer reads it: headings in the row `above`. */
async function personsIn(file: Uint8Array, above: number): Promise<Map<number, Person>> {
  const persons = new Map<number, Person>()
  let headings: string[] = []
  for await (const row of rowsOfFile(file, casesLimits)) {
    if (row.at === above) headings = headingsOf(row)
    if (row.at <= above) continue
    const by = { mapping: proposeMapping(headings), width: headings.length, reading, unit: unitOf }
    const found = readCase(row, by)
    if ('row' in found) persons.set(row.at, found.row.person)
  }
  return persons
}

/** Every way in which a row may be wrong has its place in the file. */
const kinds = ['choices', 'dates', 'duplicates', 'formulas', 'fullWidth', 'impossibleDates', 'invisible', 'lineBreaks', 'missing', 'numbers', 'order', 'rowShape', 'spaces', 'units', 'veryLong'] // prettier-ignore
const kindsIn = ({ lines }: DefectFile): string[] => [...new Set(lines.flatMap(({ key }) => key?.kind ?? []))].sort()

/** Brings a file in, from the upload to the last written row. */
async function imported(file: Uint8Array, name: string, above: number): Promise<Imported> {
  const before = (await desk.cases()).size
  const { id } = await desk.checked(file, name)
  const faults = await desk.faults(id)
  const job = await desk.written(id)
  expect(job.read).toBe(job.saved + job.unchanged + job.lost + job.refused)
  await expect.poll(async () => (await desk.cases()).size, { timeout: 240_000 }).toBe(before + job.saved)
  return { job, faults, cases: await desk.cases(), persons: await personsIn(file, above) }
}

it('every defect of a CSV from another department is mended or refused, no row is lost, none taken in wrongly', async () => {
  const file = defectFile({ rows, letter: 'G' })
  expect(kindsIn(file)).toEqual(kinds)
  const bytes = inGb18030(csvLines(fromAnotherDepartment(file)))
  const score = scoreOf(file, rowsAbove, await imported(bytes, '台账.csv', rowsAbove))
  console.log(`case import, CSV in GB18030: ${scoreLine(score)}`)
  expect(score.odd).toEqual([])
  expect(score).toMatchObject({ lost: 0, wrong: 0, recall: 1, precision: 1 })
  expect(score.mended).toBeGreaterThan(rows / 8)
})

it('every defect of a workbook, too', async () => {
  const file = defectFile({ rows, letter: 'X', seed: 9, short: false })
  expect(kindsIn(file)).toEqual(kinds)
  const bytes = await writeXlsx({ sheets: [{ name: '诉求', rows: [file.headings, ...file.lines.map(({ cells }) => cells)] }] }) // prettier-ignore
  const score = scoreOf(file, 1, await imported(bytes, '台账.xlsx', 1))
  console.log(`case import, XLSX: ${scoreLine(score)}`)
  expect(score.odd).toEqual([])
  expect(score).toMatchObject({ lost: 0, wrong: 0, recall: 1, precision: 1 })
  expect(score.mended).toBeGreaterThan(rows / 8)
})
