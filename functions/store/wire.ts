import { hash } from 'node:crypto'
import { limits, type ChangeSet, type ColumnChange } from '#shared/base/changes'
import type { Cell } from '#shared/base/cell'
import { accepts } from '#shared/base/kinds'
import { yearAndUnit } from '#shared/base/place'
import { refusal } from '#shared/base/refusal'
import type { Place, RowId, Sheet } from '#shared/base/sheet'
import { columnsByKey, type Change, type RowChange, type Touch } from './change.ts'
import type { Rulebook } from './rulebook.ts'

/** A column on the wire; a creation has no `before`. */
type WireColumn = Omit<ColumnChange, 'before'> & { before?: ColumnChange['before'] }

/** `#` separates the parts of keys, so no id may bear it; nor characters that nobody can see, nor halves of pairs. */
const rowForm = /^[^#\p{Cc}\p{Cs}]{1,120}$/u

/**
 * Reads the column-wise form into rows. Whatever no honest client sends is refused by name, and nothing is stored.
 * @throws sheet/unknown, sheet/no-place, change/empty, change/too-many-rows, change/too-many-cells, change/shape,
 *   cell/unknown-column, cell/wrong-type, row/malformed-id, request/too-large
 */
export function changeOf(input: ChangeSet, { sheets }: Pick<Rulebook, 'sheets'>): Change {
  checkRows(rowsIn(input))
  const sheet = sheets[input.sheet]
  if (!sheet) throw refusal('sheet/unknown', { sheet: input.sheet })
  checkPlace(sheet, input.place)
  const { batch, place, gesture, whole = false } = input
  return { batch, sheet, place, gesture, whole, rows: rowsOf(sheet, input), ...printOf(input) }
}

const rowsIn = ({ sets, creates, imports, steps = [], voids = [], restores = [] }: ChangeSet): RowId[] => [
  ...[sets, creates, imports].flatMap((part) => part?.rows ?? []),
  ...[...steps, ...voids, ...restores].map(({ row }) => row),
]

function checkRows(rows: readonly RowId[]): void {
  if (rows.length === 0) throw refusal('change/empty', {})
  if (rows.length > limits.rows) throw refusal('change/too-many-rows', { rows: rows.length, limit: limits.rows })
  const malformed = rows.find((row) => !rowForm.test(row))
  if (malformed !== undefined) throw refusal('row/malformed-id', { row: malformed })
  if (new Set(rows).size < rows.length) throw refusal('change/shape', { column: '', reason: 'duplicate-row' })
}

/** Registers and accounts have one place; everything else belongs to a fiscal year of a unit. @throws sheet/no-place */
export function checkPlace({ name, scope }: Sheet, place: Place): void {
  const fits = scope === 'year' ? yearAndUnit(place) !== undefined : place === ''
  if (!fits) throw refusal('sheet/no-place', { sheet: name })
}

/** The body as one text: zod has put its keys in the schema's order, so equal bodies have equal hashes. */
function printOf(input: ChangeSet): Pick<Change, 'hash' | 'bytes'> {
  const text = JSON.stringify(input)
  const bytes = Buffer.byteLength(text)
  if (bytes > limits.bytes) throw refusal('request/too-large', { limit: limits.bytes, bytes })
  return { hash: hash('sha256', text), bytes }
}

function rowsOf(
  sheet: Sheet,
  { sets, creates, imports, steps = [], voids = [], restores = [] }: ChangeSet,
): RowChange[] {
  const wired = [sets, creates, imports].map((part) => part && touchesIn(sheet, part.rows, part.columns))
  const cells = wired.reduce((sum, part) => sum + (part?.count ?? 0), 0)
  if (cells > limits.cells) throw refusal('change/too-many-cells', { cells, limit: limits.cells })
  const [set, created, imported] = wired
  return [
    ...(sets?.rows ?? []).map((row, i): RowChange => ({ act: 'set', row, cells: set?.rows[i] ?? [] })),
    ...(creates?.rows ?? []).map((row, i): RowChange => ({ act: 'create', row, cells: created?.rows[i] ?? [] })),
    ...(imports?.rows ?? []).map((row, i): RowChange => ({ act: 'import', row, cells: imported?.rows[i] ?? [] })),
    ...steps.map(({ row, rev, step, input }): RowChange => ({ act: 'step', row, rev, step, input })),
    ...voids.map(({ row, rev }): RowChange => ({ act: 'void', row, rev })),
    ...restores.map(({ row, rev }): RowChange => ({ act: 'restore', row, rev })),
  ]
}

/** The touched cells of each row; `-1` touches nothing. */
function touchesIn(sheet: Sheet, rows: readonly RowId[], columns: readonly WireColumn[]) {
  checkColumns(sheet, columns)
  const touches: Touch[][] = rows.map(() => [])
  let count = 0
  for (const column of columns) {
    checkCodes(column, rows.length)
    const { key, words, before, after } = column
    after.forEach((code, i) => {
      if (code === -1) return
      count++
      touches[i]?.push({ column: key, before: before ? wordAt(words, before[i]) : null, after: wordAt(words, code) })
    })
  }
  return { rows: touches, count }
}

const wordAt = (words: readonly Cell[], code = -1): Cell => words[code] ?? null

function checkColumns(sheet: Sheet, columns: readonly WireColumn[]): void {
  const known = columnsByKey(sheet)
  const seen = new Set<string>()
  for (const { key, words } of columns) {
    const column = known.get(key)
    if (!column) throw refusal('cell/unknown-column', { column: key })
    if (seen.has(key)) throw refusal('change/shape', { column: key, reason: 'duplicate-column' })
    seen.add(key)
    if (words.some((word) => !accepts(word, column.kind))) throw refusal('cell/wrong-type', { column: key })
  }
}

/** One code a row, each of a word of the dictionary; a cell that is to change says what was seen there. */
function checkCodes({ key, words, before, after }: WireColumn, rows: number): void {
  const even = after.length === rows && (before === undefined || before.length === rows)
  if (!even) throw refusal('change/shape', { column: key, reason: 'codes-length' })
  const outside = (code: number): boolean => code >= words.length
  const unseen = before !== undefined && after.some((code, i) => code >= 0 && (before[i] ?? -1) < 0)
  if (unseen || after.some(outside) || before?.some(outside))
    throw refusal('change/shape', { column: key, reason: 'code-out-of-range' })
}
