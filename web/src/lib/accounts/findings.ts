import { checks } from '#shared/accounts/checks/run'
import type { Finding, Outcome, Severity } from '#shared/base/check'

const order: readonly Severity[] = ['info', 'warning', 'error']

/** The worst that is said of each figure, by its id: only the figure that is marked, not those it was held against. */
export function marksOf(findings: readonly Finding[]): ReadonlyMap<string, Severity> {
  const marks = new Map<string, Severity>()
  for (const { severity, figures } of findings) {
    const [marked] = figures
    const known = marked === undefined ? undefined : marks.get(marked)
    if (marked !== undefined && (known === undefined || order.indexOf(severity) > order.indexOf(known)))
      marks.set(marked, severity)
  }
  return marks
}

/** How many of each kind, and how many of the numbered checks hold everywhere. */
export const countsOf = (findings: readonly Finding[], outcomes: readonly Outcome[]) => {
  const of = (severity: Severity): number => findings.filter((finding) => finding.severity === severity).length
  const agreed = outcomes.filter(({ exact, rounding, fails, others }) => exact > 0 && rounding + fails + others === 0)
  return { errors: of('error'), warnings: of('warning'), infos: of('info'), agreed: agreed.length }
}

/** The number of the statutory table that a figure stands in; undefined for any other. */
export const tableOf = (id: string): string | undefined => /^t(0[1-9])\./.exec(id)?.[1]

/** The worst that is said of a table's cells; `ok` where nothing is. */
export function stateOf(no: string, marks: ReadonlyMap<string, Severity>): 'error' | 'warning' | 'ok' {
  const own = [...marks].filter(([id]) => tableOf(id) === no).map(([, severity]) => severity)
  return own.includes('error') ? 'error' : own.includes('warning') ? 'warning' : 'ok'
}

/** Findings that are marked at a table's cells. */
export const findingsIn = (no: string, findings: readonly Finding[]): Finding[] =>
  findings.filter(({ figures: [first] }) => first !== undefined && tableOf(first) === no)

const isOf = (no: string, check: number): boolean =>
  JSON.stringify(checks.find((one) => one.no === check)?.lines ?? []).includes(`"t${no}.`)

/** 本表核对. The numbered checks that hold a table's figures against something, and hold everywhere. */
export const heldIn = (no: string, outcomes: readonly Outcome[]): Outcome[] =>
  outcomes.filter(({ check, exact, rounding, fails, others }) => exact + rounding > 0 && fails + others === 0 && isOf(no, check)) // prettier-ignore
