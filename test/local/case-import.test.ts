import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readGrids } from '#functions/workbook/read'
import { caseIdOf } from '#functions/store/imports/part'
import { casesLimits } from '#functions/workbook/limits'
import { caseImports, type CaseImports } from '../case-imports.ts'
import { applied, mint, type Person } from '../client.ts'
import { caseFile, csvOf, numbered } from '../samples/case-files.ts'
import { aFolder, freePorts, startSystem, type System } from '../system.ts'

const folder = aFolder()
let system: System
let desk: CaseImports
let supervisor: Person
let port: number
beforeAll(async () => {
  port = await freePorts()
  system = await startSystem({ folder: folder.path, port })
  desk = await caseImports(system)
  ;({ supervisor } = desk)
})
afterAll(async () => {
  await system.stop()
  folder.remove()
})

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** A case by its number: its id is made of it. */
async function rowOf(number: string): Promise<{ id: string; note: string | null }> {
  const id = caseIdOf(number)
  const { entries } = await supervisor.call.rows.history({ sheet: 'cases', place: '', row: id })
  const note = entries.at(-1)?.cells.note?.[1] ?? null
  return { id, note: typeof note === 'string' ? note : null }
}

const changed = (rows: string[][], row: number, column: number, text: string): string[][] =>
  rows.map((cells, at) => (at === row ? cells.with(column, text) : cells))

const aFile = (letter: string, rows: number) => numbered(letter, caseFile({ rows, seed: letter.charCodeAt(0) }))

describe('a file of cases that were kept elsewhere', () => {
  it('is checked whole, written, and what it could not take comes back with reasons', async () => {
    const file = aFile('A', 1_300)
    const at = (field: string) => file.fields.indexOf(field)
    let rows = changed(file.rows, 3, at('received'), '2026-02-30 10:00')
    rows = changed(rows, 40, at('channel'), '热线电话线')
    rows = [...rows, rows[7] ?? []]
    const checked = await desk.checked(csvOf({ ...file, rows }))
    expect(checked).toMatchObject({ state: 'checked', read: 1_301, ready: 1_298, refused: 3, parts: 2 })
    const { faults } = await supervisor.call.imports.faults({ id: checked.id })
    expect(faults.map(({ at: row, field, because }) => [row, field, because.code])).toEqual([
      [5, 'received', 'cell/not-a-day'],
      [42, 'channel', 'cell/unknown-option'],
      [1_302, 'number', 'import/number-twice'],
    ])
    await supervisor.call.imports.write({ id: checked.id })
    const written = await desk.until(checked.id, ['written', 'failed'])
    expect(written).toMatchObject({ state: 'written', saved: 1_298, unchanged: 0, lost: 0 })
    expect(written.read).toBe(written.saved + written.unchanged + written.lost + written.refused)
    const { url, rows: returned } = await supervisor.call.imports.refused({ id: checked.id })
    expect(returned).toBe(3)
    const [book] = await readGrids(new Uint8Array(await (await fetch(url)).arrayBuffer()), 'x.xlsx', casesLimits)
    expect(book?.rows.get(0)?.slice(0, 3)).toEqual(['原行号', '未导入原因', '编号'])
    expect(book?.rows.get(1)?.slice(0, 3)).toEqual(['5', expect.stringContaining('受理时间'), 'A000003'])
  })

  it('taken in again changes nothing, and is known by its headings', async () => {
    const file = aFile('A', 1_300)
    const again = await desk.checked(csvOf({ ...file, rows: file.rows.slice(0, 200) }))
    await supervisor.call.imports.write({ id: again.id })
    expect(await desk.until(again.id, ['written'])).toMatchObject({ saved: 2, unchanged: 198, lost: 0 })
  })

  it('is taken back as one, and leaves what somebody has changed since', async () => {
    const file = aFile('B', 1_100)
    const { id } = await desk.checked(csvOf(file))
    await supervisor.call.imports.write({ id })
    expect(await desk.until(id, ['written'])).toMatchObject({ saved: 1_100 })
    const row = await rowOf('B000005')
    const note = { key: 'note', words: [row.note, '已核'], before: [0], after: [1] }
    const sets = { rows: [row.id], columns: [note] }
    const edited = await applied(supervisor, { batch: mint(), sheet: 'cases', place: '', gesture: 'type', sets })
    expect(edited.counts.applied).toBe(1)
    await supervisor.call.imports.undo({ id })
    expect(await desk.until(id, ['undone'])).toMatchObject({ undone: 1_099, left: 1, part: 0 })
  })

  it('is stopped at the next piece, and what was written is taken back when asked', async () => {
    const { id } = await desk.checked(csvOf(aFile('C', 2_200)))
    await supervisor.call.imports.write({ id })
    while ((await supervisor.call.imports.job({ id })).part === 0) await pause(20)
    await supervisor.call.imports.cancel({ id })
    const cancelled = await desk.until(id, ['cancelled'])
    await pause(500)
    const settled = await supervisor.call.imports.job({ id })
    expect(settled.part).toBeLessThan(settled.parts)
    expect(settled.part - cancelled.part).toBeLessThanOrEqual(1)
    await supervisor.call.imports.undo({ id })
    const undone = await desk.until(id, ['undone'])
    expect(undone.undone).toBe(undone.saved)
  })

  it('goes on by itself after the whole system was killed, and writes no row twice', async () => {
    const { id } = await desk.checked(csvOf(aFile('D', 2_200)))
    await supervisor.call.imports.write({ id })
    while ((await supervisor.call.imports.job({ id })).part === 0) await pause(20)
    await system.kill()
    system = await startSystem({ folder: folder.path, port })
    const written = await desk.until(id, ['written', 'failed'])
    expect(written).toMatchObject({ state: 'written', saved: 2_200, unchanged: 0, lost: 0 })
    console.log(`import killed: read=${written.read} saved=${written.saved} lost=${written.lost}`)
  })
})

describe('what no import is made of', () => {
  it('a file without headings, columns that nobody chose, an import of somebody else', async () => {
    await expect(desk.checked('甲,乙\r\n1,2')).rejects.toMatchObject({ data: { code: 'import/no-headings' } })
    const file = aFile('E', 3)
    const upload = createHash('sha256').update(csvOf(file)).digest('hex')
    const unsent = { id: mint(), upload, name: 'x.csv', headings: file.headings, mapping: [...file.fields] }
    const gone = await supervisor.call.imports.begin(unsent)
    expect(await desk.until(gone.id, ['failed'])).toMatchObject({ because: { code: 'import/unknown-upload' } })
    const blind = await supervisor.call.imports.begin({ ...unsent, id: mint(), mapping: file.fields.map(() => null) })
    expect(await desk.until(blind.id, ['failed'])).toMatchObject({ because: { code: 'import/unmapped' } })
    await expect(supervisor.call.imports.job({ id: mint() })).rejects.toMatchObject({
      data: { code: 'import/unknown-job' },
    })
    await expect(supervisor.call.imports.undo({ id: gone.id })).rejects.toMatchObject({
      data: { code: 'import/not-now' },
    })
  })
})
