/** A refusal whose code says all. */
type Nothing = Record<string, never>

/**
 * Every refusal of the product: its facts and its status. A code without a status here, or without a sentence in
 * `shared/words/refusals.ts`, does not compile.
 */
export interface RefusalFacts {
  'request/not-understood': { issues: { path: string; message: string }[] }
  'request/too-large': { limit: number; bytes?: number }
  'request/foreign-origin': Nothing
  'request/not-json': Nothing
  'access/sign-in-first': Nothing
  'access/not-allowed': { right: string; granter: string }
  'access/fresh-factor-needed': Nothing
  'access/somebody-else': Nothing
  'cell/not-an-amount': { text: string }
  'cell/too-many-decimals': { text: string; allowed: number }
  'cell/amount-out-of-range': { text: string }
  'cell/not-a-day': { text: string }
  'cell/ambiguous-day': { text: string; readings: string[] }
  'cell/day-outside-year': { text: string; year: number }
  'cell/not-a-count': { text: string }
  'cell/not-a-rate': { text: string }
  'cell/not-a-flag': { text: string }
  'cell/unknown-option': { text: string; nearest: string[] }
  'cell/too-long': { length: number; limit: number }
  'cell/required': Nothing
  'cell/malformed': { text: string; form: string }
  'cell/read-only': { because: 'no-right' | 'computed' | 'fixed' | 'key'; source?: string }
  'cell/unknown-column': { column: string }
  'cell/wrong-type': { column: string }
  'cell/code-and-name-disagree': { code: string; name: string; expected: string }
  'budget/subject-not-valid': { code: string; name: string; year: number }
  'budget/subject-not-lowest': { code: string; name: string; wanted: 'item' | 'section' }
  'budget/subject-not-for-kind': { code: string; name: string; kind: string }
  'budget/below-zero': { text: string }
  'budget/year-order': { from: string; to: string }
  'case/times-out-of-order': { earlier: string; later: string; from: string; to: string }
  'case/missing': { wanted: string; because: string }
  'case/cost-below-zero': { text: string }
  'case/off-the-map': { text: string; least: number; most: number }
  'case/no-limit': { type: string; urgency: string }
  'case/year-not-covered': { year: number }
  'case/same-unit': { unit: string }
  'case/day-passed': { day: string }
  'case/into-itself': Nothing
  'case/not-open': { number: string; state: string }
  'case/number-in-text': { text: string }
  'case/limit-passed': { due: string }
  'case/not-later': { due: string }
  'case/pressed-so-far': { level: number }
  'limits/twice': { type: string; urgency: string; tag: string }
  'limits/needs-unit': { amount: string }
  'calendar/plain-day': { day: string; kind: string }
  'calendar/periods-overlap': { from: string; to: string }
  'case/far-apart': { earlier: string; later: string; days: number }
  'performance/weight-out-of-range': { text: string }
  'performance/score-out-of-range': { text: string; weight: string }
  'performance/levels-disagree': { one: string; two: string }
  'performance/target-zero': { text: string }
  'performance/target-without-number': { text: string }
  'performance/whole-and-project': Nothing
  'performance/no-words': { text: string }
  'performance/typed-number': { text: string }
  'text/typed-number': { text: string }
  'text/unknown-figure': { figure: string }
  'text/no-words': Nothing
  'budget/fund-not-for-kind': { fund: string; kind: string }
  'accounts/unknown-cell': { key: string }
  'accounts/unknown-particular': { key: string }
  'accounts/other-value': { key: string; wanted: 'amount' | 'count' | 'day' }
  'import/unknown-upload': Nothing
  'import/not-a-workbook': { because: 'kind' | 'locked' | 'damaged' | 'unsafe' }
  'import/too-much': {
    what: 'bytes' | 'unpacked' | 'parts' | 'sheets' | 'rows' | 'columns' | 'cells' | 'texts' | 'merges' | 'length'
    limit: number
  }
  'import/no-table': Nothing
  'import/table-twice': { table: string }
  'import/other-year': { found: number; wanted: number }
  'import/other-unit': { unit: string }
  'import/missing-row': { row: string }
  'import/missing-column': { column: string }
  'import/unknown-row': { row: string }
  'import/unknown-column': { column: string }
  'import/unknown-code': { code: string; name: string }
  'import/row-twice': { row: string }
  'import/formula': { text: string }
  'import/extra-cells': { found: number; wanted: number }
  'import/missing-cells': { found: number; wanted: number }
  'import/number-twice': { row: number; same: boolean }
  'import/no-headings': Nothing
  'import/unknown-job': Nothing
  'import/not-now': { state: string }
  'import/unmapped': { fields: string[] }
  'row/unknown': { row: string }
  'row/exists': { row: string }
  'row/void': { row: string }
  'row/stale': { row: string; seen: number; now: number }
  'row/unique-taken': { column: string; value: string; holder?: string }
  'row/in-use': { row: string; by: string; count: number }
  'row/malformed-id': { row: string }
  'step/not-legal': { step: string; state: string }
  'step/unknown': { step: string }
  'step/same-person': { step: string; other: 'editor' | 'reviewer' | 'submitter' | 'requester' }
  'change/too-many-rows': { rows: number; limit: number }
  'change/too-many-cells': { cells: number; limit: number }
  'change/shape': {
    column: string
    reason: 'codes-length' | 'code-out-of-range' | 'duplicate-row' | 'duplicate-column'
  }
  'change/empty': Nothing
  'change/person-without-row': { row: string }
  'change/other-content': { batch: string }
  'change/unknown-batch': { batch: string }
  'change/not-finished': { batch: string }
  'change/already-undone': { batch: string; by: string }
  'change/not-yours': { batch: string }
  'view/changed': { name: string }
  'view/unknown': Nothing
  'view/too-many': { limit: number }
  'change/busy': { batch: string }
  'sheet/unknown': { sheet: string }
  'sheet/no-place': { sheet: string }
  'sheet/unknown-unit': { unit: string }
  'sheet/mixed-places': { sheets: string[] }
  'feed/new-epoch': { epoch: string }
  'sign-in/failed': Nothing
  'sign-in/locked': { until: string }
  'sign-in/code-invalid': Nothing
  'sign-in/factor-invalid': Nothing
  'sign-in/password-weak': { reason: 'short' | 'common' | 'has-name' | 'composition' | 'long' | 'same' }
  'people/unknown-account': { account: string }
  'people/roles-exclude': { one: string; other: string }
  'people/role-not-yours-to-give': { role: string }
  'people/own-account': Nothing
  'people/last-administrator': Nothing
  'people/second-security-administrator': Nothing
  'disclosure/unknown-edition': { edition: string }
  'disclosure/nothing-to-publish': Nothing
  'disclosure/same-person': { step: string; other: 'editor' | 'reviewer' | 'requester' }
  'disclosure/content-changed': { approved: string; now: string }
  'disclosure/renderer-changed': Nothing
  'disclosure/open-edition': { edition: string }
  'disclosure/open-errors': { count: number }
  'disclosure/secrecy-check-missing': Nothing
  'disclosure/reason-required': Nothing
  'disclosure/recorded': Nothing
}

export const statuses: Record<keyof RefusalFacts, 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 503> = {
  'request/not-understood': 400,
  'request/too-large': 413,
  'request/foreign-origin': 403,
  'request/not-json': 415,
  'access/sign-in-first': 401,
  'access/not-allowed': 403,
  'access/fresh-factor-needed': 403,
  'access/somebody-else': 403,
  'cell/not-an-amount': 422,
  'cell/too-many-decimals': 422,
  'cell/amount-out-of-range': 422,
  'cell/not-a-day': 422,
  'cell/ambiguous-day': 422,
  'cell/day-outside-year': 422,
  'cell/not-a-count': 422,
  'cell/not-a-rate': 422,
  'cell/not-a-flag': 422,
  'cell/unknown-option': 422,
  'cell/too-long': 422,
  'cell/required': 422,
  'cell/malformed': 422,
  'cell/read-only': 403,
  'cell/unknown-column': 400,
  'cell/wrong-type': 400,
  'cell/code-and-name-disagree': 422,
  'budget/subject-not-valid': 422,
  'budget/subject-not-lowest': 422,
  'budget/subject-not-for-kind': 422,
  'budget/below-zero': 422,
  'budget/year-order': 422,
  'case/times-out-of-order': 422,
  'case/missing': 422,
  'case/cost-below-zero': 422,
  'case/off-the-map': 422,
  'case/no-limit': 422,
  'case/year-not-covered': 422,
  'case/same-unit': 422,
  'case/day-passed': 422,
  'case/into-itself': 422,
  'case/not-open': 409,
  'case/number-in-text': 422,
  'case/limit-passed': 409,
  'case/not-later': 422,
  'case/pressed-so-far': 409,
  'limits/twice': 409,
  'limits/needs-unit': 422,
  'calendar/plain-day': 422,
  'calendar/periods-overlap': 422,
  'case/far-apart': 422,
  'performance/weight-out-of-range': 422,
  'performance/score-out-of-range': 422,
  'performance/levels-disagree': 422,
  'performance/target-zero': 422,
  'performance/target-without-number': 422,
  'performance/whole-and-project': 422,
  'performance/no-words': 422,
  'performance/typed-number': 422,
  'text/typed-number': 422,
  'text/unknown-figure': 422,
  'text/no-words': 422,
  'budget/fund-not-for-kind': 422,
  'accounts/unknown-cell': 422,
  'accounts/unknown-particular': 422,
  'accounts/other-value': 422,
  'import/unknown-upload': 404,
  'import/not-a-workbook': 422,
  'import/too-much': 422,
  'import/no-table': 422,
  'import/table-twice': 422,
  'import/other-year': 422,
  'import/other-unit': 422,
  'import/missing-row': 422,
  'import/missing-column': 422,
  'import/unknown-row': 422,
  'import/unknown-column': 422,
  'import/unknown-code': 422,
  'import/row-twice': 422,
  'import/formula': 422,
  'import/extra-cells': 422,
  'import/missing-cells': 422,
  'import/number-twice': 422,
  'import/no-headings': 422,
  'import/unknown-job': 404,
  'import/not-now': 409,
  'import/unmapped': 422,
  'row/unknown': 404,
  'row/exists': 409,
  'row/void': 410,
  'row/stale': 409,
  'row/unique-taken': 409,
  'row/in-use': 409,
  'row/malformed-id': 400,
  'step/not-legal': 409,
  'step/unknown': 400,
  'step/same-person': 403,
  'change/too-many-rows': 413,
  'change/too-many-cells': 413,
  'change/shape': 400,
  'change/empty': 400,
  'change/person-without-row': 400,
  'change/other-content': 409,
  'change/unknown-batch': 404,
  'change/not-finished': 409,
  'change/already-undone': 409,
  'change/not-yours': 403,
  'view/changed': 409,
  'view/unknown': 404,
  'view/too-many': 422,
  'change/busy': 503,
  'sheet/unknown': 404,
  'sheet/no-place': 400,
  'sheet/unknown-unit': 422,
  'sheet/mixed-places': 400,
  'feed/new-epoch': 410,
  'sign-in/failed': 401,
  'sign-in/locked': 429,
  'sign-in/code-invalid': 401,
  'sign-in/factor-invalid': 401,
  'sign-in/password-weak': 422,
  'people/unknown-account': 404,
  'people/roles-exclude': 409,
  'people/role-not-yours-to-give': 403,
  'people/own-account': 403,
  'people/last-administrator': 409,
  'people/second-security-administrator': 409,
  'disclosure/unknown-edition': 404,
  'disclosure/nothing-to-publish': 409,
  'disclosure/same-person': 403,
  'disclosure/content-changed': 409,
  'disclosure/renderer-changed': 409,
  'disclosure/open-edition': 409,
  'disclosure/open-errors': 409,
  'disclosure/secrecy-check-missing': 422,
  'disclosure/reason-required': 422,
  'disclosure/recorded': 409,
}
