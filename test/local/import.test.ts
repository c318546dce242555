import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allCounts, compare, importChange } from '#shared/accounts/workbook/compare'
import type { WorkbookPreview } from '#shared/accounts/workbook/preview'
import { readAccounts } from '#shared/accounts/workbook/read'
import { subjectNames } from '#shared/accounts/workbook/subjects'
import { tablesOf, type YearTables } from '#shared/accounts/tables/tables'
import type { Row, SheetName } from '#shared/base/sheet'
import { accountsLimits } from '#functions/workbook/limits'
import { readGrids } from '#functions/workbook/read'
import { workbookOf } from '#functions/workbook/write'
import { ORPCError } from '@orpc/client'
import { applied, mint, signIn, type Person } from '../client.ts'
import { openDesk, rowsOf, type Desk } from '../desk.ts'
import { sampleAccounts } from '../samples/account-tables.ts'
import { csvTextOf, defects, sampleSheets, xlsxOf, type SampleSheet } from '../samples/workbooks.ts'
import { repeated, sheetXml, workbookParts, zipOf } from '../samples/zips.ts'
import { aFolder, startSystem, type System } from '../system.ts'

let system: System
let desk: Desk
let subjects: Record<'functional' | 'economic', Row[]>
const folder = aFolder()
beforeAll(async () => {
  system = await startSystem({ folder: folder.path })
  desk = await openDesk(system)
  const { sheets } = await desk.accountant.call.rows.open({
    place: '',
    sheets: ['functional-subjects', 'economic-subjects'],
  })
  const of = (name: SheetName): Row[] => sheets.filter(({ sheet }) => sheet === name).flatMap(rowsOf)
  subjects = { functional: of('functional-subjects'), economic: of('economic-subjects') }
})
afterAll(async () => {
  await system.stop()
  folder.remove()
})

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

/** Puts a file where the API says it may be put; answers the file server's status. */
async function put(person: Person, bytes: Uint8Array, told = hashOf(bytes), size = bytes.length): Promise<number> {
  const { url, headers } = await person.call.uploads.sign({ upload: told, bytes: size })
  const response = await fetch(url, {
    method: 'PUT',
    body: Buffer.from(bytes),
    headers: { ...headers, origin: system.staff },
  })
  return response.status
}

async function read(bytes: Uint8Array, name = '决算.xlsx'): Promise<WorkbookPreview> {
  expect(await put(desk.accountant, bytes)).toBe(200)
  const { year, unit } = desk
  return desk.accountant.call.accounts.readWorkbook({ year, unit, upload: hashOf(bytes), name })
}

async function refusalOf(asked: Promise<unknown>): Promise<unknown> {
  try {
    await asked
    return undefined
  } catch (error) {
    if (error instanceof ORPCError) return error.data
    throw error
  }
}

const amountsIn = ({ tables }: WorkbookPreview): Record<string, number> =>
  Object.fromEntries(tables.flatMap(({ cells }) => cells.map(({ id, fen }) => [id, fen])))

/** The district's own year: its nine tables as they stand. */
async function tablesNow(): Promise<YearTables> {
  const { accountant, place, year, unit } = desk
  const open = async (sheets: SheetName[]) => (await accountant.call.rows.open({ place, sheets })).sheets
  const sheets = [
    ...(await open(['projects', 'entries', 'receipts', 'table-cells', 'particulars'])),
    ...(await open(['texts', 'score-sheets', 'indicators'])),
  ]
  const of = (name: SheetName): Row[] => sheets.filter(({ sheet }) => sheet === name).flatMap(rowsOf)
  return tablesOf({
    year,
    unit: { id: unit, name: '示例区网格中心' },
    rows: {
      projects: of('projects'),
      entries: of('entries'),
      receipts: of('receipts'),
      cells: of('table-cells'),
      particulars: of('particulars'),
      texts: of('texts'),
      scoreSheets: of('score-sheets'),
      indicators: of('indicators'),
    },
    registers: subjects,
    prior: undefined,
  })
}

async function standing(): Promise<Row[]> {
  const { sheets } = await desk.accountant.call.rows.open({ place: desk.place, sheets: ['table-cells'] })
  return sheets.flatMap(rowsOf)
}

/** The sample of a finance system's export, told to be of the district's year. */
const exported = (change: (sheets: SampleSheet[]) => void = () => undefined): SampleSheet[] => {
  const sheets = sampleSheets(sampleAccounts())
  change(sheets)
  for (const sheet of sheets)
    sheet.rows = sheet.rows.map((row) =>
      row.map((cell) => (typeof cell === 'string' ? cell.replace('2025年度', `${desk.year}年度`) : cell)),
    )
  return sheets
}

describe('an upload', () => {
  it('goes past the API to where its hash says, and nowhere else', async () => {
    const bytes = Buffer.from('一份文件')
    expect(await put(desk.accountant, bytes)).toBe(200)
    expect(await put(desk.accountant, Buffer.from('另一文件'), hashOf(bytes), bytes.length)).toBeGreaterThanOrEqual(400)
    expect(await put(desk.accountant, Buffer.from('更长的一份文件'), hashOf(bytes), bytes.length)).toBe(403)
  })

  it('may come from the staff app’s pages: the file server lets their origin in, and the pages may call it', async () => {
    const { url } = await desk.accountant.call.uploads.sign({ upload: 'a'.repeat(64), bytes: 5 })
    const asked = {
      origin: system.staff,
      'access-control-request-method': 'PUT',
      'access-control-request-headers': 'content-type,x-amz-checksum-sha256',
    }
    const preflight = await fetch(url, { method: 'OPTIONS', headers: asked })
    expect([preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([200, system.staff])
    const stranger = await fetch(url, { method: 'OPTIONS', headers: { ...asked, origin: 'https://elsewhere.example' } })
    expect(stranger.headers.get('access-control-allow-origin')).toBeNull()
    const page = await fetch(`${system.staff}/accounts`)
    expect(page.headers.get('content-security-policy')).toContain("connect-src 'self' http://127.0.0.1:*")
  })

  it('is larger than ten megabytes never', async () => {
    const asked = desk.accountant.call.uploads.sign({ upload: 'a'.repeat(64), bytes: 10_000_001 })
    expect(await refusalOf(asked)).toMatchObject({ code: 'request/not-understood' })
  })

  it('is not read by whoever may not write the accounts, nor where nothing was uploaded', async () => {
    const { year, unit } = desk
    const asked = { year, unit, upload: 'b'.repeat(64), name: 'a.xlsx' }
    const reviewer = await signIn(system, 'reviewer')
    expect(await refusalOf(reviewer.call.accounts.readWorkbook(asked))).toMatchObject({ code: 'access/not-allowed' })
    expect(await refusalOf(desk.accountant.call.accounts.readWorkbook(asked))).toEqual({
      code: 'import/unknown-upload',
      facts: {},
    })
  })
})

describe('the workbook of a year', () => {
  it('brings back every amount of the nine tables that it was written from', async () => {
    const { tables, figures } = await tablesNow()
    const known = new Map(figures.map((figure) => [figure.id, figure]))
    const bytes = await workbookOf(tables, known, { year: desk.year, unit: '示例区网格中心' })
    const preview = await read(bytes)
    const printed = tables.flatMap(({ sides }) => sides.flatMap(({ rows }) => rows.flatMap(({ cells }) => cells)))
    const amounts = printed.flatMap((id) => {
      const value = id === null ? undefined : known.get(id)?.value
      return id !== null && value && 'fen' in value ? [[id, value.fen] as const] : []
    })
    expect(amounts.length).toBeGreaterThan(100)
    expect(preview.tables.flatMap(({ refused }) => refused)).toEqual([])
    expect(amountsIn(preview)).toEqual(Object.fromEntries(amounts))
  })

  it('reads in the function as it reads at home', async () => {
    const bytes = await xlsxOf(exported())
    const here = readAccounts(await readGrids(bytes, '决算.xlsx', accountsLimits), {
      year: desk.year,
      subjects: {
        functional: subjectNames(subjects.functional, desk.year),
        economic: subjectNames(subjects.economic, desk.year),
      },
    })
    expect(await read(bytes)).toEqual(here)
    const csv = await read(Buffer.from(csvTextOf(exported())), '决算.csv')
    expect(amountsIn(csv)).toEqual(amountsIn(here))
  })

  it('is written as one change, whose undoing leaves everything as it was', async () => {
    const before = await standing()
    const bytes = await xlsxOf(exported())
    const tables = compare(await read(bytes), before)
    const counts = allCounts(tables)
    expect(counts.read).toBe(counts.added + counts.changed + counts.same + counts.refused)
    expect(counts.added + counts.changed).toBeGreaterThan(50)
    const change = importChange(tables, before, '决算.xlsx')
    const where = { sheet: 'table-cells', place: desk.place, gesture: 'import', batch: mint() } as const
    const answer = await applied(desk.accountant, { ...where, ...change })
    expect(answer.counts).toEqual({
      applied: counts.added + counts.changed,
      merged: 0,
      unchanged: 0,
      conflict: 0,
      refused: 0,
    })
    const after = new Map((await standing()).map((row) => [row.id, row.cells]))
    for (const { id, fen } of tables.flatMap(({ cells }) => cells)) expect(after.get(id)?.amount, id).toBe(fen)
    const again = allCounts(compare(await read(bytes), await standing()))
    expect(again).toMatchObject({ added: 0, changed: 0, same: counts.read - counts.refused })
    const as = mint()
    let undone = await desk.accountant.call.changes.undo({ batch: where.batch, as })
    while (undone.state !== 'applied') undone = await desk.accountant.call.changes.batch({ batch: as })
    const plain = (rows: Row[]) => Object.fromEntries(rows.map(({ id, cells }) => [id, cells]))
    expect(plain(await standing())).toEqual(plain(before))
  })

  it.each(Object.keys(defects))('with %s loses that and nothing else', async (name) => {
    const defect = defects[name]
    const preview = await read(await xlsxOf(exported(defect?.plant)))
    const clean = await read(await xlsxOf(exported()))
    const codes = (of: WorkbookPreview): string[] =>
      of.tables.flatMap(({ no, refused }) => refused.map(({ refusal: { code } }) => `${no} ${code}`))
    expect(codes(preview)).toContain(`${defect?.no} ${defect?.code}`)
    const others = (of: WorkbookPreview) => of.tables.filter(({ no }) => no !== defect?.no)
    expect(others(preview)).toEqual(others(clean))
    for (const [id, fen] of Object.entries(amountsIn(preview))) expect(amountsIn(clean)[id], id).toBe(fen)
  })

  it('is refused whole when it is no workbook, or a trap', async () => {
    const refused = async (bytes: Uint8Array, name?: string) => refusalOf(read(bytes, name))
    expect(await refused(Buffer.from('%PDF-1.7 '))).toMatchObject({
      code: 'import/not-a-workbook',
      facts: { because: 'kind' },
    })
    expect(await refused(Buffer.from('姓名,电话\n某人,1\n'), '名单.csv')).toEqual({
      code: 'import/no-table',
      facts: {},
    })
    const blanks = Buffer.from(`${' '.repeat(99_996)}<x/>`.repeat(100))
    const bomb = zipOf(workbookParts([repeated(sheetXml(''), blanks, 300, '')]))
    const began = performance.now()
    expect(await refused(bomb)).toMatchObject({ code: 'import/too-much', facts: { what: 'unpacked' } })
    expect(performance.now() - began).toBeLessThan(5_000)
    const corner = zipOf(workbookParts([sheetXml('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')]))
    expect(await refused(corner)).toMatchObject({ code: 'import/too-much' })
    expect(await read(await xlsxOf(exported()))).toHaveProperty('tables')
  })
})
