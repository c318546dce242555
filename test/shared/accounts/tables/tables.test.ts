import { describe, expect, it } from 'vitest'
import { isFigureId } from '#shared/accounts/figure-ids'
import { verdictOf } from '#shared/base/formulas'
import { aLedger, demonstrationYear, read, readTables, type ALedger, type Read } from '#test/samples/years'

/** The lines of a table as they print: the line's name, then its cells; `·` is a blank. */
function lines({ tables, print }: Read, no: string, side = 0): string[][] {
  const found = tables.find((table) => table.no === no)?.sides[side]
  return (found?.rows ?? [])
    .filter(({ cells }) => cells.some((cell) => cell !== null))
    .map(({ code, label, cells }) => [code ?? label, ...cells.map((cell) => (cell === null ? '·' : (print(cell) ?? '·')))]) // prettier-ignore
}

/** A year of every kind of money: two appropriated budgets, own earnings, and what the superior takes. */
const mixed: ALedger = {
  projects: {
    A: { kind: 'personnel', functional: '2060501', original: '20', adjusted: '22', spent: [['2060501', '30101', '150000.01'], ['2080505', '30108', '30000'], ['2060501', '30302', '4999.99']] },
    B: { kind: 'operating', functional: '2060501', original: '3', adjusted: '3', spent: [['2060501', '30201', '12345.67'], ['2060501', '30217', '800'], ['2060501', '31002', '6000']] },
    C: { kind: 'project', functional: '2060503', original: '100', adjusted: '110', spent: [['2060503', '30226', '1000000'], ['2060503', '30226', '-2000.5'], ['2060503', '30231', '1500']] },
    D: { kind: 'project', fund: 'fund', functional: '2120501', original: '50', adjusted: '50', spent: [['2120501', '30227', '400000']] },
    E: { kind: 'project', fund: 'capital', functional: '2120501', original: '9', adjusted: '9', spent: [['2120501', '31099', '90000']] },
    F: { kind: 'upward', functional: '2060503', original: '1', adjusted: '1', spent: [['2060503', '30299', '10000']] },
    G: { kind: 'business', functional: '2060503', original: '2', adjusted: '2', spent: [['2060503', '30299', '20000']] },
    H: { kind: 'subsidy', functional: '2060503', original: '4', adjusted: '4', spent: [['2060503', '30299', '40000']] },
  },
  receipts: [
    ['general', '2060501', '180000'], ['general', '2060503', '1000000'], ['general', '2080505', '30000'],
    ['fund', '2120501', '450000'], ['capital', '2120501', '90000'],
    ['superior', '2060503', '11000'], ['business', '2060503', '12000'], ['operating', '2060503', '25000'], ['affiliated', '2060503', '13000'], ['other', '2060501', '88.88'],
  ],
  cells: { 't07.budget.reception': '0.10', 't07.budget.abroad': '0' },
  prior: { 't01.out.closing': '12.34', 't04.out.closing.general': '5.00', 't04.out.closing.fund': '1.50', 't08.2120501.closing': '1.50', 't01.in.total': '180.00', 't07.final.total': '0.20' },
} // prettier-ignore

describe('九张表 from the ledger', () => {
  const year = read(mixed)

  it('01: income by source, expenditure by class, and what is left, which balances', () => {
    expect(lines(year, '01')).toEqual([
      ['一、一般公共预算财政拨款收入', '121.00'],
      ['二、政府性基金预算财政拨款收入', '45.00'],
      ['三、国有资本经营预算财政拨款收入', '9.00'],
      ['四、上级补助收入', '1.10'],
      ['五、事业收入', '1.20'],
      ['六、经营收入', '2.50'],
      ['七、附属单位上缴收入', '1.30'],
      ['八、其他收入', '0.01'],
      ['本年收入合计', '181.11'],
      ['年初结转和结余', '12.34'],
      ['总计', '193.45'],
    ])
    expect(lines(year, '01', 1)).toEqual([
      ['六、科学技术支出', '124.36'],
      ['八、社会保障和就业支出', '3.00'],
      ['十一、城乡社区支出', '49.00'],
      ['本年支出合计', '176.36'],
      ['年末结转和结余', '17.08'],
      ['总计', '193.45'],
    ])
  })

  it('02 and 03: every subject with the classes above it, by source and by kind', () => {
    expect(lines(year, '02').slice(0, 5)).toEqual([
      ['合计', '181.11', '175.00', '1.10', '1.20', '2.50', '1.30', '0.01'],
      ['206', '124.11', '118.00', '1.10', '1.20', '2.50', '1.30', '0.01'],
      ['20605', '124.11', '118.00', '1.10', '1.20', '2.50', '1.30', '0.01'],
      ['2060501', '18.01', '18.00', '·', '·', '·', '·', '0.01'],
      ['2060503', '106.10', '100.00', '1.10', '1.20', '2.50', '1.30', '·'],
    ])
    expect(lines(year, '03')).toEqual([
      ['合计', '176.36', '20.41', '148.95', '1.00', '2.00', '4.00'],
      ['206', '124.36', '17.41', '99.95', '1.00', '2.00', '4.00'],
      ['20605', '124.36', '17.41', '99.95', '1.00', '2.00', '4.00'],
      ['2060501', '17.41', '17.41', '·', '·', '·', '·'],
      ['2060503', '106.95', '·', '99.95', '1.00', '2.00', '4.00'],
      ['208', '3.00', '3.00', '·', '·', '·', '·'],
      ['20805', '3.00', '3.00', '·', '·', '·', '·'],
      ['2080505', '3.00', '3.00', '·', '·', '·', '·'],
      ['212', '49.00', '·', '49.00', '·', '·', '·'],
      ['21205', '49.00', '·', '49.00', '·', '·', '·'],
      ['2120501', '49.00', '·', '49.00', '·', '·', '·'],
    ])
  })

  it('04: the appropriations alone, by budget, with what each had left', () => {
    expect(lines(year, '04')).toEqual([
      ['一、一般公共预算财政拨款', '121.00'],
      ['二、政府性基金预算财政拨款', '45.00'],
      ['三、国有资本经营预算财政拨款', '9.00'],
      ['本年收入合计', '175.00'],
      ['年初财政拨款结转和结余', '6.50'],
      ['一般公共预算财政拨款', '5.00'],
      ['政府性基金预算财政拨款', '1.50'],
      ['总计', '181.50'],
    ])
    expect(lines(year, '04', 1)).toEqual([
      ['六、科学技术支出', '117.36', '117.36', '·', '·'],
      ['八、社会保障和就业支出', '3.00', '3.00', '·', '·'],
      ['十一、城乡社区支出', '49.00', '·', '40.00', '9.00'],
      ['本年支出合计', '169.36', '120.36', '40.00', '9.00'],
      ['年末财政拨款结转和结余', '12.14', '5.64', '6.50', '0.00'],
      ['总计', '181.50', '126.00', '46.50', '9.00'],
    ])
  })

  it('05: the general public budget alone, and beside it the budgets of its projects by subject', () => {
    expect(lines(year, '05').slice(0, 3)).toEqual([
      ['合计', '120.36', '20.41', '99.95'],
      ['206', '117.36', '17.41', '99.95'],
      ['20605', '117.36', '17.41', '99.95'],
    ])
    const beside = ['total', '206', '2060501', '2060503'].map((code) => [year.print(`original.${code}`), year.print(`completion.${code}`)]) // prettier-ignore
    expect(beside).toEqual([['123.00', '97.86'], ['123.00', '95.42'], ['23.00', '75.72'], ['100.00', '99.95']]) // prettier-ignore
    expect([year.print('original.2080505'), year.print('completion.2080505'), year.print('original.212')]).toEqual([undefined, undefined, undefined]) // prettier-ignore
  })

  it('06: basic expenditure by economic subject, in the two halves of the form', () => {
    expect(lines(year, '06')).toEqual([
      ['301', '18.00'],
      ['30101', '15.00'],
      ['30108', '3.00'],
      ['303', '0.50'],
      ['30302', '0.50'],
      ['人员经费合计', '18.50'],
    ])
    expect(lines(year, '06', 1)).toEqual([
      ['302', '1.31'],
      ['30201', '1.23'],
      ['30217', '0.08'],
      ['310', '0.60'],
      ['31002', '0.60'],
      ['公用经费合计', '1.91'],
    ])
  })

  it('07: budgets as entered, outturns from their economic subjects in basic and project expenditure', () => {
    expect(lines(year, '07')).toEqual([
      ['', '0.10', '0.00', '·', '·', '·', '0.10', '0.23', '0.00', '0.15', '·', '0.15', '0.08'],
    ])
  })

  it('08 and 09: the other two budgets, the fund’s with what it had and has', () => {
    expect(lines(year, '08').at(-1)).toEqual(['2120501', '1.50', '45.00', '40.00', '·', '40.00', '6.50'])
    expect(lines(year, '08')[0]).toEqual(['合计', '1.50', '45.00', '40.00', '·', '40.00', '6.50'])
    expect(lines(year, '09').at(-1)).toEqual(['2120501', '9.00', '·', '9.00'])
  })

  it('rests on figures that recompute exactly, down to entries that are each in one of them', () => {
    const lookup = (id: string) => year.of(id)
    const verdicts = year.figures.flatMap((figure) => verdictOf(figure, lookup) ?? [])
    expect(verdicts.length).toBeGreaterThan(150)
    expect(new Set(verdicts)).toEqual(new Set(['exact']))
    const rows = year.figures.flatMap(({ from }) =>
      'sum' in from && from.sum.sheet === 'entries' ? from.sum.rows : [],
    )
    expect(rows.length).toBe(new Set(rows).size)
    expect(rows.length).toBe(aLedger(mixed).rows.entries.length)
  })

  it('takes what is compared from last year’s edition, with its place there', () => {
    const published = { published: { year: 2020, unit: 'centre', edition: 2, figure: 't01.out.closing' } }
    expect(year.of('t01.in.opening')?.from).toEqual(published)
    expect([year.print('prior.t01.in.total'), year.print('prior.t07.final.total'), year.of('prior.t05.total.total')]).toEqual(['180.00', '0.20', undefined]) // prettier-ignore
  })

  it('names every figure that a table prints by the ids of final accounts', () => {
    const cells = year.tables.flatMap(({ sides }) => sides.flatMap(({ rows }) => rows.flatMap((row) => row.cells)))
    const ids = cells.filter((id) => id !== null)
    expect(ids.length).toBeGreaterThan(150)
    expect(ids.filter((id) => !isFigureId(id))).toEqual([])
  })

  it('is the same whatever the order of the rows', () => {
    const input = aLedger(mixed)
    const { entries, receipts, projects } = input.rows
    const turned = { ...input, rows: { ...input.rows, entries: entries.toReversed(), receipts: receipts.toReversed(), projects: projects.toReversed() } } // prettier-ignore
    expect(readTables(turned).figures).toEqual(year.figures)
    expect(readTables(turned).tables).toEqual(year.tables)
  })
})

describe('the form', () => {
  const year = read(mixed)

  it('has nine tables in the order of Wuhan, each under its mark', () => {
    expect(year.template).toBe('wuhan/1')
    expect(year.tables.map(({ no, form }) => [no, form])).toEqual(
      ['01', '02', '03', '04', '05', '06', '07', '08', '09'].map((no) => [no, `公开${no}表`]),
    )
  })

  it('sets 收入 beside 支出: 30 lines in 01, 32 in 04, 合计 beside 合计, numbered on through both sides', () => {
    for (const [no, count] of [
      ['01', 30],
      ['04', 32],
    ] as const) {
      // prettier-ignore
      const [income, spent] = year.tables.find((table) => table.no === no)?.sides ?? []
      expect([income?.rows.length, spent?.rows.length]).toEqual([count, count])
      expect(income?.rows[26]?.label).toBe('本年收入合计')
      expect(spent?.rows[26]?.label).toBe('本年支出合计')
      expect([income?.rows.at(-1)?.line, spent?.rows[0]?.line, spent?.rows.at(-1)?.line]).toEqual([count, count + 1, 2 * count]) // prettier-ignore
    }
    const classes = year.tables[0]?.sides[1]?.rows.slice(0, 26).map(({ label }) => label)
    expect(classes?.[0]).toBe('一、一般公共服务支出')
    expect(classes?.at(-1)).toBe('二十六、抗疫特别国债安排的支出')
  })

  it('levels the halves of 06, and puts a section that the form does not know into its class', () => {
    const [left, right] = year.tables.find(({ no }) => no === '06')?.sides ?? []
    expect([left?.rows.length, right?.rows.length]).toEqual([39, 39])
    expect([left?.rows.at(-1)?.key, right?.rows.at(-1)?.key]).toEqual(['personnel', 'operating'])
    const strange = read({ projects: { A: { kind: 'operating', spent: [['2060501', '30250', '100']] } } })
    const codes = strange.tables.find(({ no }) => no === '06')?.sides[1]?.rows.map(({ code }) => code)
    const at = codes?.indexOf('30250') ?? 0
    expect(codes?.slice(at - 1, at + 2)).toEqual(['30240', '30250', '30299'])
    expect(strange.print('t06.operating')).toBe('0.01')
    expect(strange.gaps).toContainEqual({ kind: 'subject', id: '30250', where: '表06 30250' })
  })

  it('adds a line for a class that the form does not know, and loses nothing', () => {
    const strange = read({ projects: { A: { functional: '2300101', spent: [['2300101', '30201', '100']] } } })
    expect(lines(strange, '01', 1).slice(0, 2)).toEqual([['', '0.01'], ['本年支出合计', '0.01']]) // prettier-ignore
    expect(strange.print('t01.out.230')).toBe('0.01')
  })

  it('prints a table without data all the same, with a note that says so', () => {
    const empty = read({ projects: { A: { spent: [['2060503', '30201', '100']] } } })
    const told = empty.tables.filter(({ empty: bare }) => bare).map(({ no, note }) => [no, note])
    expect(told).toEqual([
      ['02', '本年度没有收入，本表无数据。'],
      ['06', '本年度没有一般公共预算财政拨款基本支出，本表无数据。'],
      ['07', '本年度没有“三公”经费预算和支出，本表无数据。'],
      ['08', '本年度没有政府性基金预算财政拨款收入和支出，本表无数据。'],
      ['09', '本年度没有国有资本经营预算财政拨款支出，本表无数据。'],
    ])
  })
})

describe('a blank and a zero', () => {
  it('differ: no entry is a blank, entries that cancel are 0.00', () => {
    const year = read({
      projects: { A: { spent: [['2060503', '30226', '500'], ['2060503', '30226', '-500']] }, B: { kind: 'operating', functional: '2060501' } }, // prettier-ignore
    })
    expect(year.print('t05.2060503.project')).toBe('0.00')
    expect(year.of('t05.2060503.basic')).toBeUndefined()
    expect(year.of('t05.2060501.total')).toBeUndefined()
    expect(year.print('project.B.executed')).toBe('0.00')
  })

  it('differ in “三公”经费: a part that was budgeted and not spent is nil, one that was not budgeted is blank', () => {
    const year = read({ cells: { 't07.budget.reception': '0.30' } })
    expect([year.print('t07.final.reception'), year.of('t07.final.abroad'), year.print('t07.final.total')]).toEqual(['0.00', undefined, '0.00']) // prettier-ignore
  })

  it('differ in balances: all that came was spent leaves 0.00; a year without receipts has no balance', () => {
    const spent = { A: { spent: [['2060503', '30226', '500']] } } as const
    expect(read({ projects: spent, receipts: [['general', '2060503', '500']] }).print('t01.out.closing')).toBe('0.00')
    expect(read({ projects: spent }).of('t01.out.closing')).toBeUndefined()
  })

  it('give no completion where nothing was budgeted', () => {
    const year = read({ projects: { A: { original: '0', adjusted: '1', spent: [['2060503', '30226', '500']] } } })
    expect([year.print('original.2060503'), year.of('completion.2060503')]).toEqual(['0.00', undefined])
  })
})

describe('units of one district', () => {
  it('each have their own year: the street’s fund is not the centre’s', () => {
    const [centre, street] = [readTables(demonstrationYear('2026-11-24')), readTables(demonstrationYear('2026-11-24', 'street'))] // prettier-ignore
    expect([centre.print('t08.total.total'), street.of('t08.total.total') !== undefined]).toEqual([undefined, true])
    expect(centre.print('t05.total.total')).not.toBe(street.print('t05.total.total'))
    expect(street.gaps).toEqual([{ kind: 'opening', id: 't01.in.opening', where: '表01 年初结转和结余' }])
    expect(centre.gaps).toEqual([])
  })
})

describe('the example centre’s year', () => {
  for (const today of ['2019-03-01', '2022-05-05', '2026-11-24', '2031-01-01']) {
    const year = readTables(demonstrationYear(today))
    const fen = (id: string): number => {
      const value = year.of(id)?.value
      return value && 'fen' in value ? value.fen : 0
    }
    const sum = (...ids: string[]): number => ids.reduce((total, id) => total + fen(id), 0)

    it(`is whole and agrees with itself, as told on ${today}`, () => {
      expect(year.gaps).toEqual([])
      expect(year.differences).toEqual([])
      expect(year.tables.filter(({ empty }) => empty).map(({ no }) => no)).toEqual(['08', '09'])
      expect(fen('t01.in.total')).toBe(fen('t01.out.total'))
      expect(fen('t04.in.total')).toBe(fen('t04.out.total.total'))
      expect(fen('t02.total.total')).toBe(fen('t01.in.current'))
      expect(fen('t03.total.total')).toBe(fen('t01.out.current'))
      expect(fen('t05.total.total')).toBe(fen('t04.out.current.general'))
      expect(sum('t06.personnel', 't06.operating')).toBe(fen('t05.total.basic'))
      expect(fen('t06.30108')).toBe(fen('t05.2080505.basic'))
      expect(fen('t06.30109')).toBe(fen('t05.2080506.basic'))
      expect(fen('t06.30110')).toBe(fen('t05.21011.basic'))
      expect(fen('t06.30113')).toBe(fen('t05.2210201.basic'))
      expect(sum('t06.30212', 't06.30217', 't06.30231')).toBeLessThanOrEqual(fen('t07.final.total'))
      expect(fen('t07.final.total')).toBeLessThanOrEqual(fen('t07.budget.total'))
      expect(fen('t01.out.closing')).toBeGreaterThan(0)
      expect(fen('t04.out.closing.total')).toBe(21_500_00)
      expect(fen('t01.in.opening')).toBe(33_200_00)
    })

    it(`has a budget for each of its items, as told on ${today}`, () => {
      const items = year.tables[4]?.sides[0]?.rows.flatMap(({ code = '' }) => (code.length === 7 ? [code] : [])) ?? []
      expect(items).toHaveLength(7)
      for (const code of items) {
        const { value } = year.of(`completion.${code}`) ?? {}
        const rate = value && 'part' in value ? value.part / value.whole : 0
        expect(rate, code).toBeGreaterThan(0.9)
        expect(rate, code).toBeLessThan(1.2)
      }
      expect(fen('original.total')).toBe(fen('total.original'))
    })

    it(`tells procurement and assets that agree, as told on ${today}`, () => {
      const kinds = ['goods', 'works', 'services']
      const [all, small] = [kinds.map((kind) => fen(`x.procurement.${kind}`)), kinds.map((kind) => fen(`x.procurement.${kind}.sme`))] // prettier-ignore
      expect(small.every((part, k) => part <= (all[k] ?? 0))).toBe(true)
      expect(fen('x.procurement.micro')).toBeLessThanOrEqual(small.reduce((total, part) => total + part, 0))
      expect(year.print('x.vehicles.held')).toBe(year.print('x.assets.vehicles.emergency'))
    })
  }
})
