import { faultOfDay } from '#shared/base/day'
import { printInstant } from '#shared/base/kinds/times'
import { choiceWord } from './choices.ts'
import { columnLabel } from './labels.ts'
import type { Sentences } from './refusals.ts'
import { clockTime, grouped, megabytes, quoted } from './facts.ts'

const formWords: Readonly<Record<string, string>> = {
  code: 'a question mark stands for a character that was lost in another encoding; save the file as UTF-8',
  'functional-code': 'a subject code has 3, 5 or 7 digits',
  'economic-code': 'a subject code has 3 or 5 digits',
  login: 'a login begins with a small letter and has 2 to 32 characters',
  'project-code': 'use letters, digits and hyphens',
  'unit-code': 'use small letters, digits and hyphens',
  'figure-key': 'use letters, digits, dots and hyphens',
  year: 'a year has four digits, such as 2021',
  phone: 'use digits, spaces, hyphens and brackets only',
  decimal: 'use digits and a decimal point',
  time: 'write a time as 09:00',
  printable: 'take out invisible characters and needless line breaks',
  'two-figures': 'this formula takes two figures',
}

const kindWords: Readonly<Record<string, string>> = {
  personnel: 'personnel is spent on 301 and 303 only',
  operating: 'operating costs are spent on 302 and 310 only',
}

const spendingWords: Readonly<Record<string, string>> = {
  upward: 'Payment to a superior',
  business: 'Operating expenditure',
  subsidy: 'A subsidy to an affiliated unit',
}

const valueWords = { amount: 'an amount', count: 'a count', day: 'a day' } as const
const notWorkbooks = {
  kind: 'This is no workbook. Choose an XLSX, XLS or CSV file',
  locked: 'The workbook opens by a password only. Take it away and upload again',
  damaged: "The workbook is damaged and can't be read. Save it anew and upload it again",
  unsafe: 'The workbook holds what no workbook should; nothing was read',
} as const

const tooMuch = {
  bytes: (limit: number) => `The file is larger than ${megabytes(limit)}`,
  unpacked: (limit: number) => `The file unpacks to more than ${megabytes(limit)}, or is packed too densely`,
  parts: (limit: number) => `The workbook has more than ${grouped(limit)} parts`,
  sheets: (limit: number) => `The workbook has more than ${grouped(limit)} sheets`,
  rows: (limit: number) => `A sheet has more than ${grouped(limit)} rows`,
  columns: (limit: number) => `A sheet has more than ${grouped(limit)} columns`,
  cells: (limit: number) => `The workbook has more than ${grouped(limit)} cells`,
  texts: (limit: number) => `The workbook has more than ${grouped(limit)} texts`,
  merges: (limit: number) => `Too many or too large merged cells (at most ${grouped(limit)})`,
  length: (limit: number) => `A cell holds more than ${grouped(limit)} characters`,
} as const

const columnFaults = {
  'codes-length': 'has another number of rows',
  'code-out-of-range': 'has a value outside its dictionary',
  'duplicate-row': 'names a row twice',
  'duplicate-column': 'comes twice',
} as const

const weakWords = {
  short: 'The password is too short: at least 8 characters',
  common: 'This password is among the first that everybody tries: choose another',
  'has-name': 'A password may not hold the name or login',
  composition: 'A password mixes three of capitals, small letters, digits and signs',
  long: 'The password is too long',
  same: 'The new password equals the old one',
} as const

const offered = (nearest: readonly string[]): string =>
  nearest.length > 0 ? `Perhaps ${nearest.join(', ')}` : 'Choose one that exists'

function notADay(text: string): string {
  const fault = faultOfDay(text)
  if (!fault) return `${quoted(text)} is not a day. Write 2021-12-31`
  if (!('day' in fault)) return `There is no month ${fault.month}. Write 1 to 12`
  return `Month ${fault.month} has no day ${fault.day}. Write 1 to ${fault.last}`
}

/** The sentences for people who work in English; documents stay Chinese. */
export const en: Sentences = {
  'request/not-understood': ({ issues }) => `The request can't be read (${issues[0]?.path ?? 'body'}). Reload the page`,
  'request/too-large': ({ limit }) => `At most ${megabytes(limit)} at once. Paste in parts, or import`,
  'request/foreign-origin': () => 'The request did not come from a page of this system',
  'request/not-json': () => 'The request has the wrong form. Reload the page',
  'access/sign-in-first': () => 'The sign-in has ended; nothing is lost. Sign in to go on',
  'access/not-allowed': ({ granter }) => `You have no right to this. It is given by: ${granter}`,
  'access/fresh-factor-needed': () => 'Enter a fresh one-time password; it counts for five minutes',
  'access/somebody-else': () => 'Somebody else is signed in now; the change is kept and was not sent',
  'cell/not-an-amount': ({ text }) => `${quoted(text)} is not an amount. Write a number, 元 or 万元 may follow`,
  'cell/too-many-decimals': ({ text, allowed }) => `${quoted(text)} has too many decimals: at most ${allowed}`,
  'cell/amount-out-of-range': ({ text }) => `${quoted(text)} is out of range: below 1,000亿元`,
  'cell/not-a-day': ({ text }) => notADay(text),
  'cell/ambiguous-day': ({ text, readings }) =>
    `${quoted(text)} may be ${readings.join(' or ')}. Write the day in full`,
  'cell/day-outside-year': ({ text, year }) => `${quoted(text)} is not in ${year}. Write a day of that year`,
  'cell/not-a-count': ({ text }) => `${quoted(text)} is not a count. Write a whole number, not below 0`,
  'cell/not-a-rate': ({ text }) => `${quoted(text)} is not a percentage. Write 95.69%`,
  'cell/not-a-flag': ({ text }) => `${quoted(text)} is neither yes nor no`,
  'cell/unknown-option': ({ text, nearest }) => `There is no ${quoted(text)}. ${offered(nearest)}`,
  'cell/too-long': ({ length, limit }) => `${grouped(length)} characters, at most ${grouped(limit)}. Shorten it`,
  'cell/required': () => 'This may not be blank',
  'cell/malformed': ({ text, form }) => `${quoted(text)} has the wrong form: ${formWords[form] ?? 'write it anew'}`,
  'cell/read-only': ({ because, source }) =>
    ({
      'no-right': source === undefined ? 'You may not change this column' : `This column is changed by: ${source}`,
      computed: source ?? 'This column is computed',
      fixed: 'This column is set at creation only. Void the row and make another',
      key: "This column is the row's key",
    })[because],
  'cell/unknown-column': ({ column }) => `There is no column ${quoted(column)}`,
  'cell/wrong-type': () => 'The value is of the wrong type',
  'cell/code-and-name-disagree': ({ code, name, expected }) =>
    `${code} is ${quoted(expected)}, not ${quoted(name)}. Change one of them`,
  'budget/subject-not-valid': ({ code, name, year }) =>
    `${code} ${name} is not valid in ${year}. Use a subject of that year`,
  'budget/subject-not-lowest': ({ code, name, wanted }) =>
    `Nothing is spent on ${code} ${name} itself. Choose ${wanted === 'item' ? 'an item (7 digits)' : 'a section (5 digits)'}`,
  'budget/subject-not-for-kind': ({ code, name, kind }) =>
    `${code} ${name} does not fit: ${kindWords[kind] ?? 'another kind'}`,
  'budget/below-zero': ({ text }) => `${quoted(text)} is below 0; a budget never is`,
  'budget/fund-not-for-kind': ({ kind }) =>
    `${spendingWords[kind] ?? 'Such expenditure'} is never paid from appropriations. Choose other money, or leave it blank`,
  'accounts/unknown-cell': ({ key }) => `No table has a cell ${quoted(key)}. Choose a cell of the tables`,
  'accounts/unknown-particular': ({ key }) => `There is no such item as ${quoted(key)}. Choose one of the list`,
  'accounts/other-value': ({ key, wanted }) => `${quoted(key)} takes ${valueWords[wanted]}; leave the others blank`,
  'budget/year-order': ({ from, to }) => `The last year ${to} is before the first, ${from}. Change one of them`,
  'case/times-out-of-order': ({ earlier, later, from }) =>
    `${columnLabel('cases', later, 'en')} is before ${columnLabel('cases', earlier, 'en')} ${printInstant(from)}. Change one of them`,
  'case/missing': ({ wanted, because }) =>
    `With ${columnLabel('cases', because, 'en')} there must be ${columnLabel('cases', wanted, 'en')}. Fill it in, or clear both`,
  'case/cost-below-zero': ({ text }) => `The cost ${quoted(text)} is below 0; a cost never is`,
  'case/off-the-map': ({ text, least, most }) =>
    `${quoted(text)} is not between ${least} and ${most}; longitude and latitude may be swapped`,
  'case/no-limit': ({ type, urgency }) =>
    `No line of the limits is about ${choiceWord('type', type, 'en', 'such cases')}, ${choiceWord('urgency', urgency, 'en', 'such urgency')}. Have the registrar add one, or give a time`,
  'case/year-not-covered': ({ year }) =>
    `The holidays of ${year} are not entered yet, so the time can't be counted. Enter them first, or give a time`,
  'case/same-unit': () => 'Lead and supporting unit, and the units before and after, must differ. Choose another',
  'case/day-passed': ({ day }) => `The day of review ${day} has passed. Enter a day after today`,
  'case/into-itself': () => 'A case can’t be merged into itself. Choose another',
  'case/not-open': ({ number, state }) =>
    `${quoted(number)} is ${choiceWord('state', state, 'en', 'done with')}; nothing can be merged into it. Choose an open case`,
  'case/number-in-text': ({ text }) =>
    `The opinion holds the number ${quoted(text)}. Telephone and identity numbers belong to the caller's own part`,
  'case/limit-passed': ({ due }) => `The time was over at ${printInstant(due)}; this step can't be taken any more`,
  'case/not-later': ({ due }) => `The time must be later than ${printInstant(due)}`,
  'case/pressed-so-far': ({ level }) => `It is pressed at level ${level} already; only a higher level is possible`,
  'limits/twice': ({ type, urgency, tag }) =>
    `There is a limit already for ${[choiceWord('type', type, 'en', 'any type'), choiceWord('urgency', urgency, 'en', 'any urgency'), tag === '' ? 'any tag' : quoted(tag)].join(', ')}. Change that one`,
  'limits/needs-unit': ({ amount }) =>
    amount === '' ? 'A unit without an amount. Fill it in, or clear both' : 'An amount without a unit. Choose one',
  'calendar/plain-day': ({ day, kind }) =>
    kind === 'free'
      ? `${day} is a weekend day and free anyway. Leave it out`
      : `${day} is a weekday and worked anyway. Leave it out`,
  'calendar/periods-overlap': ({ from, to }) =>
    `${from} to ${to} is empty, or overlaps another period. Change one of them`,
  'case/far-apart': ({ earlier, later, days }) =>
    `${columnLabel('cases', later, 'en')} is ${days} days after ${columnLabel('cases', earlier, 'en')}; the year may be wrong`,
  'performance/weight-out-of-range': ({ text }) => `The weight ${quoted(text)} must be above 0 and at most 100`,
  'performance/score-out-of-range': ({ text, weight }) =>
    `The score ${quoted(text)} must be between 0 and the weight ${weight}`,
  'performance/levels-disagree': ({ one, two }) => `${quoted(two)} does not belong to ${quoted(one)}`,
  'performance/target-zero': ({ text }) =>
    `The target ${quoted(text)} is nothing, so no ratio can be scored. Set the kind to 达标`,
  'performance/target-without-number': ({ text }) =>
    `The target ${quoted(text)} has no number, so no ratio can be scored. Set the kind to 定性`,
  'performance/whole-and-project': () => 'The sheet of the whole unit belongs to no single project',
  'performance/no-words': ({ text }) => `${quoted(text)} says nothing. Write it out, or leave it blank`,
  'performance/typed-number': ({ text }) =>
    `${quoted(text)} is a typed number. Numbers stand in indicators and ledger: write words only`,
  'text/typed-number': ({ text }) => `${quoted(text)} is a typed number. Delete it and type / to insert a figure`,
  'text/unknown-figure': ({ figure }) => `There is no figure ${quoted(figure)}. Type / to choose another`,
  'text/no-words': () => 'There are no words. Write what it was',
  'import/unknown-upload': () => 'There is no such upload; it may have expired. Choose the file again',
  'import/not-a-workbook': ({ because }) => notWorkbooks[because],
  'import/too-much': ({ what, limit }) => tooMuch[what](limit),
  'import/no-table': () => 'No statutory table was found. Sheets say their title or form number',
  'import/table-twice': ({ table }) => `Table ${table} is there twice; the first is read`,
  'import/other-year': ({ found, wanted }) => `The table is of ${found}, this is ${wanted}`,
  'import/other-unit': ({ unit }) => `The unit is ${quoted(unit)}; 元 and 万元 are read`,
  'import/missing-row': ({ row }) => `The row ${quoted(row)} is missing`,
  'import/missing-column': ({ column }) => `The column ${quoted(column)} is missing`,
  'import/unknown-row': ({ row }) =>
    row === '' ? 'There are amounts without a label' : `The form has no row ${quoted(row)}`,
  'import/unknown-column': ({ column }) => `The form has no column ${quoted(column)}`,
  'import/unknown-code': ({ code, name }) => `The year has no subject ${quoted(`${code} ${name}`.trim())}`,
  'import/row-twice': ({ row }) => `${quoted(row)} is there twice; the first is read`,
  'import/formula': ({ text }) =>
    text === '' ? 'The formula has no result. Open the file and save it' : `${quoted(text)} looks like a formula`,
  'import/extra-cells': ({ found, wanted }) => `The row has ${found} cells, the headings are ${wanted}`,
  'import/missing-cells': ({ found, wanted }) => `The row has only ${found} cells, the headings are ${wanted}`,
  'import/number-twice': ({ row, same }) =>
    same ? `The same as row ${row}, which is taken` : `Row ${row} has this number and says something else`,
  'import/unknown-job': () => 'There is no such import; it may have expired',
  'import/not-now': () => 'The import has moved on, so this cannot be done now. Look again',
  'import/no-headings': () => 'There is no row of headings, such as number, received and state',
  'import/unmapped': ({ fields }) =>
    `No column is chosen for ${fields.map((field) => quoted(columnLabel('cases', field, 'en'))).join(', ')}`,
  'row/unknown': ({ row }) => `There is no row ${quoted(row)}; somebody may have voided it`,
  'row/exists': ({ row }) => `${quoted(row)} exists. Use another code`,
  'row/void': () => 'The row is void. Restore it first',
  'row/stale': ({ seen, now }) => `Somebody changed this row (change ${seen}, now ${now}). Look before you change it`,
  'row/unique-taken': ({ value }) => `${quoted(value)} is taken by another row. Choose another`,
  'row/in-use': ({ count }) => `${grouped(count)} rows use it. Change those first`,
  'row/malformed-id': ({ row }) => `The row id ${quoted(row)} has the wrong form`,
  'step/not-legal': ({ state }) => `In the state ${quoted(state)} this step can't be taken`,
  'step/unknown': ({ step }) => `There is no step ${quoted(step)}`,
  'step/same-person': ({ other }) => `Somebody other than the ${other} must take this step`,
  'change/person-without-row': ({ row }) =>
    `The person ${quoted(row)} comes without a new request, and nothing was written`,
  'change/too-many-rows': ({ rows, limit }) => `${grouped(rows)} rows, at most ${grouped(limit)} at once. Import them`,
  'change/too-many-cells': ({ cells, limit }) =>
    `${grouped(cells)} cells, at most ${grouped(limit)} at once. Import them`,
  'change/shape': ({ column, reason }) => `The change has the wrong form: ${quoted(column)} ${columnFaults[reason]}`,
  'change/empty': () => 'There is nothing to write',
  'change/other-content': () => 'A batch of this id holds something else. Paste again',
  'change/unknown-batch': () => 'There is no such batch',
  'change/not-finished': () => 'The batch is still being written. Undo it when it is done',
  'change/already-undone': () => 'The batch was undone before',
  'view/changed': ({ name }) => `Somebody has just changed the view ${quoted(name)}. Open it again, then save`,
  'view/unknown': () => 'There is no such view; it may have been removed',
  'view/too-many': ({ limit }) => `At most ${limit} views of a sheet are kept. Remove some first`,
  'change/not-yours': () => "The batch is another person's; undoing it takes a right",
  'change/busy': () => 'Many people are writing; it is tried again shortly',
  'sheet/unknown': ({ sheet }) => `There is no sheet ${quoted(sheet)}`,
  'sheet/no-place': () => 'Year and unit are not named',
  'sheet/unknown-unit': ({ unit }) => `No unit “${unit}” is registered: register it before its year begins`,
  'sheet/mixed-places': () => "These sheets are in different places and can't be opened together",
  'feed/new-epoch': () => 'The data was rebuilt; the page reads it anew',
  'sign-in/failed': () => 'Login or password is wrong',
  'sign-in/locked': ({ until }) => `Too many failures. Try again after ${clockTime(until)}`,
  'sign-in/code-invalid': () => 'The sign-in code is wrong, used or expired. Ask the administrator for another',
  'sign-in/factor-invalid': () => 'The one-time password is wrong or used. Wait for the next',
  'sign-in/password-weak': ({ reason }) => weakWords[reason],
  'people/unknown-account': () => 'There is no such account',
  'people/roles-exclude': ({ one, other }) => `No one may be both ${one} and ${other}`,
  'people/role-not-yours-to-give': ({ role }) => `The role ${role} is given by the security administrator`,
  'people/own-account': () => 'Nobody changes his own roles or disables himself',
  'people/last-administrator': () => 'This is the last administrator. Appoint another first',
  'people/second-security-administrator': () => 'There is a security administrator, who gives roles',
  'disclosure/unknown-edition': () => 'There is no such edition',
  'disclosure/nothing-to-publish': () => 'There is nothing to publish yet. Enter projects and ledger first',
  'disclosure/same-person': ({ other }) => `Somebody other than the ${other} must do this`,
  'disclosure/content-changed': ({ approved, now }) =>
    `The content has changed: seen ${approved.slice(0, 8)}, now ${now.slice(0, 8)}. Submit again`,
  'disclosure/renderer-changed': () => 'The page program is newer than the review. Submit again',
  'disclosure/open-edition': ({ edition }) => `Edition ${edition} is still under way`,
  'disclosure/open-errors': ({ count }) => `${grouped(count)} checks have not passed. Mend them or give reasons`,
  'disclosure/secrecy-check-missing': () => 'Do the secrecy check first',
  'disclosure/reason-required': () => 'Give a reason',
  'disclosure/recorded': () => 'A recorded edition has no approval path',
}
