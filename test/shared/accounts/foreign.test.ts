import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { runChecks } from '#shared/accounts/checks/run'
import { readPrinted } from '#shared/accounts/printed'
import { priorFiguresOf } from '#shared/accounts/foreign/prior'
import { checkScores } from '#shared/performance/checks'
import { readDisclosure } from '#shared/accounts/foreign/read'
import type { Statement } from '#shared/accounts/statement'
import type { Finding } from '#shared/base/check'
import type { Row } from '#shared/base/sheet'
import { printScaled, readScaled } from '#shared/base/decimal'
import { recordedContent } from '#shared/disclosure/recorded'
import { recordedStatement } from '#shared/accounts/foreign/recorded'
import {
  recordedKnown,
  recordedRows,
  recordedTexts,
  recordedUnit,
} from '../../../infra/local/demonstration/recorded.ts'

interface Expected {
  expectedFindings: { id: string; severity: string; rule: string; printed: string; recomputed: string }[]
}

const sample = (name: string): string =>
  readFileSync(new URL(`../../samples/disclosures/${name}.json`, import.meta.url), 'utf8')

function statementOf(text: string): Statement {
  const read = readDisclosure(text, [recordedKnown()])
  if ('problem' in read) throw new Error(read.problem)
  expect(read.unread).toEqual([])
  return read.statement
}

/** Everything that is told of a disclosure and of its score sheets. */
const allFindings = (statement: Statement): Finding[] => [
  ...runChecks(statement).findings,
  ...checkScores(statement.scores, statement.figures),
]

const findingsIn = (text: string): Finding[] => allFindings(statementOf(text))
const errors = (findings: readonly Finding[]): Finding[] => findings.filter(({ severity }) => severity === 'error')

describe('three foreign disclosures', () => {
  it.each(['full-2024', 'excerpt-2022', 'performance-2019'])(
    '%s: every expected error is found, and no other',
    (name) => {
      const { expectedFindings } = JSON.parse(sample(name)) as Expected
      const due = expectedFindings.filter(({ severity }) => severity === 'error').map(({ rule }) => rule)
      expect(
        errors(findingsIn(sample(name)))
          .map(({ rule }) => rule)
          .sort(),
      ).toEqual(due.sort())
    },
  )

  it('full-2024: a total, a share and a name are wrong', () => {
    expect(errors(findingsIn(sample('full-2024')))).toMatchObject([
      { rule: 'narrative=table', where: '说明 四 财政拨款收入支出总计', printed: '0.3', recomputed: '2961.68' },
      { rule: 'percent.share', where: '说明 五（二） 一般公共服务支出占比', printed: '71.73%', recomputed: '71.65%' },
      { rule: 'list.names-vs-table', printed: '个人农业生产补贴', recomputed: '奖励金' },
    ])
  })

  it('full-2024: what differs by rounding is told as such: 301, 302, procurement, classes, budgets', () => {
    const rounding = findingsIn(sample('full-2024')).filter(({ verdict }) => verdict === 'rounding')
    const marked = rounding.map(({ figures, recomputed }) => [figures[0], recomputed])
    expect(marked).toEqual(
      expect.arrayContaining([
        ['t06.301', '2082.86'],
        ['t06.302', '171.09'],
        ['n11.total', '251.26'],
        ['t02.total.total', '2946.26'],
        ['t03.208.total', '326.71'],
        ['n05.2010601.budget', '2993.92'],
      ]),
    )
    expect(rounding.every(({ severity }) => severity === 'info')).toBe(true)
  })

  it('excerpt-2022: both sides do not balance, and the fall of expenditure is a hundredth off', () => {
    expect(errors(findingsIn(sample('excerpt-2022')))).toMatchObject([
      { rule: 'T1.balance', printed: '4143.91', recomputed: '4125.49' },
      { rule: 'percent.growth', printed: '下降38.28%', recomputed: '下降38.29%' },
    ])
  })

  it('performance-2019: a score of 9 for 8.62, money as an output, amounts where the goal belongs', () => {
    expect(errors(findingsIn(sample('performance-2019')))).toMatchObject([
      { rule: 'structure.text-expected', printed: '43.2 / 37.24' },
      { rule: 'performance.execution-score', printed: '9', recomputed: '8.62' },
      { rule: 'performance.money-as-output' },
    ])
    const silent = sample('performance-2019').replace('"goal": "43.2 / 37.24",', '')
    expect(errors(findingsIn(silent)).map(({ rule }) => rule)).toContain('structure.text-expected')
  })
})

/** 收录: the recorded accounts of 2021, from the rows under which they are kept. */
const live = (rows: readonly { id: string; cells: Row['cells'] }[]): Row[] => rows.map((row) => ({ ...row, rev: 1 }))
const content = recordedContent({
  year: 2021,
  unit: { id: recordedUnit.code, name: recordedUnit.name },
  demonstration: false,
  renderer: 'r',
  rows: live(recordedRows()),
})
const recorded = recordedStatement({
  year: 2021,
  unit: content.unit,
  figures: content.figures,
  texts: live(recordedTexts()),
  scoreSheets: recordedKnown().scoreSheets,
  indicators: recordedKnown().indicators,
})

describe('the recorded accounts of 2021', () => {
  const { outcomes } = runChecks(recorded)
  const findings = allFindings(recorded)

  it.each([
    ['O1', 'change.sum', '说明 七', 'error'],
    ['O2', 'ratio.zero-denominator', '说明 七', 'warning'],
    ['O7', 'performance.mismatch', '附件二', 'error'],
    ['O8', 'performance.weights', '附件四', 'error'],
    ['O9', 'structure.amount-expected', '附件一', 'error'],
    ['O10', 'operating.civil-servants', '说明 十 ', 'error'],
    ['O11', 'performance.coverage', '说明 十三', 'error'],
    ['O12', 'project.not-named', '说明 五（三）', 'warning'],
    ['O18', 'style.decimals', '说明 一、说明 四、说明 五（一）、说明 十', 'warning'],
    ['O20', 'performance.target-zero', '附件三', 'warning'],
    ['O23', 'structure.missing-part', '全文', 'error'],
  ])('%s is one finding at its place: %s', (_, rule, where, severity) => {
    const found = findings.filter((finding) => finding.rule === rule)
    expect(found).toHaveLength(1)
    expect(found[0]?.where.startsWith(where)).toBe(true)
    expect(found[0]?.severity).toBe(severity)
  })

  it('have no other error', () => {
    expect(errors(findings)).toHaveLength(7)
  })

  it('tell of the zero rates every figure, and of the style the rates with one decimal', () => {
    const of = (rule: string) => findings.find((finding) => finding.rule === rule)
    expect(of('ratio.zero-denominator')?.figures).toEqual(
      expect.arrayContaining([
        'n07.completion.abroad',
        'n07.completion.reception',
        'n07.growth.total',
        'n07.growth.abroad',
      ]),
    )
    expect(of('style.decimals')?.figures).toEqual(['n01.growth', 'n04.growth', 'n05.growth', 'n10.growth'])
    expect(of('project.not-named')?.note).toContain('149.03')
    expect(of('performance.weights')).toMatchObject({ printed: '90', recomputed: '100' })
  })

  it('tell of each fault at figures that their edition has', () => {
    const known = new Set(content.figures.map(({ id }) => id))
    const told = content.findings.filter(({ check }) => check !== undefined)
    expect(told.length).toBeGreaterThan(0)
    for (const { figures, rule } of told)
      expect(
        figures.filter((id) => !known.has(id) && !id.startsWith('score.')),
        rule,
      ).toEqual([])
    expect(told.find(({ rule }) => rule === 'style.decimals')?.figures[0]).toBe('total.growth')
  })

  it('hold against every check that their figures reach', () => {
    const reached = outcomes.filter(({ exact, rounding, fails, others }) => exact + rounding + fails + others > 0)
    expect(reached.map(({ check }) => check)).toEqual(
      expect.arrayContaining([28, 29, 33, 35, 40, 41, 45, 46, 47, 49, 60, 62, 63, 65]),
    )
  })

  it('are the same when read from the file of figures, with what is known of the document', () => {
    const file = new URL('../../../infra/local/demonstration/recorded-2021.json', import.meta.url)
    const from = ({ rule, where, printed }: Finding) => [rule, where, printed]
    expect(findingsIn(readFileSync(file, 'utf8')).map(from)).toEqual(findings.map(from))
  })

  it('give last year’s figures to the accounts of 2022, and only what was printed', () => {
    const prior = priorFiguresOf(content)
    expect(prior.get('t01.in.total')?.printed).toBe('1775.47')
    expect(prior.get('t05.206.total')?.printed).toBe('1710.65')
    expect(prior.get('t07.final.total')?.printed).toBe('0')
    expect(prior.get('n10.total')?.id).toBe('operating.final')
    expect(prior.has('t05.2060501.total')).toBe(false)
  })
})

describe('a document in the form of a reference', () => {
  const figure = (key: string, value: string, more = {}) => ({
    key,
    label: key,
    value,
    unit: '万元',
    year: 2021,
    where: '三/一',
    ...more,
  })
  const reference = (figures: object[]) =>
    JSON.stringify({ schema: 'disclosure-reference/1', title: '某单位', unit: '某单位', fiscalYear: 2021, figures })
  // prettier-ignore
  const change = [figure('total.incomeExpenditure', '90.00'), figure('total.change', '10.00', { direction: 'decrease' })]

  it('has its figures by the ids of the accounts, with their directions', () => {
    const statement = statementOf(reference([...change, figure('total.growth', '10.00', { unit: '%' }), figure('cases.received', '17万余', { unit: '件' })])) // prettier-ignore
    expect([...statement.figures.keys()]).toEqual(['n01.total', 'n01.change', 'n01.growth', 'cases.received'])
    expect(statement.directions.get('n01.change')).toBe('down')
    expect(runChecks(statement).outcomes.find(({ check }) => check === 62)?.exact).toBe(1)
  })

  it('keeps a key that is an id of the accounts already', () => {
    expect(statementOf(reference([figure('t05.206.total', '10.00')])).figures.has('t05.206.total')).toBe(true)
  })
})

describe('an own edition', () => {
  it('gives its figures as they are, without those of the year before', () => {
    const [first] = content.figures
    if (!first) throw new Error('no figure')
    const figures = ['t01.in.total', 'prior.t01.in.total', 'ledger.t05.206.total'].map((id) => ({ ...first, id }))
    expect([...priorFiguresOf({ kind: 'own', figures }).keys()]).toEqual(['t01.in.total'])
  })
})

describe('what can’t be read', () => {
  const case1 = { schema: 'disclosure-case/1', title: '某单位', unit: '某单位', fiscalYear: 2024, coverage: 'full' }
  const told = { section: '一', label: '收入支出总计', value: '1.00', unit: '万元' }

  it.each([
    ['not JSON', '{', 'it is not JSON'],
    ['another form', '{"schema":"other/1"}', 'its "schema" is none of'],
    ['no form', '[]', 'its "schema" is none of'],
    ['a missing title', JSON.stringify({ ...case1, title: undefined }), 'title: '],
    ['a number that is no text', JSON.stringify({ ...case1, narrative: [{ ...told, value: 1 }] }), 'narrative.0.value: '],
    ['an amount in words', JSON.stringify({ ...case1, tables: { T1: { income: { 总计: '一百' }, expenditure: {} } } }), 'tables.T1.income.总计: '],
  ])('is said in a sentence with its place: %s', (_, text, problem) => {
    const read = readDisclosure(text)
    expect('problem' in read && read.problem.startsWith(problem)).toBe(true)
  }) // prettier-ignore

  it('is named where a label stands for no figure', () => {
    const read = readDisclosure(JSON.stringify({ ...case1, narrative: [{ ...told, label: '某种收入' }] }))
    expect('unread' in read && read.unread).toEqual(['一 某种收入'])
  })
})

describe('a planted fault in a full disclosure', () => {
  const statement = statementOf(sample('full-2024'))
  const before = errors(runChecks(statement).findings).length
  const tables = [...statement.figures.values()].filter(({ id }) => /^t0[1-6]\./.test(id) && !/^t06\.\d{5}$/.test(id))

  it('is found and told once, wherever it stands in tables 01 to 06', () => {
    const more = tables.map(({ id, printed = '', ...figure }) => {
      const { units, decimals } = readScaled(printed) ?? { units: 0n, decimals: 2 }
      const wrong = printScaled({ units: units + 3137n, decimals }, true)
      const changed = { ...figure, id, printed: wrong, value: readPrinted(wrong, '万元').value }
      const found = errors(
        runChecks({ ...statement, figures: new Map([...statement.figures, [id, changed]]) }).findings,
      )
      return [id, found.length - before, found.some(({ figures }) => figures[0] === id)]
    })
    expect(more.filter(([, count]) => count !== 1)).toEqual([])
    expect(more.filter(([, , marked]) => marked).length / more.length).toBeGreaterThan(0.9)
  })
})
