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
