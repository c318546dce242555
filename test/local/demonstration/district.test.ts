import { describe, expect, it } from 'vitest'
import { findingsOf, naturalId } from '#shared/base/findings'
import type { Figure } from '#shared/base/figure'
import { isFormula, verdictOf } from '#shared/base/formulas'
import type { Row, SheetName } from '#shared/base/sheet'
import { overOf } from '#shared/accounts/figures'
import { readPrinted } from '#shared/accounts/printed'
import { executedOf } from '#shared/budget/executed'
import { executionRate } from '#shared/budget/execution'
import { checkScores } from '#shared/performance/checks'
import { scoresOf } from '#shared/performance/scores'
import { sheets } from '#shared/sheets'
import { anAmount, aScoreYear } from '#test/samples/scores'
import { demonstration, type Demonstration } from '../../../infra/local/demonstration/district.ts'

const made = demonstration({ today: '2026-11-24' })

const rowsOf = ({ sheets }: Demonstration, name: SheetName, at?: string): Row[] =>
  sheets.flatMap(({ sheet, place, rows }) =>
    sheet === name && (at === undefined || at === place) ? rows.map((row) => ({ ...row, rev: 1 })) : [],
  )

function findingsIn(demo: Demonstration): unknown[] {
  const tables = new Map(demo.sheets.map(({ sheet, place, rows }) => [`${sheet} ${place}`, new Map(rows.map((row) => [row.id, { ...row, rev: 1 }]))])) // prettier-ignore
  return demo.sheets.flatMap(({ sheet, place, rows }) => {
    const find = (named: SheetName, id: string): Row | undefined =>
      (tables.get(`${named} ${place}`) ?? tables.get(`${named} `))?.get(id)
    return rows.flatMap((row) => findingsOf(sheets[sheet], { ...row, rev: 1 }, { place, find }))
  })
}

describe('the example district', () => {
  it('keeps every rule of its sheets, whatever the year', () => {
    for (const year of [2019, 2021, 2023, 2024, 2026, 2027, 2031]) {
      expect(findingsIn(demonstration({ today: `${year}-01-01` }))).toEqual([])
    }
  })

  it('has its last full year to publish, with projects and about 240 entries', () => {
    expect(made.own).toEqual({
      unit: 'centre',
      unitName: '示例区社会管理网格化服务中心',
      year: 2025,
      place: '2025/centre',
    })
    expect(rowsOf(made, 'projects', made.own.place)).toHaveLength(12)
    expect(rowsOf(made, 'entries', made.own.place).length).toBeGreaterThan(220)
    expect(rowsOf(made, 'units')).toHaveLength(14)
  })

  it('is the same for the same day and seed, and another for another seed', () => {
    expect(demonstration({ today: '2026-11-24' })).toEqual(made)
    expect(demonstration({ today: '2026-11-24', seed: 7 })).not.toEqual(made)
  })

  it('differs on another day of the year in nothing but the day of approval, which was a few days ago', () => {
    const later = demonstration({ today: '2026-12-01' })
    const others = ({ sheets }: Demonstration) => sheets.filter(({ sheet }) => sheet !== 'particulars')
    expect(others(later)).toEqual(others(made))
    const approved = (of: Demonstration) => rowsOf(of, 'particulars').find(({ id }) => id === 'approved')?.cells.day
    expect([approved(made), approved(later)]).toEqual(['2026-11-18', '2026-11-25'])
  })

  it('names in each memo of its ledger a whole month or quarter', () => {
    const memos = rowsOf(made, 'entries').map(({ cells }) => String(cells.memo))
    const dated = memos.filter((memo) => /^[\d.]+(月|季度)/.test(memo))
    expect(dated.length).toBeGreaterThan(200)
    expect(dated.filter((memo) => !/^([1-9]|1[0-2])月|^[1-4]季度/.test(memo))).toEqual([])
  })

  it('has ids that are its key columns or are its own, and unique columns without doubles', () => {
    for (const { sheet, place, rows } of made.sheets) {
      expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
      for (const { id, cells } of rows) expect(naturalId(sheets[sheet], cells) ?? id).toBe(id)
      for (const columns of sheets[sheet].unique ?? []) {
        const values = rows.map(({ cells }) => columns.map((key) => cells[key]).join('|'))
        expect(new Set(values).size, `${sheet} ${place}`).toBe(values.length)
      }
    }
    for (const { id } of [...rowsOf(made, 'projects'), ...rowsOf(made, 'entries')])
      expect(id).toMatch(/^0[0-9A-HJKMNP-TV-Z]{25}$/)
  })

  it('spends what its entries add up to, near its budgets and never above them', () => {
    const executed = executedOf(rowsOf(made, 'entries'))
    for (const { id, cells } of rowsOf(made, 'projects')) {
      const rate = Number(executionRate(executed.get(id) ?? 0, Number(cells.adjusted)))
      expect(rate).toBeGreaterThan(85)
      expect(rate).toBeLessThanOrEqual(100)
    }
  })

  it('has scored itself: the whole unit and each project, with weights of 100, a reason for what strays and no error', () => {
    for (const year of [2019, 2026, 2031]) {
      const demo = demonstration({ today: `${year}-01-01` })
      const { place } = demo.own
      const projects = rowsOf(demo, 'projects')
      const executed = executedOf(rowsOf(demo, 'entries'))
      const accounts = new Map(
        projects.flatMap(({ id, cells }) => [
          [`project.${id}.adjusted`, anAmount(`project.${id}.adjusted`, Number(cells.adjusted))] as const,
          [`project.${id}.executed`, anAmount(`project.${id}.executed`, executed.get(id) ?? 0)] as const,
        ]),
      )
      const rows = { scoreSheets: rowsOf(demo, 'score-sheets', place), indicators: rowsOf(demo, 'indicators', place) }
      const input = aScoreYear(rows.scoreSheets, rows.indicators, demo.own.year)
      const scored = scoresOf({ ...input, rows: { ...input.rows, projects } }, accounts)
      const byId = new Map([...accounts, ...scored.figures.map((figure) => [figure.id, figure] as const)])
      expect(scored.sheets.map(({ weights }) => weights)).toEqual(Array(6).fill('100'))
      expect(scored.sheets.map(({ whole }) => whole)).toEqual([true, false, false, false, false, false])
      expect(checkScores(scored.sheets, byId)).toEqual([])
      for (const { total, title } of scored.sheets) {
        expect(Number(total), title).toBeGreaterThan(90)
        expect(Number(total), title).toBeLessThanOrEqual(100)
      }
    }
  })

  it('is marked so by every name of an invented unit', () => {
    const invented = rowsOf(made, 'units').filter(({ cells }) => cells.kind !== 'recorded')
    expect(invented.every(({ cells }) => String(cells.name).startsWith('示例区'))).toBe(true)
  })
})

describe('the recorded accounts of 2021', () => {
  const rows = rowsOf(made, 'figures', made.recorded.place)
  const figures = rows.map(({ id, cells }): Figure => {
    const unit = String(cells.unit ?? '') as Figure['shown']['unit']
    const { value, decimals } = readPrinted(String(cells.value), unit)
    const { formula, over } = cells
    return {
      id,
      label: String(cells.label),
      value,
      shown: { unit, decimals },
      from: typeof formula === 'string' ? { formula, over: overOf(over) } : { document: { title: '', place: '' } },
      year: Number(cells.year),
      printed: String(cells.value),
    }
  })
  const lookup = (id: string): Figure | undefined => figures.find((figure) => figure.id === id)
  const verdicts = figures.map((figure) => ({ id: figure.id, verdict: verdictOf(figure, lookup) }))

  it('stand whole: each formula is known and finds every figure that it is over', () => {
    expect(rows).toHaveLength(232)
    for (const { cells } of rows.filter((row) => row.cells.formula !== undefined)) {
      expect(isFormula(String(cells.formula))).toBe(true)
      expect(overOf(cells.over).filter((key) => !lookup(key))).toEqual([])
    }
  })

  it('recompute: each sum and rate that can be checked agrees to the last printed place', () => {
    const checked = verdicts.filter(({ verdict }) => verdict !== undefined)
    expect(checked.length).toBeGreaterThanOrEqual(49)
    expect(checked.filter(({ verdict }) => verdict !== 'exact')).toEqual([])
  })

  it('lead from 104.32 to 1710.65 and 1639.76', () => {
    const completion = rows.find(({ id }) => id === 'gpb.class.science.completion')
    const over = overOf(completion?.cells.over).map((key) => rows.find(({ id }) => id === key)?.cells.value)
    expect([completion?.cells.value, ...over]).toEqual(['104.32', '1710.65', '1639.76'])
  })

  it('keep words where no number was printed, and numbers of telephone lines as words', () => {
    const value = (id: string) => lookup(id)?.value
    expect(value('cases.received')).toEqual({ words: '17万余' })
    expect(value('hotline.closed')).toEqual({ words: '59712345' })
    expect(value('staff.actual')).toEqual({ count: 14 })
    expect(value('gpb.total')).toEqual({ fen: 1_775_470_000 })
    expect(value('cases.satisfaction')).toEqual({ decimal: '95.69' })
  })

  it('hold the score sheets as rows too, with the numbers of the figures beside them', () => {
    const sheets = rowsOf(made, 'score-sheets', made.recorded.place)
    const lines = rowsOf(made, 'indicators', made.recorded.place)
    const value = (key: string) => rows.find(({ id }) => id === key)?.cells.value
    for (const { id, cells } of sheets) {
      expect([cells.budget, cells.executed, cells.executionScore, cells.total]).toEqual(
        ['budget', 'executed', 'execution.score', 'total'].map((key) => value(`performance.${id}.${key}`)),
      )
      const own = lines.filter((line) => line.cells.sheet === id)
      const wanted = rows.filter((row) => row.id.startsWith(`performance.${id}.`) && row.id.endsWith('.score'))
      expect(own.map((line) => line.cells.score)).toEqual(wanted.slice(1).map((row) => row.cells.value))
    }
    expect(sheets).toHaveLength(4)
    expect(lines).toHaveLength(19)
  })

  it('show the score sheets with their weights, the one of 90 included', () => {
    const weights = ['whole', 'brigade', 'device', 'system'].map((sheet) => rows.find(({ id }) => id === `performance.${sheet}.weights`)?.cells.value) // prettier-ignore
    expect(weights).toEqual(['100', '100', '100', '90'])
  })
})
