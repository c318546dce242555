import type { Cell } from '#shared/base/cell'
import { print, type Reading, type ReferenceOption } from '#shared/base/kinds'
import type { Row } from '#shared/base/sheet'
import { importFields, type FieldKey } from '#shared/cases/importing/fields'
import type { CaseReading } from '#shared/cases/importing/read'
import { optionsOf } from '#shared/options'
import { casePeople, caseYear, unitsOfCases, type CaseSample } from './cases.ts'

/** A file of cases as another system would write it: headings, then a row of texts for each case. */
export interface CaseFile {
  fields: readonly FieldKey[]
  headings: string[]
  rows: string[][]
}

const kinds = new Map(importFields.map(({ key, kind }) => [key, kind]))

const unitRows = unitsOfCases().map(({ id, cells }): Row => ({ id, rev: 1, cells }))
const units: readonly ReferenceOption[] = optionsOf('units', unitRows)
const noOptions: readonly ReferenceOption[] = []

/** The registers as an import reads them. */
export const reading: Reading = { options: (sheet) => (sheet === 'units' ? units : noOptions) }

export const unitOf = (id: string): Row | undefined => unitRows.find((row) => row.id === id)

export const readingFor = (file: Pick<CaseFile, 'fields' | 'headings'>): CaseReading => ({
  mapping: file.fields,
  width: file.headings.length,
  reading,
  unit: unitOf,
})

const textOf = (cell: Cell | undefined, key: FieldKey): string => {
  const kind = kinds.get(key)
  return kind && cell !== undefined ? print(cell, kind, { ...reading, plain: true }) : ''
}

/** A year of sample cases, with the callers, as a file. */
export function caseFile(sample: CaseSample = {}): CaseFile {
  const cases = caseYear(sample)
  const people = casePeople(cases, sample)
  const fields = importFields.map(({ key }) => key)
  const rows = cases.map(({ cells }, nth) => {
    const all: Row['cells'] = { ...cells, ...people[nth] }
    return textsOf(all, fields)
  })
  return { fields, headings: importFields.map(({ label }) => label), rows }
}

/** The same cases under numbers of their own: here and elsewhere they begin with the letter. */
export function numbered(letter: string, file: CaseFile): CaseFile {
  const own = ['number', 'outside'].map((field) => file.fields.indexOf(field))
  const renamed = (text: string, column: number, at: number): string =>
    own.includes(column) && text !== '' ? `${letter}${String(at).padStart(6, '0')}` : text
  return { ...file, rows: file.rows.map((cells, at) => cells.map((text, column) => renamed(text, column, at))) }
}

/** A case's cells as such a file tells them. */
export const textsOf = (cells: Row['cells'], fields: readonly FieldKey[]): string[] =>
  fields.map((key) => textOf(cells[key], key))

const quoted = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Rows of texts as CSV. */
export const csvLines = (rows: readonly (readonly string[])[]): string =>
  rows.map((row) => row.map(quoted).join(',')).join('\r\n')

export const csvOf = ({ headings, rows }: Pick<CaseFile, 'headings' | 'rows'>): string => csvLines([headings, ...rows])
