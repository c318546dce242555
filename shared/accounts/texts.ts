import { refusal, refusalData, type RefusalCode } from '#shared/base/refusal'
import type { RefusalFacts } from '#shared/base/refusals'
import type { Row, RowFinding, Sheet } from '#shared/base/sheet'
import { isFigureId } from './figure-ids.ts'
import { referencesIn, wordingOf } from './narrative/references.ts'
import { typedNumber } from './typed-numbers.ts'

/** Letters that show nothing: fillers of Hangul. */
const fillers = /[\u115f\u1160\u3164\uffa0]/g

const finding = <C extends RefusalCode>(column: string, code: C, facts: RefusalFacts[C]): RowFinding => ({
  ...refusalData(refusal(code, facts)),
  column,
})

/**
 * 手写文字的规矩. A text says something in words, names only figures that there may be, and holds no typed number
 * (`typed-numbers.ts`). For every column whose texts flow into the document.
 */
export function wordsOnly({ cells }: Row, column: string): RowFinding[] {
  const text = cells[column] ?? null
  if (typeof text !== 'string') return []
  const wording = wordingOf(text)
  const unknown = referencesIn(text).find((id) => !isFigureId(id)) ?? /\[\[|\]\]/.exec(wording)?.[0]
  if (unknown !== undefined) return [finding(column, 'text/unknown-figure', { figure: unknown })]
  const typed = typedNumber(wording)
  if (typed !== undefined) return [finding(column, 'text/typed-number', { text: typed })]
  if (/\p{L}/u.test(wording.replace(fillers, '')) || referencesIn(text).length > 0) return []
  return [finding(column, 'text/no-words', {})]
}

/** A fact of a recorded document (`foreign/told.ts`), its codes and numbers included: no text that is printed. */
const tellsOfDocument = ({ cells: { key } }: Row): boolean => typeof key === 'string' && key.startsWith('document.')

/**
 * 文字. What people write into the accounts, one row each, by its key:
 *
 * | Key | Text |
 * |---|---|
 * | `reason.ID` | the reason of a change or difference, ID as in `Statement.directions` (`reason.n01.change`, `reason.n05.2210201.completion`) |
 * | `effect.PROJECT` | what a project achieved, PROJECT the id of its row |
 * | `evaluation.projects`, `.whole`, `.use` | § 十三: judgement of projects and of the whole unit, use of the results |
 * | `duty.N` | 概况: one duty of the unit |
 * | `work.N.item`, `.target`, `.result` | 重点工作: one line of its table |
 * | `definition.N.term`, `.text` | 名词解释 |
 * | `document.…` | what a recorded document tells besides its figures (`foreign/told.ts`) |
 *
 * N orders them and has no other meaning. A figure stands in a text as a reference `[[figure id]]`; no number is typed.
 */
export const texts: Sheet = {
  name: 'texts',
  label: '文字',
  scope: 'year',
  item: 'TEXT',
  read: 'final-accounts:read',
  create: 'final-accounts:write',
  void: 'final-accounts:write',
  naturalId: ['key'],
  columns: [
    {
      key: 'key',
      label: '标识',
      kind: { name: 'text', max: 80, form: 'figure-key' },
      width: 200,
      edit: 'final-accounts:write',
      required: true,
      fixed: true,
    },
    { key: 'text', label: '文字', kind: { name: 'text', lines: true }, width: 640, edit: 'final-accounts:write' },
  ],
  rules: (row) => (tellsOfDocument(row) ? [] : wordsOnly(row, 'text')),
}
