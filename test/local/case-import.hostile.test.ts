import { ORPCError } from '@orpc/client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { RefusalData } from '#shared/base/refusal'
import { sentence } from '#shared/words/refusals'
import { caseImports, type CaseImports } from '../case-imports.ts'
import { mint } from '../client.ts'
import { caseFile, csvOf } from '../samples/case-files.ts'
import { hostileCaseFiles } from '../samples/hostile.ts'
import { aFolder, startSystem, type System } from '../system.ts'

const folder = aFolder()
let system: System
let desk: CaseImports
let before: unknown
beforeAll(async () => {
  system = await startSystem({ folder: folder.path })
  desk = await caseImports(system)
  before = await standing()
})
afterAll(async () => {
  await system.stop()
  folder.remove()
})

const told = (refused: unknown): string => sentence(refused as RefusalData)

/** The sentence that a request is answered with. */
async function saidOf(asked: Promise<unknown>): Promise<string> {
  try {
    await asked
    return 'nothing'
  } catch (error) {
    if (error instanceof ORPCError) return told(error.data)
    throw error
  }
}

/** The cases that stand, and the changes of cases that somebody could find. */
async function standing(): Promise<unknown> {
  const { batches } = await desk.supervisor.call.changes.list({})
  return { cases: await desk.cases(), batches: batches.filter(({ sheet }) => sheet === 'cases') }
}

/** Nothing of any file has become a case. */
const nothingWritten = async (): Promise<void> => expect(await standing()).toEqual(before)

const good = caseFile({ rows: 3 })

describe('a hostile file of cases', () => {
  it.each(Object.entries(hostileCaseFiles))(
    'is refused in a sentence, before and in its job: %s',
    async (_, sample) => {
      const { name, said, file } = sample
      const upload = await desk.upload(file())
      expect(await saidOf(desk.supervisor.call.imports.survey({ upload, name }))).toBe(said)
      const asked = { id: mint(), upload, name, headings: good.headings, mapping: [...good.fields] }
      const { id } = await desk.supervisor.call.imports.begin(asked)
      const job = await desk.until(id, ['checked', 'failed'])
      expect(job).toMatchObject({ state: 'failed', saved: 0, part: 0 })
      expect(told(job.because)).toBe(said)
      expect(await saidOf(desk.supervisor.call.imports.write({ id }))).toBe(
        '导入的进度变了，现在不能这样做。刷新再看。',
      )
      await nothingWritten()
    },
  )

  it('that is what another name says is read as what it is', async () => {
    expect(await desk.checked(csvOf(good), '台账.xlsx')).toMatchObject({ state: 'checked', read: 3, ready: 3 })
    await nothingWritten()
  })

  it('with texts that a spreadsheet would run loses those rows only, each with its reason', async () => {
    const [title, name] = ['title', 'name'].map((field) => good.fields.indexOf(field))
    const texts = ['=HYPERLINK("http://127.0.0.1/x?"&A1,"查看")', '@SUM(1,2)', "\t=cmd|'/C calc'!A0"]
    const rows = good.rows.map((cells, at) => cells.with((at === 1 ? name : title) ?? 0, texts[at] ?? ''))
    const job = await desk.checked(csvOf({ ...good, rows }))
    expect(job).toMatchObject({ state: 'checked', read: 3, ready: 0, refused: 3 })
    const faults = await desk.faults(job.id)
    expect(faults.map(({ at, field, because }) => [at, field, told(because)])).toEqual([
      [2, 'title', '“=HYPERLINK("http://127.0…”像公式，未读取。'],
      [3, 'name', '“@SUM(1,2)”像公式，未读取。'],
      [4, 'title', "“=cmd|'/C calc'!A0”像公式，未读取。"],
    ])
    await nothingWritten()
  })
})
