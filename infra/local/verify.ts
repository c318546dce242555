import { readFileSync } from 'node:fs'
import { runChecks } from '#shared/accounts/checks/run'
import { readDisclosure } from '#shared/accounts/foreign/read'
import type { Finding } from '#shared/base/check'
import type { Figure } from '#shared/base/figure'
import { recompute } from '#shared/base/formulas'
import { printValue } from '#shared/base/quantity'
import type { Statement } from '#shared/accounts/statement'
import { checkScores } from '#shared/performance/checks'
import { namesByCode } from '#shared/budget/subjects'
import { recordedKnown } from './demonstration/recorded.ts'
import { registers } from './demonstration/registers.ts'

/** One line of what is told: a finding, or a total that was worked out again. */
type Told = Pick<Finding, 'severity' | 'rule' | 'where' | 'printed' | 'recomputed' | 'note'> & {
  check?: number | undefined
}

/** What was found, and the totals of the score sheets as they come out by their own scores. */
function toldOf(statement: Statement): Told[] {
  const { scores, figures } = statement
  const told = [...runChecks(statement).findings, ...checkScores(scores, figures)].map(
    ({ severity, rule, where, printed, recomputed, note, check }): Told => ({
      severity,
      rule,
      where,
      printed,
      recomputed,
      note,
      check,
    }),
  )
  return [...told, ...totals(statement)]
}

const totals = ({ scores, figures }: Statement): Told[] =>
  scores.flatMap(({ id, title }) => {
    const total = figures.get(`score.${id}.total`)
    return total ? [totalOf(total, `${title} 总分`, figures)] : []
  })

function totalOf(total: Figure, where: string, figures: Statement['figures']): Told {
  const again = recompute(total, (id) => figures.get(id)) ?? null
  const printed = total.printed ?? printValue(total.value, total.shown, true) ?? ''
  const recomputed = printValue(again, total.shown, true) ?? ''
  return { severity: 'info', rule: 'performance.total', where, printed, recomputed, note: '各项得分之和' }
}

const subjectNames = (year: number): Statement['subjects'] =>
  namesByCode(
    registers().flatMap(({ rows }) => rows),
    year,
  )

/** Reads and checks one file; false where it can't be read, which is said. */
function verify(file: string, several: boolean): boolean {
  const text = textOf(file)
  const read =
    text === undefined ? { problem: 'it is no file that can be opened' } : readDisclosure(text, [recordedKnown()])
  if ('problem' in read) {
    console.error(`${file} cannot be read: ${read.problem}.`)
    return false
  }
  for (const told of toldOf({ ...read.statement, subjects: subjectNames(read.statement.year) }))
    console.log(JSON.stringify(several ? { file, ...told } : told))
  if (read.unread.length > 0) console.error(`${file}: not checked, as no figure is known by these names: ${read.unread.join(', ')}.`) // prettier-ignore
  return true
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

const files = process.argv.slice(2)
if (files.length === 0) console.error('Which files? npm run verify -- FILE…; docs/checks.md describes their form.')
const read = files.map((file) => verify(file, files.length > 1))
process.exit(files.length === 0 || read.includes(false) ? 2 : 0)
