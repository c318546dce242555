import { posix } from 'node:path'
import { refusal } from '#shared/base/refusal'
import type { Merge } from '#shared/accounts/workbook/grid'
import { cellCounter, tooMuch, type WorkbookLimits } from './limits.ts'
import { attributeOf, scan, type Tag } from './scan.ts'
import { partsOf, unpacked, type Part, type Spent } from './zip.ts'

/** What is known of a sheet before its cells are read. */
export interface SheetSurvey {
  name: string
  /** its place among all sheets, hidden ones too */
  index: number
  merges: readonly Merge[]
  /** by row: columns of formulas whose result the file does not hold */
  unsolved: ReadonlyMap<number, readonly number[]>
}

interface Relation {
  id: string
  kind: string
  target: string
}

/** What was heard in one part, whichever it is. */
interface Heard {
  bytes: number
  relations: Relation[]
  sheets: { name: string; relation: string; hidden: boolean }[]
  merges: Merge[]
  unsolved: Map<number, number[]>
}

const wanted: ReadonlySet<string> = new Set(['Relationship', 'sheet', 'row', 'c', 'f', 'v', 'mergeCell', 'si'])

/** Kinds of parts that are read later: they must be among those that were looked at here. */
const read = /\/(?:officeDocument|worksheet|sharedStrings|styles)$/

/**
 * 先看后读. Looks at every part of a packed workbook before anything is read: sizes, tags, rows, columns, cells, merged
 * cells, formulas without results. A file that is too large, or not what it seems, ends here.
 * @throws import/not-a-workbook, import/too-much
 */
export async function survey(file: Buffer, limits: WorkbookLimits): Promise<SheetSurvey[]> {
  const spent: Spent = { bytes: 0, tags: 0 }
  const counted = { cell: cellCounter(limits), merges: 0, texts: 0 }
  const parts = new Map<string, Heard>()
  for (const part of partsOf(file, limits))
    if (/\.(?:xml|rels)$/i.test(part.name)) parts.set(part.name, await heardIn(file, part, { limits, spent, counted }))
  const sheets = sheetsOf(parts)
  if (sheets.length > limits.sheets) throw tooMuch('sheets', limits)
  checkRepeats(parts, sheets.length, limits)
  return sheets
}

interface Task {
  limits: WorkbookLimits
  spent: Spent
  counted: { cell: (row: number, column: number) => void; merges: number; texts: number }
}

async function heardIn(file: Buffer, part: Part, task: Task): Promise<Heard> {
  const heard: Heard = { bytes: 0, relations: [], sheets: [], merges: [], unsolved: new Map() }
  const before = task.spent.bytes
  const listen = listener(heard, task)
  await scan(unpacked(file, part, task.limits, task.spent), { ...task, wanted }, listen)
  heard.bytes = task.spent.bytes - before
  return heard
}

/** The cell at hand while a sheet is walked through. */
interface At {
  row: number
  column: number
  formula: boolean
  result: boolean
  words: boolean
}

function listener(heard: Heard, { limits, counted }: Task): (tag: Tag) => void {
  const at: At = { row: -1, column: -1, formula: false, result: false, words: false }
  const acts: Readonly<Record<string, (tag: Tag) => void>> = {
    Relationship: (tag) => heard.relations.push(relationOf(tag)),
    sheet: (tag) => heard.sheets.push(sheetOf(tag)),
    si: ({ closing }) => {
      if (!closing && ++counted.texts > limits.texts) throw tooMuch('texts', limits)
    },
    mergeCell: (tag) => {
      const merge = mergeOf(attributeOf(tag, 'ref') ?? '')
      if (!merge) return
      if (++counted.merges > limits.merges || isVast(merge, limits)) throw tooMuch('merges', limits)
      heard.merges.push(merge)
    },
    row: (tag) => {
      if (tag.closing) return
      at.row = Number(attributeOf(tag, 'r') ?? at.row + 2) - 1
      at.column = -1
      if (!(at.row < limits.rows)) throw tooMuch('rows', limits)
    },
    c: (tag) => {
      if (tag.closing) {
        endCell(at, heard)
        return
      }
      beginCell(at, tag)
      counted.cell(at.row, at.column)
    },
    f: ({ closing }) => {
      if (!closing) at.formula = true
    },
    v: ({ closing, before }) => {
      if (closing) at.result = before > 0 || at.words
    },
  }
  return (tag) => acts[tag.name]?.(tag)
}

function beginCell(at: At, tag: Tag): void {
  const place = placeOf(attributeOf(tag, 'r') ?? '')
  at.column = place?.column ?? at.column + 1
  at.row = place?.row ?? at.row
  at.formula = false
  at.result = false
  at.words = attributeOf(tag, 't') === 'str'
}

function endCell(at: At, { unsolved }: Heard): void {
  if (!at.formula || at.result) return
  const columns = unsolved.get(at.row)
  if (columns) columns.push(at.column)
  else unsolved.set(at.row, [at.column])
}

/** Row and column from 0 of `B12`. */
function placeOf(reference: string): { row: number; column: number } | undefined {
  const [, letters, digits] = /^\$?([A-Z]{1,4})\$?(\d{1,8})$/i.exec(reference) ?? []
  if (letters === undefined || digits === undefined) return undefined
  const column = Buffer.from(letters.toUpperCase()).reduce((sum, letter) => sum * 26 + letter - 64, 0) - 1
  return { row: Number(digits) - 1, column }
}

function mergeOf(reference: string): Merge | undefined {
  const [first, last] = reference.split(':').map(placeOf)
  if (!first) return undefined
  return { top: first.row, left: first.column, bottom: last?.row ?? first.row, right: last?.column ?? first.column }
}

const isVast = ({ top, left, bottom, right }: Merge, { rows, columns, cells }: WorkbookLimits): boolean =>
  bottom >= rows || right >= columns || (bottom - top + 1) * (right - left + 1) > cells

/** A part that is read later has the ending by which it was looked at here; an address outside the file is none. */
function relationOf(tag: Tag): Relation {
  const [id = '', kind = '', target = ''] = ['Id', 'Type', 'Target'].map((name) => attributeOf(tag, name))
  if (read.test(kind) && !/\.xml$/i.test(target)) throw refusal('import/not-a-workbook', { because: 'kind' })
  return { id, kind, target }
}

const sheetOf = (tag: Tag): Heard['sheets'][number] => ({
  name: attributeOf(tag, 'name') ?? '',
  relation: attributeOf(tag, 'id') ?? '',
  hidden: (attributeOf(tag, 'state') ?? 'visible') !== 'visible',
})

const targetIn = (folder: string, target: string): string =>
  target.startsWith('/') ? target.slice(1) : posix.join(folder, target)

/** The sheets that somebody can see, by way of the relations that lead to them. */
function sheetsOf(parts: ReadonlyMap<string, Heard>): SheetSurvey[] {
  const root = parts.get('_rels/.rels')?.relations.find(({ kind }) => kind.endsWith('/officeDocument'))
  const path = root && targetIn('', root.target)
  const workbook = path === undefined ? undefined : parts.get(path)
  if (path === undefined || !workbook || !parts.has('[Content_Types].xml'))
    throw refusal('import/not-a-workbook', { because: 'kind' })
  const folder = posix.dirname(path)
  const relations = parts.get(posix.join(folder, '_rels', `${posix.basename(path)}.rels`))?.relations ?? []
  const named = workbook.sheets.filter(({ name, relation }) => name !== '' && relation !== '')
  return named.flatMap(({ name, relation, hidden }, index) => {
    const found = relations.find(({ id, kind }) => id === relation && kind.endsWith('/worksheet'))
    const part = found && parts.get(targetIn(folder, found.target))
    return part && !hidden ? [{ name, index, merges: part.merges, unsolved: part.unsolved }] : []
  })
}

/** Texts and styles are read anew for each sheet. */
const readAgain = 60_000_000

function checkRepeats(parts: ReadonlyMap<string, Heard>, sheets: number, limits: WorkbookLimits): void {
  const common = [...parts]
    .filter(([name]) => !/\/worksheets\//i.test(name))
    .reduce((sum, [, { bytes }]) => sum + bytes, 0)
  if (common * sheets > readAgain) throw tooMuch('texts', limits)
}
