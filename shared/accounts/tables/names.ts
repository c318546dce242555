import type { Row } from '#shared/base/sheet'
import { isValidIn } from '#shared/budget/subjects'
import type { AccountsTemplate } from '../template.ts'
import type { YearInput } from '../year.ts'

/** 科目名称 of one year, functional and economic, and the codes behind the registers' row ids. */
export interface Names {
  /** the name that the code bears in the year; the form's own where the register has none; else nothing */
  of(code: string): string
  /** the code of a register's row, as a ledger's cell names it */
  code(row: unknown): string
  /** whether the register knows the code in the year */
  knows(code: string): boolean
}

export function namesIn({ year, registers }: YearInput, template: AccountsTemplate): Names {
  const rows = [...registers.functional, ...registers.economic]
  const codes = new Map(rows.map((row) => [row.id, text(row, 'code')]))
  const registered = new Map(rows.filter((row) => isValidIn(row, year)).map((row) => [text(row, 'code'), text(row, 'name')])) // prettier-ignore
  const printed = formNames(template)
  return {
    of: (code) => registered.get(code) ?? printed.get(code) ?? '',
    code: (row) => codes.get(String(row)) ?? String(row).replace(/\..*$/, ''),
    knows: (code) => registered.has(code),
  }
}

const text = ({ cells }: Row, key: string): string => String(cells[key] ?? '')

function formNames({ tables }: AccountsTemplate): Map<string, string> {
  const lines = tables.flatMap(({ sides }) => sides.flatMap((side) => (side.lines === 'functional' ? [] : side.lines)))
  return new Map(lines.flatMap(({ code, label }) => (code === undefined ? [] : [[code, label] as const])))
}
