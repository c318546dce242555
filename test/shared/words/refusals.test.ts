import { describe, expect, it } from 'vitest'
import { refusal, refusalData, type RefusalCode, type RefusalData } from '#shared/base/refusal'
import { statuses, type RefusalFacts } from '#shared/base/refusals'
import { reasonOf, sentence } from '#shared/words/refusals'

const say = <C extends RefusalCode>(code: C, facts: RefusalFacts[C], at = {}): string =>
  sentence(refusalData(refusal(code, facts)), at)

/** Facts as they come, for a sentence of every code. */
const facts: RefusalFacts = {
  'request/not-understood': { issues: [{ path: 'sets.rows', message: 'Invalid input' }] },
  'request/too-large': { limit: 4_000_000, bytes: 110_000_000 },
  'request/foreign-origin': {},
  'request/not-json': {},
  'access/sign-in-first': {},
  'access/not-allowed': { right: 'ledger:write', granter: '安全管理员' },
  'access/fresh-factor-needed': {},
  'access/somebody-else': {},
  'cell/not-an-amount': { text: '十二' },
  'cell/too-many-decimals': { text: '12.345', allowed: 2 },
  'cell/amount-out-of-range': { text: '100,000,000,000' },
  'cell/not-a-day': { text: '2021-13-01' },
  'cell/ambiguous-day': { text: '03/04/2021', readings: ['2021-03-04', '2021-04-03'] },
  'cell/day-outside-year': { text: '2022-01-01', year: 2021 },
  'cell/not-a-count': { text: '17万余' },
  'cell/not-a-rate': { text: '约95' },
  'cell/not-a-flag': { text: '也许' },
  'cell/unknown-option': { text: '科技条件专向', nearest: ['2060503 科技条件专项'] },
  'cell/too-long': { length: 40_000, limit: 10_000 },
  'cell/required': {},
  'cell/malformed': { text: '2060', form: 'functional-code' },
  'cell/read-only': { because: 'computed', source: '由台账汇总，改台账' },
  'cell/unknown-column': { column: '__proto__' },
  'cell/wrong-type': { column: 'amount' },
  'cell/code-and-name-disagree': { code: '2060503', name: '机构运行', expected: '科技条件专项' },
  'budget/subject-not-valid': { code: '2013999', name: '其他社会工作事务支出', year: 2021 },
  'budget/subject-not-lowest': { code: '20605', name: '科技条件与服务', wanted: 'item' },
  'budget/subject-not-for-kind': { code: '30226', name: '劳务费', kind: 'personnel' },
  'budget/below-zero': { text: '−1.00' },
  'budget/year-order': { from: '2007', to: '2006' },
  'case/times-out-of-order': {
    earlier: 'dispatched',
    later: 'closed',
    from: '2026-10-12T01:00:00Z',
    to: '2026-10-11T01:00:00Z',
  },
  'case/missing': { wanted: 'unit', because: 'dispatched' },
  'case/cost-below-zero': { text: '−1.00' },
  'case/off-the-map': { text: '30.595240', least: 73, most: 136 },
  'case/no-limit': { type: 'complaint', urgency: 'normal' },
  'case/year-not-covered': { year: 2027 },
  'case/same-unit': { unit: 'street-one' },
  'case/day-passed': { day: '2026-10-01' },
  'case/into-itself': {},
  'case/not-open': { number: 'SQ20261001-1', state: 'archived' },
  'case/number-in-text': { text: '13900000000' },
  'case/limit-passed': { due: '2026-10-12T09:30:00.000Z' },
  'case/not-later': { due: '2026-10-12T09:30:00.000Z' },
  'case/pressed-so-far': { level: 2 },
  'limits/twice': { type: 'complaint', urgency: '', tag: '清爽度夏' },
  'limits/needs-unit': { amount: '3' },
  'calendar/plain-day': { day: '2026-10-03', kind: 'free' },
  'calendar/periods-overlap': { from: '09:00', to: '12:00' },
  'case/far-apart': { earlier: 'received', later: 'registered', days: 3105 },
  'performance/weight-out-of-range': { text: '110' },
  'performance/score-out-of-range': { text: '12', weight: '10' },
  'performance/levels-disagree': { one: '产出指标', two: '社会效益指标' },
  'performance/target-zero': { text: '零投诉' },
  'performance/target-without-number': { text: '及时' },
  'performance/whole-and-project': {},
  'performance/typed-number': { text: '147人' },
  'performance/no-words': { text: '／' },
  'text/typed-number': { text: '145.17万元' },
  'text/unknown-figure': { figure: 't10.total' },
  'text/no-words': {},
  'budget/fund-not-for-kind': { fund: 'general', kind: 'upward' },
  'accounts/unknown-cell': { key: 't05.2060503.none' },
  'accounts/unknown-particular': { key: 'staff.all' },
  'accounts/other-value': { key: 'staff.retired', wanted: 'count' },
  'import/unknown-upload': {},
  'import/not-a-workbook': { because: 'locked' },
  'import/too-much': { what: 'columns', limit: 256 },
  'import/no-table': {},
  'import/table-twice': { table: '01' },
  'import/other-year': { found: 2020, wanted: 2021 },
  'import/other-unit': { unit: '千元' },
  'import/missing-row': { row: '本年收入合计' },
  'import/missing-column': { column: '决算数・公务接待费' },
  'import/unknown-row': { row: '其他资金' },
  'import/unknown-column': { column: '其中教育收费' },
  'import/unknown-code': { code: '2060599', name: '其他科技条件与服务支出' },
  'import/row-twice': { row: '2060503 科技条件专项' },
  'import/formula': { text: '=HYPERLINK("http://example.org")' },
  'import/extra-cells': { found: 30, wanted: 28 },
  'import/missing-cells': { found: 12, wanted: 28 },
  'import/number-twice': { row: 4, same: true },
  'import/no-headings': {},
  'import/unknown-job': {},
  'import/not-now': { state: 'writing' },
  'import/unmapped': { fields: ['number', 'state'] },
  'row/unknown': { row: 'XM-09' },
  'row/exists': { row: '2060503.2007' },
  'row/void': { row: 'XM-09' },
  'row/stale': { row: 'XM-01', seen: 3, now: 5 },
  'row/unique-taken': { column: 'code', value: 'XM-01' },
  'row/in-use': { row: 'XM-01', by: 'entries', count: 45 },
  'row/malformed-id': { row: 'a#b' },
  'step/not-legal': { step: 'review', state: 'published' },
  'step/unknown': { step: 'jump' },
  'step/same-person': { step: 'review', other: 'editor' },
  'change/too-many-rows': { rows: 1_000_000, limit: 10_000 },
  'change/too-many-cells': { cells: 200_000, limit: 100_000 },
  'change/shape': { column: 'amount', reason: 'codes-length' },
  'change/empty': {},
  'change/person-without-row': { row: '01HZZ0000000000000000000C1' },
  'change/other-content': { batch: '01HZZ0000000000000000000B1' },
  'change/unknown-batch': { batch: '01HZZ0000000000000000000B1' },
  'change/not-finished': { batch: '01HZZ0000000000000000000B1' },
  'change/already-undone': { batch: '01HZZ0000000000000000000B1', by: '01HZZ0000000000000000000B2' },
  'view/changed': { name: '只看供应商' },
  'view/unknown': {},
  'view/too-many': { limit: 60 },
  'change/not-yours': { batch: '01HZZ0000000000000000000B1' },
  'change/busy': { batch: '01HZZ0000000000000000000B1' },
  'sheet/unknown': { sheet: 'cases' },
  'sheet/no-place': { sheet: 'entries' },
  'sheet/unknown-unit': { unit: 'nowhere' },
  'sheet/mixed-places': { sheets: ['units', 'entries'] },
  'feed/new-epoch': { epoch: '7' },
  'sign-in/failed': {},
  'sign-in/locked': { until: '2026-10-12T06:05:00.000Z' },
  'sign-in/code-invalid': {},
  'sign-in/factor-invalid': {},
  'sign-in/password-weak': { reason: 'common' },
  'people/unknown-account': { account: 'litao' },
  'people/roles-exclude': { one: 'auditor', other: 'system-administrator' },
  'people/role-not-yours-to-give': { role: 'leader' },
  'people/own-account': {},
  'people/last-administrator': {},
  'people/second-security-administrator': {},
  'disclosure/unknown-edition': { edition: '9' },
  'disclosure/nothing-to-publish': {},
  'disclosure/same-person': { step: 'review', other: 'editor' },
  'disclosure/content-changed': { approved: 'a1b2c3d4e5', now: 'f6a7b8c9d0' },
  'disclosure/renderer-changed': {},
  'disclosure/open-edition': { edition: '2' },
  'disclosure/open-errors': { count: 3 },
  'disclosure/secrecy-check-missing': {},
  'disclosure/reason-required': {},
  'disclosure/recorded': {},
}

const codes = Object.keys(statuses) as RefusalCode[]

describe('a refusal', () => {
  it('names sheet, row, column and reason', () => {
    const at = { sheet: 'entries', row: 37, column: 'day' } as const
    expect(say('cell/not-a-day', { text: '2021-13-01' }, at)).toBe(
      '支出台账第37行「日期」未保存：没有13月。改为1至12月。',
    )
    expect(say('cell/not-a-day', { text: '2021-02-30' }, at)).toBe(
      '支出台账第37行「日期」未保存：2月没有30日。改为1至28日。',
    )
    expect(say('cell/too-many-decimals', { text: '12.345', allowed: 2 }, { ...at, column: 'amount', place: '2025/centre' })).toBe('2025年度支出台账第37行「金额（元）」未保存：“12.345”小数过多，最多2位。改后重填。') // prettier-ignore
    expect(say('row/unique-taken', { column: 'code', value: 'XM-01' }, { sheet: 'projects', row: '01HZZ', column: 'code' })).toBe('预算项目行01HZZ「项目编码」未保存：“XM-01”已被另一行使用。换一个。') // prettier-ignore
  })

  it('says what a misspelt subject may have meant, and whose a code is', () => {
    expect(say('cell/unknown-option', facts['cell/unknown-option'])).toBe(
      '没有“科技条件专向”。可能是2060503 科技条件专项。',
    )
    expect(say('cell/code-and-name-disagree', facts['cell/code-and-name-disagree'])).toBe(
      '2060503是“科技条件专项”，不是“机构运行”。改其一。',
    )
    expect(say('cell/read-only', { because: 'computed', source: '由台账汇总，改台账' })).toBe('由台账汇总，改台账。')
  })

  it('cuts a text of 40,000 characters short', () => {
    expect(say('cell/not-an-amount', { text: '长'.repeat(40_000) }).length).toBeLessThan(60)
  })

  it.each(codes)('%s has a short sentence in the words of the house', (code) => {
    const data = { code, facts: facts[code] } as RefusalData
    const said = sentence(data)
    expect(said.length).toBeLessThanOrEqual(46)
    expect(said).toMatch(/[^。，]。$/)
    expect(said).not.toMatch(/您|！|!|undefined|NaN|\[object|[,;?](?!\d)/)
    expect(sentence(data, {}, 'en')).toMatch(/^[^。]+\.$/)
    expect(sentence(data, {}, 'en')).not.toMatch(/undefined|NaN|\[object/)
  })

  it('of a newer server is still a sentence', () => {
    const strange = { code: 'cases/closed', facts: {} } as unknown as RefusalData
    expect(reasonOf(strange)).toBe('未受理，原因不明。刷新页面再试')
    expect(reasonOf({ ...strange, code: 'toString' } as unknown as RefusalData)).toBe('未受理，原因不明。刷新页面再试')
  })
})
