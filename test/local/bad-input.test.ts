import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Cell, ColumnKey } from '#shared/base/cell'
import type { BatchAnswer, ChangeSet } from '#shared/base/changes'
import { parse, type ReferenceOption } from '#shared/base/kinds'
import { refusalData, refused, type RefusalData } from '#shared/base/refusal'
import { entries } from '#shared/budget/entries'
import { projects } from '#shared/budget/projects'
import type { Cells, Row, Sheet } from '#shared/base/sheet'
import { sentence } from '#shared/words/refusals'
import { readLog } from '../../infra/local/log.ts'
import { applied, creating, mint, signIn, type Person } from '../client.ts'
import { openDesk, readYear, rowsOf, type Desk } from '../desk.ts'
import { aFolder, startSystem, type System } from '../system.ts'

let system: System
let desk: Desk
let reviewer: Person
let subjects: Row[]
const folder = aFolder()
beforeAll(async () => {
  system = await startSystem({ folder: folder.path })
  desk = await openDesk(system)
  reviewer = await signIn(system, 'reviewer')
  const { sheets } = await desk.accountant.call.rows.open({ place: '', sheets: ['functional-subjects'] })
  subjects = sheets.flatMap(rowsOf)
})
afterAll(async () => {
  await system.stop()
  folder.remove()
})

/** The answer to a request, as a browser that knows nothing of the library sees it. */
interface Refused {
  status: number
  refusal: RefusalData | undefined
}

async function sent(body: string, person = desk.accountant): Promise<Refused> {
  const response = await person.fetch('/api/changes', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json' },
  })
  const { data } = (await response.json()) as { data?: RefusalData }
  return { status: response.status, refusal: data }
}

const setting = (row: Row, column: ColumnKey, after: Cell): ChangeSet => ({
  batch: mint(),
  sheet: 'entries',
  place: desk.place,
  gesture: 'type',
  sets: { rows: [row.id], columns: [{ key: column, words: [row.cells[column] ?? null, after], before: [0], after: [1] }] },
}) // prettier-ignore

const firstEntry = (): Row => {
  const [entry] = desk.entries
  if (!entry) throw new Error('The year has no entries')
  return entry
}

/** Sends a cell that may not stand there, beside one in the same row that may; hands back the answer about the first. */
async function writtenBeside(column: ColumnKey, after: Cell): Promise<{ answer: BatchAnswer; refusal: RefusalData }> {
  const row = await aRow({})
  const change = setting(row, column, after)
  change.sets?.columns.push({ key: 'memo', words: [row.cells.memo ?? null, '留下'], before: [0], after: [1] })
  const answer = await applied(desk.accountant, change)
  const [found] = answer.others
  const [cell] = found?.cells ?? []
  expect(answer.counts).toMatchObject({ applied: 0, merged: 1 })
  expect(found).toMatchObject({ row: row.id, outcome: 'merged', cells: [{ column, found: row.cells[column] }] })
  const stands = await rowNow(row.id)
  expect(stands?.cells).toEqual({ ...row.cells, memo: '留下' })
  return { answer, refusal: (cell?.refusal ?? { code: '', facts: {} }) as RefusalData }
}

/** A new entry of the year, like those that stand. */
async function aRow(over: Cells): Promise<Row> {
  const change = creating('entries', desk.place, [{ ...firstEntry().cells, memo: '原来', ...over }])
  expect((await applied(desk.accountant, change)).counts.applied).toBe(1)
  const row = await rowNow(change.creates?.rows[0] ?? '')
  if (!row) throw new Error('The row was not made')
  return row
}

const rowNow = async (id: string): Promise<Row | undefined> =>
  (await readYear(desk.accountant, desk.place)).entries.find((row) => row.id === id)

/** All rows of the year, and how many events the first has: what must not change while something is refused whole. */
async function standing(): Promise<unknown> {
  const { entries: history } = await desk.accountant.call.rows.history({
    place: desk.place,
    sheet: 'entries',
    row: firstEntry().id,
  })
  return { year: await readYear(desk.accountant, desk.place), events: history.length }
}

/** What the sheet says before anything is sent, for what was typed. */
function typed(text: string, column: ColumnKey, sheet: Sheet = entries): RefusalData | undefined {
  const kind = sheet.columns.find(({ key }) => key === column)?.kind
  if (!kind) throw new Error(`There is no column ${column}`)
  const options = subjects.map(({ id, cells }): ReferenceOption => ({ value: id, code: String(cells.code), label: String(cells.name) })) // prettier-ignore
  const found = refused(() => void parse(text, kind, { year: desk.year, options: () => options }))
  return found && refusalData(found)
}

const said = (refusal: RefusalData | undefined, column?: ColumnKey): string =>
  refusal ? sentence(refusal, { sheet: 'entries', row: 37, column, place: desk.place }) : ''

describe('what was typed and may not stand', () => {
  it('names an unknown subject, and what it may have been', async () => {
    const read = typed('2060599 没有的科目', 'functional')
    expect(read?.code).toBe('cell/unknown-option')
    const { refusal } = await writtenBeside('functional', '9999999.2007')
    expect(refusal).toEqual({ code: 'cell/unknown-option', facts: { text: '9999999.2007', nearest: [] } })
    expect(said(refusal, 'functional')).toBe(
      `${desk.year}年度支出台账第37行「功能科目」未保存：没有“9999999.2007”。改选已有的。`,
    )
  })

  it('names code and name that disagree', () => {
    const [one, other] = subjects.filter(({ cells }) => String(cells.code).length === 7)
    const code = String(one?.cells.code)
    const [expected, name] = [String(one?.cells.name), String(other?.cells.name)]
    const refusal = typed(`${code} ${name}`, 'functional')
    expect(refusal).toEqual({ code: 'cell/code-and-name-disagree', facts: { code, name, expected } })
    expect(said(refusal, 'functional')).toBe(
      `${desk.year}年度支出台账第37行「功能科目」未保存：${code}是“${expected}”，不是“${name}”。改其一。`,
    )
  })

  it('names an amount with three decimals; one that got past the sheet is refused at the door', async () => {
    const refusal = typed('12.345', 'amount')
    expect(refusal).toEqual({ code: 'cell/too-many-decimals', facts: { text: '12.345', allowed: 2 } })
    expect(said(refusal, 'amount')).toBe(
      `${desk.year}年度支出台账第37行「金额（元）」未保存：“12.345”小数过多，最多2位。改后重填。`,
    )
    const before = await standing()
    const wired = await sent(JSON.stringify(setting(firstEntry(), 'amount', 1234.5)))
    expect(wired).toEqual({ status: 400, refusal: { code: 'cell/wrong-type', facts: { column: 'amount' } } })
    expect(said(wired.refusal, 'amount')).toContain('支出台账第37行「金额（元）」未保存：值的类型不对')
    expect(await standing()).toEqual(before)
  })

  it('names a day outside the year', async () => {
    const text = `${desk.year + 1}-01-01`
    const { refusal } = await writtenBeside('day', text)
    expect(refusal).toEqual({ code: 'cell/day-outside-year', facts: { text, year: desk.year } })
    expect(typed(text, 'day')).toEqual(refusal)
    expect(said(refusal, 'day')).toBe(
      `${desk.year}年度支出台账第37行「日期」未保存：“${text}”不在${desk.year}年度。改为${desk.year}年内的日期。`,
    )
  })

  it('names a text of 40,000 characters, and leaves the text that stood there', async () => {
    const row = await aRow({})
    const text = '长'.repeat(40_000)
    const answer = await applied(desk.accountant, setting(row, 'memo', text))
    const refusal = { code: 'cell/too-long', facts: { length: 40_000, limit: 10_000 } } as const
    expect(answer.others).toEqual([
      { row: row.id, outcome: 'refused', rev: 1, cells: [{ column: 'memo', found: '原来', refusal }] },
    ])
    expect(await rowNow(row.id)).toEqual(row)
    expect(typed(text, 'memo')).toEqual(refusal)
    expect(said(refusal, 'memo')).toBe(
      `${desk.year}年度支出台账第37行「摘要」未保存：共40,000字，最多10,000字。删减后重填。`,
    )
  })
})

describe('a paste', () => {
  it('that is wider than the sheet is refused by its first column too many, and nothing of it is written', async () => {
    const before = await standing()
    const change = creating('entries', desk.place, [{ ...firstEntry().cells, 'column-8': '多出来的' }])
    const answer = await sent(JSON.stringify(change))
    expect(answer).toEqual({ status: 400, refusal: { code: 'cell/unknown-column', facts: { column: 'column-8' } } })
    expect(said(answer.refusal)).toBe(`${desk.year}年度支出台账第37行未保存：没有“column-8”这一列。`)
    expect(await standing()).toEqual(before)
  })

  it.each(['__proto__', 'constructor', 'toString'])('with %s for a column is refused by that name', async (column) => {
    const before = await standing()
    const change = JSON.stringify(setting(firstEntry(), 'memo', '改')).replace('"key":"memo"', `"key":"${column}"`)
    const answer = await sent(change)
    expect(answer).toEqual({ status: 400, refusal: { code: 'cell/unknown-column', facts: { column } } })
    expect(said(answer.refusal)).toContain(`没有“${column}”这一列`)
    expect(await standing()).toEqual(before)
  })

  it('with __proto__ among its fields is not understood, and not half understood', async () => {
    const before = await standing()
    const change = JSON.stringify(setting(firstEntry(), 'memo', '改')).replace('{', '{"__proto__":{"whole":true},')
    const answer = await sent(change)
    expect(answer).toMatchObject({ status: 400, refusal: { code: 'request/not-understood' } })
    expect(await standing()).toEqual(before)
  })

  it('of a million rows is refused as too large, and the system goes on', async () => {
    const before = await standing()
    const rows = Array.from({ length: 1_000_000 }, (_, i) => String(i).padStart(26, '0'))
    const columns = [{ key: 'memo', words: ['一'], after: rows.map(() => 0) }]
    const body = JSON.stringify({ ...creating('entries', desk.place, []), creates: { rows, columns } })
    const answer = await sent(body)
    expect(answer).toEqual({
      status: 413,
      refusal: { code: 'request/too-large', facts: { limit: 4_000_000 } },
    })
    expect(sentence(answer.refusal ?? { code: 'change/empty', facts: {} })).toBe('一次最多4MB。分批粘贴，或改用导入。')
    expect(await standing()).toEqual(before)
  })

  it('of 10,001 rows is refused by its count', async () => {
    const change = creating(
      'entries',
      desk.place,
      Array.from({ length: 10_001 }, () => ({ memo: '一' })),
    )
    const answer = await sent(JSON.stringify(change))
    expect(answer).toEqual({
      status: 413,
      refusal: { code: 'change/too-many-rows', facts: { rows: 10_001, limit: 10_000 } },
    })
    expect(said(answer.refusal)).toContain('共10,001行，一次最多10,000行。改用导入')
  })
})

describe('what others did', () => {
  it('is told where a cell has moved on: what stands there, by whom, and nothing is overwritten', async () => {
    const row = await aRow({})
    await applied(desk.accountant, setting(row, 'memo', '先到'))
    const late = await applied(desk.accountant, setting(row, 'memo', '后到'))
    expect(late.counts).toMatchObject({ applied: 0, conflict: 1 })
    expect(late.others).toMatchObject([
      { row: row.id, outcome: 'conflict', rev: 2, cells: [{ column: 'memo', found: '先到', name: '示例财务' }] },
    ])
    expect((await rowNow(row.id))?.cells.memo).toBe('先到')
  })

  it('is told where a row is voided by a stale version, and the row stays', async () => {
    const row = await aRow({})
    await applied(desk.accountant, setting(row, 'memo', '先到'))
    const { batch, sheet, place } = creating('entries', desk.place, [])
    const answer = await applied(desk.accountant, { batch, sheet, place, gesture: 'form', voids: [{ row: row.id, rev: 1 }] }) // prettier-ignore
    const refusal = { code: 'row/stale', facts: { row: row.id, seen: 1, now: 2 } } as const
    expect(answer.others).toEqual([{ row: row.id, outcome: 'refused', rev: 2, refusal }])
    expect(said(refusal)).toBe(`${desk.year}年度支出台账第37行未保存：这一行他人已改（第1次到第2次）。看过再改。`)
    expect((await rowNow(row.id))?.rev).toBe(2)
  })

  it('is told where another row holds a unique key, by its column and value', async () => {
    const [first, second] = desk.projects
    if (!first || !second) throw new Error('The year has too few projects')
    const code = String(first.cells.code)
    const change: ChangeSet = { ...setting(second, 'code', code), sheet: 'projects' }
    const answer = await applied(desk.accountant, change)
    const refusal = { code: 'row/unique-taken', facts: { column: 'code', value: code, holder: first.id } } as const
    expect(answer.others).toEqual([
      {
        row: second.id,
        outcome: 'refused',
        rev: second.rev,
        cells: [{ column: 'code', found: second.cells.code, refusal }],
      },
    ])
    expect(sentence(refusal, { sheet: 'projects', row: 2, column: 'code', place: desk.place })).toBe(
      `${desk.year}年度预算项目第2行「${projects.columns.find(({ key }) => key === 'code')?.label ?? ''}」未保存：“${code}”已被另一行使用。换一个。`,
    )
    const { projects: now } = await readYear(desk.accountant, desk.place)
    expect(now).toEqual(desk.projects)
  })
})

describe('a role that may not', () => {
  it('is told who grants it, and nothing is written', async () => {
    const before = await standing()
    const answer = await sent(JSON.stringify(setting(firstEntry(), 'memo', '审核改的')), reviewer)
    expect(answer).toEqual({
      status: 403,
      refusal: { code: 'access/not-allowed', facts: { right: 'ledger:write', granter: '安全管理员' } },
    })
    expect(said(answer.refusal)).toBe(`${desk.year}年度支出台账第37行未保存：没有这项权限，由安全管理员给予。`)
    expect(await standing()).toEqual(before)
  })

  it('is told where the figure comes from, where a cell is computed', async () => {
    const [project] = desk.projects
    if (!project) throw new Error('The year has no project')
    const answer = await applied(desk.accountant, { ...setting(project, 'executed', 1), sheet: 'projects' })
    const refusal = { code: 'cell/read-only', facts: { because: 'computed', source: '由台账汇总，改台账' } } as const
    expect(answer.others[0]?.cells).toMatchObject([{ column: 'executed', refusal }])
  })
})

it('leaves nothing of all this in the log of defects', () => {
  const lines = readLog(join(folder.path, 'log.ndjson')).map((line) => JSON.stringify(line))
  expect(lines.some((line) => line.includes('request/too-large') || line.includes('cell/unknown-column'))).toBe(true)
  expect(lines.filter((line) => line.includes('defect'))).toEqual([])
})
