import { refusal, type Refusal } from '#shared/base/refusal'
import { fold, startsLikeFormula } from '#shared/base/text'
import type { FormLine, FormSide } from './form.ts'
import { isBlank, textOf, type Raw } from './grid.ts'
import { plainLabel, plainLabels } from './labels.ts'
import type { Block } from './layout.ts'
import { isNamed, type SubjectName, type SubjectNames } from './subjects.ts'

/** Registers of the year that rows are named by. */
export interface Subjects {
  functional: SubjectNames
  economic: SubjectNames
}

/** What a row is: a line or a subject of its side; no row of the table at all; or one that is refused. */
export type RowRead = { key: string; label: string } | { refused: Refusal; label: string } | undefined

/** What a row says of itself. */
interface Said {
  code: string
  name: string
}

const codeForm = /^\d{3}(?:\d{2}){0,2}$/

/** Code and name of a row. A code in three columns (类, 款, 项) is put together; 合计 may stand in either place. */
function saidBy(cells: readonly Raw[], { codes, name }: Block): Said {
  const parts = codes.map((at) => fold(textOf(cells[at])))
  const code = parts.every((part) => /^\d*$/.test(part)) ? wholeCode(parts) : parts.join('')
  const own = name === undefined ? '' : textOf(cells[name]).trim()
  if (/^\d+$/.test(code) || own !== '') return { code: /^\d/.test(code) ? code : '', name: own }
  // Some put both into one cell: 206科学技术支出.
  const [, digits = '', rest = code] = /^(\d{3,7})(.*)$/.exec(code) ?? []
  return { code: digits, name: rest }
}

/** 206 05 01, or the whole code in the column of its level. */
function wholeCode(parts: readonly string[]): string {
  const filled = parts.filter((part) => part !== '')
  const last = filled.at(-1) ?? ''
  return filled.length > 1 && last.length > 3 ? last : filled.join('')
}

const footers = /^(?:注|备注|说明|编制|制表|审核|填报|单位负责人)/

/** What stands below a table: notes, who filled it in, and when. */
export const isFooter = (cells: readonly Raw[]): boolean =>
  footers.test(fold(textOf(cells.find((raw) => !isBlank(raw)))))

/** Reads the labels of the rows of one side from the top; two lines of one name are told apart by their order. */
export function rowReader(block: Block, subjects: Subjects): (cells: readonly Raw[], filled: boolean) => RowRead {
  const { side } = block
  const passed = { line: -1 }
  return (cells, filled) => {
    const { code, name } = saidBy(cells, block)
    const label = [code, name].filter((text) => text !== '').join(' ')
    if (startsLikeFormula(name)) return { refused: refusal('import/formula', { text: name.slice(0, 80) }), label }
    const line = code === '' ? lineNamed(side, name, passed) : lineCoded(side, { code, name })
    if (line) return { key: line.key, label }
    if (code === '' && name === '')
      return filled ? { refused: refusal('import/unknown-row', { row: '' }), label } : undefined
    const read = subjectSaid(side, { code, name }, subjects)
    if (!('refused' in read)) return { key: read.code, label }
    return filled ? { refused: read.refused, label } : undefined
  }
}

function lineNamed({ lines }: FormSide, name: string, passed: { line: number }): FormLine | undefined {
  const plain = plainLabel(name)
  const fits = lines.flatMap(({ label }, i) => (plainLabels(label).includes(plain) ? [i] : []))
  const at = fits.find((i) => i > passed.line) ?? fits[0]
  if (at === undefined) return undefined
  passed.line = at
  return lines[at]
}

/** A line that the form itself has, under the form's name for it. */
const lineCoded = ({ lines }: FormSide, { code, name }: Said): FormLine | undefined =>
  lines.find((line) => line.code === code && (name === '' || plainLabels(line.label).includes(plainLabel(name))))

type SubjectRead = SubjectName | { refused: Refusal }

/** The subject of a row by its code and its name; both must mean the same. */
function subjectSaid({ rows }: FormSide, { code, name }: Said, subjects: Subjects): SubjectRead {
  const none = { refused: refusal('import/unknown-row', { row: [code, name].filter(Boolean).join(' ') }) }
  if (rows === 'none') return none
  if (rows === 'classes' && code === '') return subjects.functional.classNamed(name) ?? none
  const register = rows === 'economic' ? subjects.economic : subjects.functional
  if (code === '') return register.named(name) ?? none
  const subject = codeForm.test(code) ? register.byCode.get(code) : undefined
  if (!subject) return { refused: refusal('import/unknown-code', { code, name }) }
  if (name !== '' && !isNamed(subject, name))
    return { refused: refusal('cell/code-and-name-disagree', { code, name, expected: subject.name }) }
  return subject
}
