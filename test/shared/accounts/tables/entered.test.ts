import { describe, expect, it } from 'vitest'
import { verdictOf } from '#shared/base/formulas'
import { aPrior, read, type ALedger } from '#test/samples/years'

const ledger: ALedger = {
  projects: {
    A: { kind: 'operating', functional: '2060501', spent: [['2060501', '30201', '12345.67']] },
    C: { spent: [['2060503', '30226', '1542618.43']] },
  },
  receipts: [['general', '2060503', '1554964.10']],
}
const withCells = (cells: ALedger['cells'], more: ALedger = {}) => read({ ...ledger, ...more, cells: cells ?? {} })

describe('an entered cell', () => {
  it('prints instead of the ledger’s sum, which stays behind it, and what stands above follows it', () => {
    const year = withCells({ 't05.2060503.project': '155' })
    expect(year.of('t05.2060503.project')?.from).toEqual({
      entered: { sheet: 'table-cells', row: 't05.2060503.project', column: 'amount', rev: 1 },
    })
    expect(year.print('ledger.t05.2060503.project')).toBe('154.26')
    expect(year.of('ledger.t05.2060503.project')?.from).toEqual({ formula: 'sum', over: ['project.C.2060503'] })
    expect([year.print('t05.2060503.total'), year.print('t05.206.project'), year.print('t05.total.total'), year.print('t04.out.206.general')]).toEqual(['155.00', '155.00', '156.23', '156.23']) // prettier-ignore
    expect(year.print('t03.2060503.project')).toBe('154.26')
  })

  it('that differs from the ledger is told with both amounts, and with the note that explains it', () => {
    const cells = { 't05.2060503.project': '155' }
    expect(withCells(cells).differences).toEqual([
      {
        id: 't05.2060503.project',
        ledger: 'ledger.t05.2060503.project',
        where: '表05 2060503 科技条件专项 项目支出',
        entered: 155_000_000,
        worked: 154_261_843,
        verdict: 'fails',
      },
    ])
    const explained = { 't05.2060503.project': { wan: '155', note: '含上年在途资金' } }
    expect(withCells(explained).differences[0]).toMatchObject({ verdict: 'fails', note: '含上年在途资金' })
    const blank = { 't05.2060503.project': { wan: '155', note: '  ' } }
    expect(withCells(blank).differences[0]).not.toHaveProperty('note')
  })

  it('that a workbook rounded to the printed place differs by rounding only', () => {
    const verdict = (wan: string) => withCells({ 't05.2060503.project': wan }).differences[0]?.verdict
    expect(['154.261843', '154.26', '154.25', '154.27', '154.262', '154'].map(verdict)).toEqual(['exact', 'rounding', 'fails', 'fails', 'fails', 'fails']) // prettier-ignore
  })

  it('that is a total of rounded cells may differ from their sum by as much as these were rounded', () => {
    const parts = { 't05.2060501.basic': '1.23', 't05.2060503.project': '154.26' }
    const verdictOfTotal = (wan: string) => withCells({ ...parts, 't05.206.total': wan }).differences.find(({ id }) => id === 't05.206.total')?.verdict // prettier-ignore
    expect(['155.49', '155.50', '155.51'].map(verdictOfTotal)).toEqual(['exact', 'rounding', 'fails'])
  })

  it('stands alone where the ledger has nothing: a whole year can be entered without one', () => {
    const year = read({
      cells: { 't01.in.general': '1775.47', 't03.2060503.project': '1542.62', 't03.2060501.basic': '232.85', 't05.206.total': '1775.47', 'original.206': '1639.76', 't06.30101': '100', 't06.302': '9.16' }, // prettier-ignore
    })
    expect(year.differences).toEqual([])
    expect(year.print('t01.in.total')).toBe('1,775.47')
    expect(year.print('t03.total.total')).toBe('1,775.47')
    expect(year.print('t01.out.closing')).toBe('0.00')
    expect(year.print('completion.206')).toBe('108.28')
    expect([year.print('t06.301'), year.print('t06.operating')]).toEqual(['100.00', '9.16'])
    const verdicts = year.figures.flatMap((figure) => verdictOf(figure, year.of) ?? [])
    expect(new Set(verdicts)).toEqual(new Set(['exact']))
  })

  it('that no table has is a gap, for a row that came before the form', () => {
    expect(read({ cells: { 't05.2060503.upward': '1' } }).gaps).toEqual([
      { kind: 'cell', id: 't05.2060503.upward', where: 't05.2060503.upward' },
    ])
  })
})

describe('last year', () => {
  it('opens this one; a typed opening that differs is told, and never hides what was published', () => {
    const prior = { 't01.out.closing': '3.32', 't04.out.closing.general': '3.20' }
    const opened = withCells({}, { prior })
    expect([opened.print('t01.in.opening'), opened.print('t04.in.opening'), opened.print('t01.out.closing')]).toEqual(['3.32', '3.20', '3.32']) // prettier-ignore
    const typed = withCells({ 't01.in.opening': '3.00' }, { prior })
    expect(typed.differences).toMatchObject([{ id: 't01.in.opening', entered: 3_000_000, worked: 3_320_000, verdict: 'fails' }]) // prettier-ignore
    expect(typed.of('ledger.t01.in.opening')?.from).toMatchObject({ published: { figure: 't01.out.closing' } })
  })

  it('that published nothing leaves the opening to be entered, and says so', () => {
    expect(withCells({}).gaps).toEqual([{ kind: 'opening', id: 't01.in.opening', where: '表01 年初结转和结余' }])
    expect(withCells({ 't01.in.opening': '0' }).gaps).toEqual([])
    expect(withCells({}, { prior: {} }).gaps).toEqual([])
  })

  it('with money of a fund opens the fund’s table by item', () => {
    const { figures } = aPrior({ 't08.2120501.closing': '6.50' })
    const year = read({ prior: { 't08.2120501.closing': '6.50' } })
    expect(figures.size).toBe(1)
    expect([year.print('t08.2120501.opening'), year.print('t08.2120501.closing'), year.print('t08.total.closing')]).toEqual(['6.50', '6.50', '6.50']) // prettier-ignore
  })
})
