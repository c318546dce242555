import type { Cell } from '#shared/base/cell'
import { findingsOf } from '#shared/base/findings'
import { parse, type Reading } from '#shared/base/kinds'
import type { Raw } from '#shared/base/raw'
import { refusal, refusalData, refused, type Refusal, type RefusalData } from '#shared/base/refusal'
import type { Cells, Row } from '#shared/base/sheet'
import { fold, narrow, startsLikeFormula } from '#shared/base/text'
import { cases } from '../columns.ts'
import { fieldOf, type Field, type FieldKey, type PersonField } from './fields.ts'
import type { Mapping } from './mapping.ts'
import { doubtsOf } from './doubts.ts'
import { textIn, type SourceRow } from './source.ts'

export type Person = Partial<Record<PersonField, string>>

/** A case as a file tells it: its row in the file, its cells, and the caller's part, which is kept apart. */
export interface CaseRead {
  at: number
  cells: Cells
  person: Person
}

/** 未导入. Why a row of the file is not taken: the row, the column, counted from 1, what stands there, the reason. */
export interface Fault {
  at: number
  /** 0: the row as a whole */
  column: number
  field: FieldKey | null
  text: string
  because: RefusalData
}

export interface CaseReading {
  mapping: Mapping
  /** how many columns the heading row has */
  width: number
  /** options of references, as the sheet reads them */
  reading: Reading
  /** a row of the unit register; voided ones too */
  unit: (id: string) => Row | undefined
}

export type Read = { row: CaseRead } | { faults: Fault[] }

/** What people write where there is nothing. */
const nothings: ReadonlySet<string> = new Set(['-', '--', '—', '——', '/', '\\', '无', '暂无', 'null', '#n/a', 'n/a'])

/** Numbers and codes: their letters and digits have one width. */
const codes: ReadonlySet<FieldKey> = new Set(['number', 'outside', 'grid', 'phone'])

/**
 * 读取诉求. One row of a file as a case. What another program writes otherwise is mended where its meaning is certain:
 * other notations of a time, full width, outer spaces, invisible characters, names by which a unit or an option is known.
 * Everything else is refused by row, column and reason, all of it at once; nothing is guessed.
 */
export function readCase(source: SourceRow, by: CaseReading): Read {
  const shape = shapeOf(source, by.width)
  if (shape) return { faults: [faultAt(source, -1, by, shape)] }
  const cells: Cells = {}
  const person: Person = {}
  const faults = by.mapping.flatMap((key, column) => {
    const field = key === null ? undefined : fieldOf(key)
    if (!field) return []
    const because = refused(() => {
      const cell = cellIn(source.cells[column], field, by.reading)
      if (cell === null) return
      if (isPersonal(field)) person[field.key] = String(cell)
      else cells[field.key] = cell
    })
    return because ? [faultAt(source, column, by, because)] : []
  })
  return judged({ at: source.at, cells, person }, faults, source, by)
}

type Personal = Field & { key: PersonField }
const isPersonal = (field: Field): field is Personal => field.person === true

/** What speaks against the row as a whole is asked only of a row whose cells could all be read. */
function judged(row: CaseRead, faults: Fault[], source: SourceRow, by: CaseReading): Read {
  if (faults.length > 0) return { faults }
  const id = String(row.cells.number)
  const find = (_: string, unit: string) => by.unit(unit)
  const findings = [...findingsOf(cases, { id, rev: 0, cells: row.cells }, { place: '', find }), ...doubtsOf(row.cells)]
  if (findings.length === 0) return { row }
  return {
    faults: findings.map(({ column, code, facts }) =>
      faultAt(source, by.mapping.indexOf(column ?? null), by, { code, facts }),
    ),
  }
}

/** The cell that a text means; blank, where nothing stands there. */
function cellIn(raw: Raw | undefined, field: Field, reading: Reading): Cell {
  if (typeof raw === 'object' && raw !== null) throw refusal('import/formula', { text: '' })
  const text = textIn(raw)
  if (codes.has(field.key) && isHoled(text)) throw refusal('cell/malformed', { text: text.slice(0, 80), form: 'code' })
  const cell = isNothing(text, field) ? null : parse(codes.has(field.key) ? narrow(text) : text, field.kind, reading)
  if (typeof cell === 'string' && runs(cell, field)) throw refusal('import/formula', { text: cell.slice(0, 80) })
  if (cell === null && field.always) throw refusal('cell/required', {})
  return cell
}

const isNothing = (text: string, { kind }: Field): boolean => kind.name !== 'flag' && nothings.has(fold(text))

/** What a program writes for a sign that its encoding lacks: in a number or code something is missing there. */
const isHoled = (text: string): boolean => /[?？\ufffd]/.test(text)

/** A text that a spreadsheet would run was never written by a citizen; a telephone number may begin with a plus. */
const runs = (cell: string, { key, kind }: Field): boolean =>
  kind.name === 'text' && kind.form === undefined && key !== 'phone' && startsLikeFormula(cell)

/** A row with more cells than there are headings, or, where each row has the same number, with fewer. */
function shapeOf({ cells, count }: SourceRow, width: number): Refusal | undefined {
  const found = cells.findLastIndex((cell) => textIn(cell).trim() !== '') + 1
  if (found > width) return refusal('import/extra-cells', { found, wanted: width })
  if (count !== undefined && count < width) return refusal('import/missing-cells', { found: count, wanted: width })
  return undefined
}

const faultAt = (
  { at, cells }: SourceRow,
  column: number,
  { mapping }: CaseReading,
  because: Refusal | RefusalData,
): Fault => ({
  at,
  column: column + 1,
  field: mapping[column] ?? null,
  text: textIn(cells[column]).slice(0, 200),
  because: 'stack' in because ? refusalData(because) : because,
})
