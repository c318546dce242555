import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell, Kind } from '#shared/base/cell'
import { initials } from '#shared/base/collate'
import { accepts, align, checkCell, compare, parse, parseOver, print, type ReferenceOption } from '#shared/base/kinds'
import { searchOptions } from '#shared/base/kinds/options'
import { refusalData, refused } from '#shared/base/refusal'

const subjects: readonly ReferenceOption[] = [
  { value: '2060501.2007', code: '2060501', label: '机构运行' },
  { value: '2060503.2007', code: '2060503', label: '科技条件专项' },
  { value: '2080505.2007', code: '2080505', label: '机关事业单位基本养老保险缴费支出' },
  { value: '20805.2020', code: '20805', label: '行政事业单位养老支出', aliases: ['行政事业单位离退休'] },
  { value: '2010602.2007', code: '2010602', label: '一般行政管理事务' },
  { value: '2013402.2007', code: '2013402', label: '一般行政管理事务' },
  { value: '30213.2007', code: '30213', label: '维修（护）费' },
]
const projects: readonly ReferenceOption[] = [
  { value: '01HZZ', code: 'P-03', label: '网格大队工作经费' },
  { value: '01HZY', code: 'P-04', label: '3D 测绘服务' },
]
const options = (sheet: string): readonly ReferenceOption[] => (sheet === 'projects' ? projects : subjects)
const reading = { year: 2021, options }

const subject: Kind = { name: 'reference', sheet: 'functional-subjects' }
const project: Kind = { name: 'reference', sheet: 'projects' }
const wan: Kind = { name: 'amount', unit: 'wan' }
const yuan: Kind = { name: 'amount', unit: 'yuan' }
const text: Kind = { name: 'text' }
const memo: Kind = { name: 'text', lines: true }
const payee: Kind = { name: 'choice', options: [{ value: 'supplier', label: '供应商', aliases: ['企业'] }, { value: 'staff', label: '本单位职工' }] } // prettier-ignore
const tags: Kind = { ...payee, many: true }

const codeOf = (written: string, kind: Kind) => {
  const found = refused(() => void parse(written, kind, reading))
  return found && refusalData(found)
}

describe('a reference', () => {
  it('is read by code, by name, and by both in any order', () => {
    const ways = [
      '2060503',
      '科技条件专项',
      '2060503 科技条件专项',
      '2060503科技条件专项',
      '２０６０５０３　科技条件专项',
      '2060503-科技条件专项',
      '[2060503]科技条件专项',
      '科技条件专项（2060503）',
      ' 科技条件专项\u200b',
    ]
    for (const written of ways) expect(parse(written, subject, reading), written).toBe('2060503.2007')
    expect(parse('p-03', project, reading)).toBe('01HZZ')
    expect(parse('P-03 网格大队工作经费', project, reading)).toBe('01HZZ')
    expect(parse('3D 测绘服务', project, reading)).toBe('01HZY')
  })

  it('is read by the name that it bore before, and with narrow parentheses for wide ones', () => {
    expect(parse('行政事业单位离退休', subject, reading)).toBe('20805.2020')
    expect(parse('20805 行政事业单位离退休', subject, reading)).toBe('20805.2020')
    expect(parse('维修(护)费', subject, reading)).toBe('30213.2007')
  })

  it('is refused where code and name disagree, saying whose the code is', () => {
    expect(codeOf('2060503 机构运行', subject)).toEqual({
      code: 'cell/code-and-name-disagree',
      facts: { code: '2060503', name: '机构运行', expected: '科技条件专项' },
    })
    expect(codeOf('机构运行（2060503）', subject)?.code).toBe('cell/code-and-name-disagree')
  })

  it('is refused where a name is borne by several rows, offering each', () => {
    expect(codeOf('一般行政管理事务', subject)?.facts).toEqual({
      text: '一般行政管理事务',
      nearest: ['2010602 一般行政管理事务', '2013402 一般行政管理事务'],
    })
    expect(parse('2013402 一般行政管理事务', subject, reading)).toBe('2013402.2007')
  })

  it('is refused where nothing bears it, offering what is near by letters, digits or Pinyin', () => {
    const near = (written: string) => codeOf(written, subject)?.facts
    expect(near('科技条件专向')).toEqual({ text: '科技条件专向', nearest: ['2060503 科技条件专项'] })
    expect(near('2060504')).toMatchObject({ nearest: ['2060501 机构运行', '2060503 科技条件专项'] })
    expect(near('jgyx')).toMatchObject({ nearest: ['2060501 机构运行'] })
    expect(near('养老保险缴费')).toMatchObject({ nearest: ['2080505 机关事业单位基本养老保险缴费支出'] })
    expect(near('〇〇')).toEqual({ text: '〇〇', nearest: [] })
    expect(near('constructor')).toMatchObject({ nearest: [] })
    expect(near('__proto__')).toMatchObject({ nearest: [] })
  })

  it('is printed with its code and read back from that', () => {
    for (const { value } of [...subjects]) {
      const printed = print(value, subject, reading)
      expect(parse(printed, subject, reading)).toBe(value)
    }
    expect(print('gone.2007', subject, reading)).toBe('gone.2007')
  })
})

describe('a choice', () => {
  it('is read by label, other name or value, and printed by label', () => {
    for (const written of ['供应商', '企业', 'supplier']) expect(parse(written, payee)).toBe('supplier')
    expect(print('staff', payee)).toBe('本单位职工')
    expect(codeOf('供应伤', payee)).toEqual({
      code: 'cell/unknown-option',
      facts: { text: '供应伤', nearest: ['供应商'] },
    })
  })

  it('of many is one cell, sorted, without doubles', () => {
    expect(parse('供应商、本单位职工，企业', tags)).toBe('staff,supplier')
    expect(print('staff,supplier', tags)).toBe('本单位职工、供应商')
    expect(refused(() => checkCell('supplier,staff', { key: 'tags', kind: tags }))?.code).toBe('cell/unknown-option')
    expect(refused(() => checkCell('staff,supplier', { key: 'tags', kind: tags }))).toBeUndefined()
  })

  it('is found while typing by a piece of its name, its code or its Pinyin initials', () => {
    expect(searchOptions(subjects, 'kjtj').map(({ code }) => code)).toEqual(['2060503'])
    expect(searchOptions(subjects, '20605').map(({ code }) => code)).toEqual(['2060501', '2060503'])
    expect(searchOptions(subjects, '')).toHaveLength(subjects.length)
    expect(initials('2021年网格大队工作经费')).toBe('2021nwgddgzjf')
  })
})

describe('a text', () => {
  it('loses outer spaces and invisible characters, and keeps line breaks only where it may have lines', () => {
    expect(parse(' \u3000办公\u200b用品\ufeff \n', text)).toBe('办公用品')
    expect(parse('第一行\r\n第二行\r第三行', memo)).toBe('第一行\n第二行\n第三行')
    expect(parse('第一行\r\n第二行', text)).toBe('第一行 第二行')
    expect(parse('　\u200d ', memo)).toBeNull()
    expect(parse('“引号”，和 = 号', text)).toBe('“引号”，和 = 号')
  })

  it('of 40,000 characters is refused with its length, one of 10,000 taken', () => {
    expect(codeOf('长'.repeat(40_000), memo)).toEqual({
      code: 'cell/too-long',
      facts: { length: 40_000, limit: 10_000 },
    })
    expect(parse('长'.repeat(10_000), memo)).toHaveLength(10_000)
    expect(codeOf('长'.repeat(81), { name: 'text', max: 80 })?.code).toBe('cell/too-long')
  })

  it('with a form is read in full width and refused in another form', () => {
    const code: Kind = { name: 'text', form: 'functional-code' }
    expect(parse('２０６０５０３', code)).toBe('2060503')
    expect(codeOf('20605033', code)).toEqual({
      code: 'cell/malformed',
      facts: { text: '20605033', form: 'functional-code' },
    })
    expect(parse('p-03', { name: 'text', form: 'project-code' })).toBe('P-03')
    expect(codeOf('a/b', { name: 'text', form: 'unit-code' })?.code).toBe('cell/malformed')
  })
})

describe('text pasted over a cell', () => {
  it('changes nothing where it is what the cell prints, so that 万元 out and back never drops 分', () => {
    expect(parseOver('1,710.65', wan, 1_710_654_321)).toBe(1_710_654_321)
    expect(parseOver('1710.65', wan, 1_710_654_321)).toBe(1_710_654_321)
    expect(parseOver('1710.65万元', wan, 1_710_654_321)).toBe(1_710_654_321)
    expect(parseOver('1710.66', wan, 1_710_654_321)).toBe(1_710_660_000)
    expect(parseOver('-0.01', wan, -14_999)).toBe(-14_999)
    expect(parseOver('1710.65元', wan, 1_710_654_321)).toBe(171_065)
    expect(parseOver('', wan, 5)).toBeNull()
  })

  it('is the cell itself for every amount, in either unit and either print', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1e13 + 1, max: 1e13 - 1 }),
        fc.constantFrom(wan, yuan),
        fc.boolean(),
        (fen, kind, plain) => {
          expect(parseOver(print(fen, kind, { plain }), kind, fen)).toBe(fen)
        },
      ),
    )
  })
})

describe('numbers, flags and times', () => {
  it('reads counts, rates and flags as people write them', () => {
    expect(parse('１７，０００', { name: 'count' })).toBe(17_000)
    expect(['17万', '-1', '1.5', '九'].map((written) => codeOf(written, { name: 'count' })?.code)).toEqual(
      Array(4).fill('cell/not-a-count'),
    )
    expect(['95.69%', '95.69', '９５．６９％', '8.9', '100', '0.96'].map((written) => parse(written, { name: 'rate' }))).toEqual(['95.69', '95.69', '95.69', '8.90', '100.00', '0.96']) // prettier-ignore
    expect(codeOf('95.695', { name: 'rate' })?.code).toBe('cell/too-many-decimals')
    expect(codeOf('约95', { name: 'rate' })?.code).toBe('cell/not-a-rate')
    expect(print('8.90', { name: 'rate' })).toBe('8.90%')
    expect(['是', '√', '否', 'N', ''].map((written) => parse(written, { name: 'flag' }))).toEqual([
      true,
      true,
      false,
      false,
      null,
    ])
    expect(['也许', 'constructor', '2'].map((written) => codeOf(written, { name: 'flag' })?.code)).toEqual(
      Array(3).fill('cell/not-a-flag'),
    )
  })

  it('keeps days inside the fiscal year, typed or sent', () => {
    const day: Kind = { name: 'day', within: 'fiscal-year' }
    expect(parse('12月31日', day, reading)).toBe('2021-12-31')
    expect(codeOf('2022-01-01', day)).toEqual({
      code: 'cell/day-outside-year',
      facts: { text: '2022-01-01', year: 2021 },
    })
    expect(refused(() => checkCell('2022-01-01', { key: 'day', kind: day }, reading))?.code).toBe(
      'cell/day-outside-year',
    )
    expect(refused(() => checkCell('2021-02-30', { key: 'day', kind: day }, reading))?.code).toBe('cell/not-a-day')
  })

  it.each([
    ['2021/3/5 9:05', '2021-03-05T01:05:00.000Z'],
    ['2021年3月5日 9时5分', '2021-03-05T01:05:00.000Z'],
    ['2021年3月5日9时5分6秒', '2021-03-05T01:05:06.000Z'],
    ['2021.3.5 09:05', '2021-03-05T01:05:00.000Z'],
    ['20210305 0905', '2021-03-05T01:05:00.000Z'],
    ['２０２１-０３-０５　０９：０５', '2021-03-05T01:05:00.000Z'],
    ['2021-03-05T09:05:00+08:00', '2021-03-05T01:05:00.000Z'],
    ['2021-03-05T01:05:00Z', '2021-03-05T01:05:00.000Z'],
    ['44260.378472', '2021-03-05T01:05:00.000Z'],
    ['2021-03-05', '2021-03-04T16:00:00.000Z'],
    ['12月31日 17:30', '2021-12-31T09:30:00.000Z'],
  ])('reads the time %s', (text, instant) => {
    expect(parse(text, { name: 'instant' }, { year: 2021 })).toBe(instant)
  })

  it.each([
    ['2021-02-30 10:00', 'cell/not-a-day'],
    ['2021-13-05 09:30:00', 'cell/not-a-day'],
    ['0000-00-00 00:00:00', 'cell/not-a-day'],
    ['1900-01-00', 'cell/not-a-day'],
    ['昨天下午', 'cell/not-a-day'],
    ['2021-03-05 24:00', 'cell/not-a-day'],
    ['21-03-05 09:05', 'cell/ambiguous-day'],
    ['03/04/2021 09:05', 'cell/ambiguous-day'],
  ])('refuses the time %s', (text, code) => {
    expect(codeOf(text, { name: 'instant' })?.code).toBe(code)
  })

  it('shows instants by the clock of Shanghai', () => {
    expect(print('2026-10-12T06:05:00.000Z', { name: 'instant' })).toBe('2026-10-12 14:05')
    expect(parse('2026-10-12 14:05', { name: 'instant' })).toBe('2026-10-12T06:05:00.000Z')
    expect(codeOf('2026-10-12 25:05', { name: 'instant' })?.code).toBe('cell/not-a-day')
    expect(print('2026-10-12T06:05:09.000Z', { name: 'instant' }, { plain: true })).toBe('2026-10-12 14:05:09')
  })
})

describe('a cell from the wire', () => {
  const kinds: [Kind, Cell[], Cell[]][] = [
    [yuan, [0, -1200, 9_999_999_999_999], ['12', 1.5, true, Number.NaN]],
    [{ name: 'count' }, [0, 12], ['12', 1.5]],
    [{ name: 'rate' }, ['95.69', '-3.00', '0.00'], [95.69, '95.7', '95,69', '1e2', '007.00']],
    [{ name: 'day' }, ['2021-12-31'], [44561, true]],
    [{ name: 'instant' }, ['2026-10-12T06:05:00.000Z'], ['2026-10-12 14:05', 0]],
    [{ name: 'flag' }, [true, false], ['是', 1]],
    [text, ['文字'], [1, true]],
    [payee, ['supplier'], [1]],
    [subject, ['2060503.2007'], [2060503, '', 'x'.repeat(121)]],
  ]

  it('is taken by type, blanks always', () => {
    for (const [kind, good, bad] of kinds) {
      expect(
        [null, ...good].every((cell) => accepts(cell, kind)),
        kind.name,
      ).toBe(true)
      expect(
        bad.some((cell) => accepts(cell, kind)),
        kind.name,
      ).toBe(false)
    }
  })

  it('is refused by name where it is of the wrong type or may not stand', () => {
    const refusalOf = (cell: Cell, kind: Kind) => refused(() => checkCell(cell, { key: 'x', kind }, reading))?.code
    expect(refusalOf('12', yuan)).toBe('cell/wrong-type')
    expect(refusalOf(1e13, yuan)).toBe('cell/amount-out-of-range')
    expect(refusalOf(2 ** 60, yuan)).toBe('cell/amount-out-of-range')
    expect(refusalOf(-1, { name: 'count' })).toBe('cell/not-a-count')
    expect(refusalOf('nobody', payee)).toBe('cell/unknown-option')
    expect(refusalOf('长'.repeat(10_001), memo)).toBe('cell/too-long')
    expect(refusalOf('a\u0000b', text)).toBe('cell/malformed')
    expect(refusalOf('a\nb', text)).toBe('cell/malformed')
    expect(refusalOf('half \ud83d', text)).toBe('cell/malformed')
    expect(refusalOf('😀 a\nb', memo)).toBeUndefined()
    expect(refusalOf('', text)).toBe('cell/malformed')
  })

  it('that was read from text is one that the server takes', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.constantFrom(
          text,
          memo,
          yuan,
          wan,
          payee,
          tags,
          { name: 'rate' } as Kind,
          { name: 'day' } as Kind,
          { name: 'count' } as Kind,
        ),
        (written, kind) => {
          let cell: Cell = null
          if (refused(() => (cell = parse(written, kind, reading)))) return
          expect(refused(() => checkCell(cell, { key: 'x', kind }, reading))).toBeUndefined()
        },
      ),
    )
  })
})

describe('a sorted column', () => {
  const sorted = (cells: Cell[], kind: Kind) => [...cells].sort((a, b) => compare(a, b, kind, reading))

  it('orders amounts by size, text by Pinyin, choices by their list, references by code, blanks last', () => {
    expect(sorted([null, 300, -5, 20], yuan)).toEqual([-5, 20, 300, null])
    expect(sorted(['张三', null, '李四', '第10项', '第9项'], text)).toEqual(['第9项', '第10项', '李四', '张三', null])
    expect(sorted(['staff', 'supplier'], payee)).toEqual(['supplier', 'staff'])
    expect(sorted(['2080505.2007', '20805.2020', '2060503.2007'], subject)).toEqual([
      '20805.2020',
      '2060503.2007',
      '2080505.2007',
    ])
    expect(sorted(['95.69', '104.32', '-3.00'], { name: 'rate' })).toEqual(['-3.00', '95.69', '104.32'])
  })

  it('has numbers at the end of the cell and words at its start', () => {
    expect([yuan, text, { name: 'rate' } as Kind, subject].map(align)).toEqual(['end', 'start', 'end', 'start'])
  })
})
