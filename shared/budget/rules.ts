import { printExactly } from '#shared/base/amount'
import type { Cell } from '#shared/base/cell'
import { yearAndUnit } from '#shared/base/place'
import { refusal, refusalData, type RefusalCode } from '#shared/base/refusal'
import type { RefusalFacts } from '#shared/base/refusals'
import type { Row, RowFinding, RuleContext, SheetName } from '#shared/base/sheet'
import { isValidIn, levelOf, type Level } from './subjects.ts'

const finding = <C extends RefusalCode>(column: string, code: C, facts: RefusalFacts[C]): RowFinding => ({
  ...refusalData(refusal(code, facts)),
  column,
})

/** The live row that a reference names; a blank names none, and whether it may be blank the column says. */
function named(cell: Cell, sheet: SheetName, context: RuleContext): Row | undefined {
  const row = typeof cell === 'string' ? context.find(sheet, cell) : undefined
  return row?.voided ? undefined : row
}

const words = ({ cells }: Row): { code: string; name: string } => ({
  code: String(cells.code ?? ''),
  name: String(cells.name ?? ''),
})

/**
 * 科目须为该年度有效的末级科目: a subject that the register knows, valid in the fiscal year of the place, and of the
 * level at which money is spent (项 of the functional list, 款 of the economic one).
 */
export function subjectFits(
  row: Row,
  { column, sheet, level }: { column: string; sheet: SheetName; level: Level },
  context: RuleContext,
): RowFinding[] {
  const cell = row.cells[column] ?? null
  if (cell === null) return []
  const subject = named(cell, sheet, context)
  if (!subject) return [finding(column, 'cell/unknown-option', { text: String(cell), nearest: [] })]
  const year = yearAndUnit(context.place)?.year
  if (year !== undefined && !isValidIn(subject, year))
    return [finding(column, 'budget/subject-not-valid', { ...words(subject), year })]
  if (levelOf(subject.cells.code) === level) return []
  const wanted = level === 'item' ? 'item' : 'section'
  return [finding(column, 'budget/subject-not-lowest', { ...words(subject), wanted })]
}

/** The project of an entry is one of the same year and unit. */
export function projectExists(row: Row, context: RuleContext): RowFinding[] {
  const cell = row.cells.project ?? null
  if (cell === null || named(cell, 'projects', context)) return []
  return [finding('project', 'cell/unknown-option', { text: String(cell), nearest: [] })]
}

/** Economic classes of basic expenditure by its kind (决算公开06表): other kinds may use any. */
const classesOf: ReadonlyMap<string, readonly string[]> = new Map([
  ['personnel', ['301', '303']],
  ['operating', ['302', '310']],
])

/** 人员经费 is spent on 301 and 303, 公用经费 on 302 and 310 (公开06表: basic expenditure by economic class). */
export function subjectFitsKind(row: Row, context: RuleContext): RowFinding[] {
  const project = named(row.cells.project ?? null, 'projects', context)
  const subject = named(row.cells.economic ?? null, 'economic-subjects', context)
  const kind = String(project?.cells.kind)
  const classes = classesOf.get(kind)
  if (!classes || !subject || classes.includes(words(subject).code.slice(0, 3))) return []
  return [finding('economic', 'budget/subject-not-for-kind', { ...words(subject), kind })]
}

/** A budget is never below zero; an outturn may be, where money came back. */
export function notBelowZero(row: Row, column: string): RowFinding[] {
  const amount = row.cells[column]
  if (typeof amount !== 'number' || amount >= 0) return []
  return [finding(column, 'budget/below-zero', { text: printExactly(amount, 'wan') })]
}

/** Kinds of expenditure that no appropriation pays for: 上缴上级、经营、对附属单位补助 (决算公开03表). */
const withoutAppropriation: readonly unknown[] = ['upward', 'business', 'subsidy']

/** 财政拨款只用于基本支出和项目支出. */
export function fundFitsKind({ cells: { kind, fund = null } }: Row): RowFinding[] {
  if (fund === null || fund === 'other' || !withoutAppropriation.includes(kind)) return []
  return [finding('fund', 'budget/fund-not-for-kind', { fund: String(fund), kind: String(kind) })]
}
