import type { FieldKey } from '#shared/cases/importing/fields'
import { caseFile, numbered, type CaseFile } from './case-files.ts'
import { unitsOfCases } from './cases.ts'

/** A case as texts, by field. */
export type Texts = Readonly<Record<FieldKey, string>>

/** What is right: taken as if it had been written well, or refused with the row and column. */
export type Right = 'mended' | 'refused'

/** 错误样式. One way in which real files are wrong; `spoil` answers undefined where a row offers no place for it. */
export interface Defect {
  kind: string
  right: Right
  /** null: the row as a whole */
  field: FieldKey | null
  /** the row as it should be read, where that is another than it was before */
  meant?: (row: Texts) => Texts
  spoil: (row: Texts) => Texts | undefined
}

const times = ['received', 'registered', 'dispatched', 'due', 'closed', 'followedUp'] as const

/** The same field in other words; only where there is something to be written otherwise. */
const rewritten = (kind: string, field: FieldKey, right: Right, write: (text: string) => string): Defect => ({
  kind,
  right,
  field,
  spoil: (row) => ((row[field] ?? '') === '' ? undefined : { ...row, [field]: write(row[field] ?? '') }),
})

/** A text that stands in a field whatever stood there before. */
const replaced = (kind: string, field: FieldKey, text: string): Defect => ({
  kind,
  right: 'refused',
  field,
  spoil: (row) => ({ ...row, [field]: text }),
})

/** A text that says the same as another one, which stands in the row from the beginning. */
const said = (kind: string, field: FieldKey, meant: string, text: string): Defect => ({
  kind,
  right: 'mended',
  field,
  meant: (row) => ({ ...row, [field]: meant }),
  spoil: (row) => ({ ...row, [field]: text }),
})

const parts = (time: string): string[] => /^(\d+)-(\d+)-(\d+) (\d+):(\d+):(\d+)$/.exec(time)?.slice(1) ?? []
const short = (digits = ''): string => String(Number(digits))
const serial = (time: string): string => (Date.parse(`${time.replace(' ', 'T')}Z`) / 86_400_000 + 25_569).toFixed(6)

/** The same moment as people and programs write it. */
const notations: readonly [right: Right, write: (time: string) => string][] = [
  ['mended', (time) => time.replaceAll('-', '/')],
  ['mended', (time) => { const [y, mo, d, h, mi, s] = parts(time); return `${y}年${short(mo)}月${short(d)}日 ${short(h)}时${short(mi)}分${short(s)}秒` }],
  ['mended', (time) => { const [y, mo, d, h, mi, s] = parts(time); return `${y}.${short(mo)}.${short(d)} ${h}:${mi}:${s}` }],
  ['mended', (time) => time.replace(/[-:]/g, '')],
  ['mended', (time) => `${time.replace(' ', 'T')}+08:00`],
  ['mended', serial],
  ['refused', (time) => time.slice(2)],
] // prettier-ignore

const impossible = ['2026-02-30 10:00:00', '2026-13-05 09:30:00', '2026-06-31', '0000-00-00 00:00:00', '1900-01-00', '昨天下午'] // prettier-ignore

/** A slip in the year: every step would have come fourteen years later. */
const longAgo: Defect = {
  kind: 'impossibleDates',
  right: 'refused',
  field: 'registered',
  spoil: (row) => (row.registered === '' ? undefined : { ...row, received: (row.received ?? '').replace(/^\d{4}/, '2012') }),
} // prettier-ignore

const wide = (text: string): string =>
  text.replace(/[0-9A-Z:.-]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0))

/** What is left of an invisible sign when a file is written in an encoding that lacks it. */
const holed = ['number', 'phone', 'grid'].map((field) =>
  rewritten('invisible', field, 'refused', (text) => `${text.slice(0, 2)}?${text.slice(2)}`),
)

const blanks = [' ', '  ', '\u3000', '\u00a0', '\t'] as const
const unseen = ['\u200b', '\ufeff', '\u202d', '\u0007'] as const
const formulas = ['=1+1', '=HYPERLINK("http://127.0.0.1/x?"&A1,"查看")', "=cmd|'/C calc'!A0", '@SUM(1,2)', '+8613800000000', '-2+3', '\t=1+1', '=SUM(AB2:AB9)'] // prettier-ignore
const nothings = ['', '-', '/', '无', 'NULL', '#N/A'] as const

/** Every pair, so that each text stands in each field. */
const each = <A, B>(ones: readonly A[], others: readonly B[], make: (one: A, other: B, nth: number) => Defect) =>
  ones.flatMap((one, i) => others.map((other, k) => make(one, other, i * others.length + k)))

/** Two times that follow one another, swapped. */
const swapped = (earlier: FieldKey, later: FieldKey): Defect => ({
  kind: 'order',
  right: 'refused',
  field: later,
  spoil: (row) =>
    row[later] === '' || row[earlier] === '' || row[later] === row[earlier]
      ? undefined
      : { ...row, [earlier]: row[later] ?? '', [later]: row[earlier] ?? '' },
})

/** A blank where a case can't be without; the unit of one that was dispatched. */
const lacking = (field: FieldKey, text: string): Defect => ({
  kind: 'missing',
  right: 'refused',
  field: field === 'unit' ? 'dispatched' : field,
  spoil: (row) => (row.dispatched === '' ? undefined : { ...row, [field]: text }),
})

const codeOfUnit = new Map(unitsOfCases().map(({ id, cells }) => [String(cells.name), id]))

const units: readonly Defect[] = [
  rewritten('units', 'unit', 'mended', (name) => name.replace(/^示例区/, '')),
  rewritten('units', 'unit', 'mended', (name) => codeOfUnit.get(name) ?? name),
  rewritten('units', 'unit', 'refused', (name) => `江岸${name}`),
  rewritten('units', 'unit', 'refused', (name) => `${name}（三科）`),
  rewritten('units', 'unit', 'refused', (name) => name.slice(0, -1)),
  rewritten('units', 'unit', 'refused', (name) => `${name}、示例区水务局`),
  ...['市级部门', '不明', '待定'].map((text) => rewritten('units', 'unit', 'refused', () => text)),
]

const choices: readonly Defect[] = [
  replaced('choices', 'channel', '热线'),
  replaced('choices', 'state', '办结'),
  replaced('choices', 'urgency', '加急'),
  rewritten('choices', 'satisfaction', 'refused', () => '满意 5分'),
  said('choices', 'onTime', '是', 'TRUE'),
  said('choices', 'repeated', '是', '1'),
]

const point = (longitude: string, latitude: string, field: FieldKey): Defect => ({
  kind: 'numbers',
  right: 'refused',
  field,
  spoil: (row) => (row.longitude === '' ? undefined : { ...row, longitude, latitude }),
})

const numbers: readonly Defect[] = [
  said('numbers', 'cost', '1234.50', '1,234.50'),
  said('numbers', 'cost', '800.00', '￥800'),
  said('numbers', 'cost', '300.00', '300元'),
  said('numbers', 'cost', '1000.00', '0.1万'),
  replaced('numbers', 'cost', '约500'),
  replaced('numbers', 'cost', '-20'),
  replaced('numbers', 'cost', '1e9'),
  point('30.595240', '114.297998', 'longitude'),
  point('0', '30.595240', 'longitude'),
  point('999', '30.595240', 'longitude'),
  point('114°18\'22"', '30.595240', 'longitude'),
  point('114.297998', '', 'longitude'),
]

const breaks: readonly Defect[] = ['。\n', '。\r\n"补充说明"：', ',\n'].map((mark) => ({
  kind: 'lineBreaks',
  right: 'mended',
  field: 'text',
  meant: (row) => ({ ...row, text: (row.text ?? '').replace('。', mark.replace('\r\n', '\n')) }),
  spoil: (row) => ({ ...row, text: (row.text ?? '').replace('\n', mark.includes('\r') ? '\r\n' : '\n') }),
}))

const tooLong = rewritten('veryLong', 'text', 'refused', (text) => text.repeat(Math.ceil(40_000 / text.length)))

/** Every way of being wrong that is a matter of cells. */
export const cellDefects: readonly Defect[] = [
  ...each(notations, times, ([right, write], field) => rewritten('dates', field, right, write)),
  ...each(impossible, ['received', 'dispatched', 'closed'], (text, field) => rewritten('impossibleDates', field, 'refused', () => text)), // prettier-ignore
  longAgo,
  ...['number', 'phone', 'grid', 'cost'].map((field) => rewritten('fullWidth', field, 'mended', wide)),
  ...each(['number', 'unit', 'channel', 'street', 'state', 'community'], blanks, (field, blank, nth) =>
    rewritten('spaces', field, 'mended', (text) => (nth % 3 === 0 ? blank + text : text + blank))),
  ...each(['number', 'unit', 'title', 'phone'], unseen, (field, sign) =>
    rewritten('invisible', field, 'mended', (text) => `${text.slice(0, 2)}${sign}${text.slice(2)}`)),
  ...holed,
  ...units,
  swapped('received', 'registered'), swapped('registered', 'dispatched'), swapped('dispatched', 'closed'), swapped('closed', 'followedUp'),
  ...each(['title', 'text', 'name', 'cost'], formulas, (field, text) => replaced('formulas', field, text)),
  ...each(['number', 'channel', 'unit', 'received', 'subjectOne', 'state'], nothings, lacking),
  ...choices,
  ...numbers,
  ...breaks,
  tooLong,
] // prettier-ignore

/** What was done to a row of the file, and what an importer has to make of it. */
export interface Key {
  kind: string
  right: Right
  field: FieldKey | null
}

/** A row as it is written and as it is meant; without `key` both are the same. */
export interface Line {
  cells: string[]
  clean: string[]
  key?: Key
}

export interface DefectFile extends CaseFile {
  lines: Line[]
}

interface Asked {
  rows: number
  seed?: number
  /** with which the numbers of its cases begin */
  letter?: string
  /** rows with too few cells: a form of file in which a row need not count its cells can't tell */
  short?: boolean
}

/** Every second row is spoilt, each way in turn; then come rows of another shape, and rows that stand there twice. */
export function defectFile({ rows, seed = 8, letter = 'Q', short = true }: Asked): DefectFile {
  const file = numbered(letter, caseFile({ rows, seed }))
  const { fields } = file
  const textsOf = (cells: readonly string[]): Texts => Object.fromEntries(fields.map((key, i) => [key, cells[i] ?? '']))
  const cellsOf = (row: Texts): string[] => fields.map((key) => row[key] ?? '')
  const waiting = [...cellDefects]
  const lines = file.rows.map((clean, nth): Line => {
    if (nth % 2 === 0) return { cells: clean, clean }
    const row = textsOf(clean)
    if (waiting.length === 0) waiting.push(...cellDefects)
    const found = waiting.findIndex(({ meant = same, spoil }) => spoil(meant(row)) !== undefined)
    const [defect] = found < 0 ? [] : waiting.splice(found, 1)
    const meant = defect?.meant?.(row) ?? row
    const spoilt = defect?.spoil(meant)
    if (!defect || !spoilt) return { cells: clean, clean }
    const { kind, right, field } = defect
    return { cells: cellsOf(spoilt), clean: cellsOf(meant), key: { kind, right, field } }
  })
  return { ...file, rows: [], lines: lines.flatMap((line, nth) => misshapen(line, nth, lines, { fields, short })) }
}

const same = (row: Texts): Texts => row

interface Shape {
  fields: readonly FieldKey[]
  short: boolean
}

/** Of every fiftieth row the shape is wrong; behind another one it stands again, whole or with another state. */
function misshapen(line: Line, nth: number, lines: readonly Line[], { fields, short }: Shape): Line[] {
  const { clean, key } = line
  if (key || nth < 50) return [line]
  const refusedAs = (cells: string[], kind: string, field: FieldKey | null): Line => ({ cells, clean, key: { kind, right: 'refused', field } }) // prettier-ignore
  if (nth % 50 === 0) return [refusedAs([...clean, '多余', '列'], 'rowShape', null)]
  if (nth % 50 === 2 && short) return [refusedAs(clean.slice(0, 12 + (nth % (fields.length - 12))), 'rowShape', null)]
  if (nth % 50 !== 4) return [line]
  const before = lines.slice(0, nth).findLast((one, i) => one.key === undefined && i % 50 > 9)
  const again = nth % 100 === 4 ? before?.clean : before?.clean.with(fields.indexOf('note'), '另一份')
  return again ? [line, refusedAs(again, 'duplicates', 'number')] : [line]
}

/** Headings as another department would write them, in another order of columns, below two rows of title. */
const otherNames: Readonly<Record<FieldKey, string>> = {
  number: '案件号', channel: '来源渠道', type: '诉求类型', text: '反映内容', name: '来电人', phone: '来电号码', street: '所属街道',
  community: '所在社区', unit: '主办单位', received: '受理日期', due: '截止时间', closed: '办结时间', onTime: '按时办结',
} // prettier-ignore

const otherOrder = <T>(list: readonly T[]): T[] => [...list.slice(0, 1), ...list.slice(15, 23), ...list.slice(1, 15), ...list.slice(23)] // prettier-ignore

/** Rows above the first case of such a file. */
export const rowsAbove = 3

/** The rows of a file from another department, titles and headings first. */
export function fromAnotherDepartment({ fields, headings, lines }: DefectFile): string[][] {
  const width = headings.length
  const named = headings.map((heading, i) => otherNames[fields[i] ?? ''] ?? heading)
  const blank = Array.from({ length: width }, () => '')
  return [
    blank.with(0, '2026年度群众诉求案件台账'),
    blank.with(0, '制表单位：指挥中心').with(2, '单位：件'),
    otherOrder(named),
    ...lines.map(({ cells }) => (cells.length < width ? cells : otherOrder(cells))),
  ]
}
