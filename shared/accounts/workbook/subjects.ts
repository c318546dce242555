import type { Row } from '#shared/base/sheet'
import { isValidIn } from '#shared/budget/subjects'
import { plainLabel } from './labels.ts'

/** A subject that a table may name: its name in the year, and the names that people still use for it. */
export interface SubjectName {
  code: string
  name: string
  /** all its names, as labels are compared */
  plain: readonly string[]
}

/** Subjects of a fiscal year by code, and by name where a name means one. */
export interface SubjectNames {
  byCode: ReadonlyMap<string, SubjectName>
  /** undefined where several subjects share the name */
  named(text: string): SubjectName | undefined
  /** 类 alone, for tables whose lines have no codes */
  classNamed(text: string): SubjectName | undefined
}

const splitNames = /[、,，;；/]/

/** The subjects of a register that are valid in a year; former names count too. */
export function subjectNames(rows: readonly Row[], year: number): SubjectNames {
  const byCode = new Map<string, SubjectName>()
  for (const row of rows) {
    const { code, name, superseded } = row.cells
    if (typeof code !== 'string' || typeof name !== 'string' || !isValidIn(row, year)) continue
    const also = typeof superseded === 'string' ? superseded.split(splitNames).filter(Boolean) : []
    byCode.set(code, { code, name, plain: [...new Set([name, ...also].map(plainLabel))] })
  }
  const all = [...byCode.values()]
  const [byName, classes] = [byNames(all), byNames(all.filter(({ code }) => code.length === 3))]
  return {
    byCode,
    named: (text) => byName.get(plainLabel(text)),
    classNamed: (text) => classes.get(plainLabel(text)),
  }
}

function byNames(subjects: readonly SubjectName[]): ReadonlyMap<string, SubjectName | undefined> {
  const found = new Map<string, SubjectName | undefined>()
  for (const subject of subjects)
    for (const name of subject.plain) found.set(name, found.has(name) ? undefined : subject)
  return found
}

/** Whether a text is one of the subject's names. */
export const isNamed = ({ plain }: SubjectName, text: string): boolean => plain.includes(plainLabel(text))
