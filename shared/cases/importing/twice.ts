import { refusal, refusalData } from '#shared/base/refusal'
import type { CaseRead, Fault } from './read.ts'

/** What a file has told so far: each number with the row where it first stood, and a print of that row. */
export type Told = Map<string, { at: number; print: string }>

const printOf = ({ cells, person }: CaseRead): string => JSON.stringify([cells, person])

/**
 * 重复行. The fault of a row whose number the file has told before: the first is taken. Whether both say the same is told,
 * for a copy is no loss and a contradiction is a question.
 */
export function twice(row: CaseRead, told: Told, column: number): Fault | undefined {
  const number = String(row.cells.number)
  const before = told.get(number)
  const print = printOf(row)
  if (!before) {
    told.set(number, { at: row.at, print })
    return undefined
  }
  const because = refusalData(refusal('import/number-twice', { row: before.at, same: before.print === print }))
  return { at: row.at, column: column + 1, field: 'number', text: number, because }
}
