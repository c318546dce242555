import type { RowOutcome } from '#shared/base/changes'
import type { ColumnKey } from '#shared/base/cell'
import { findingsOf } from '#shared/base/findings'
import { yearAndUnit } from '#shared/base/place'
import { refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import type { Place, RowFinding, RuleContext, Sheet } from '#shared/base/sheet'
import type { StepContext } from '#shared/base/step'
import { isDraft, lostCell, without, type Draft } from './draft.ts'
import type { Rulebook } from './rulebook.ts'
import type { Sight } from './sight.ts'

export interface Settling {
  sheet: Sheet
  place: Place
  rulebook: Rulebook
  sight: Sight
}

/**
 * Asks the sheet's rules about a row as it would stand. A cell that a rule refuses is taken out and the rest asked
 * again, for three bad cells must not cost the others; what speaks against the row elsewhere refuses the row, unless it
 * stood so before the change.
 */
export function settled(draft: Draft, by: Settling): Draft | RowOutcome {
  if (draft.act === 'void') return draft
  const context = contextOf(by)
  const findings = [...(draft.act === 'create' ? placeFindings(by) : []), ...findingsOf(by.sheet, draft.after, context)]
  if (findings.length === 0) return draft
  const written = new Set(draft.written.map(({ column }) => column))
  const elsewhere = findings.filter(({ column }) => column === undefined || !written.has(column))
  const fresh = elsewhere.length === 0 ? [] : newFindings(draft, elsewhere, by.sheet, context)
  if (fresh.length > 0) return refusedBy(draft, findings)
  // History and steps are whole or not at all: without the time that was wrong a case would be another case.
  if (draft.act === 'import' || draft.act === 'step') return refusedBy(draft, findings)
  const refused = cellFindings(findings.filter(({ column }) => column !== undefined && written.has(column)))
  if (refused.size === 0) return draft
  const rest = without(draft, refused)
  return isDraft(rest) ? settled(rest, by) : rest
}

/** A fiscal year belongs to a unit of the register: nobody else's rows begin there. */
function placeFindings({ sheet, place, rulebook, sight }: Settling): RowFinding[] {
  const unit = sheet.scope === 'year' ? yearAndUnit(place)?.unit : undefined
  const { units } = rulebook.sheets
  if (unit === undefined || !units || sight.reference(units, '', unit)) return []
  return [refusalData(refusal('sheet/unknown-unit', { unit }))]
}

export const contextOf = ({ place, rulebook, sight }: Settling): StepContext => ({
  place,
  find(name, row) {
    const sheet = rulebook.sheets[name]
    return sheet && sight.reference(sheet, place, row)
  },
  register(name) {
    const sheet = rulebook.sheets[name]
    return sheet ? sight.register(sheet) : []
  },
})

/**
 * A row that was at fault before may still be changed elsewhere: only what is new speaks against a change. A voided row
 * stood nowhere: what it refers to may be gone since, and it comes back by the rules of today.
 */
function newFindings(draft: Draft, findings: RowFinding[], sheet: Sheet, context: RuleContext): RowFinding[] {
  if (!draft.before || draft.act === 'restore') return findings
  const stood = findingsOf(sheet, draft.before, context)
  return findings.filter((one) => !stood.some(({ code, column }) => code === one.code && column === one.column))
}

const dataOf = ({ code, facts }: RowFinding): RefusalData => ({ code, facts })

function cellFindings(findings: readonly RowFinding[]): Map<ColumnKey, RefusalData> {
  const found = new Map<ColumnKey, RefusalData>()
  for (const finding of findings) {
    const { column } = finding
    if (column !== undefined && !found.has(column)) found.set(column, dataOf(finding))
  }
  return found
}

/**
 * The whole row refused: by its first finding, with every cell that something speaks against. A required cell that is
 * blank because its value was refused is refused for that.
 */
export function refusedBy(draft: Draft, findings: readonly RowFinding[]): RowOutcome {
  const lost = new Map(draft.lost.map(({ column, refusal }) => [column, refusal]))
  const [first] = findings.map((finding) => lost.get(finding.column ?? '') ?? finding)
  const cells = [...cellFindings(findings)].filter(([column]) => !lost.has(column))
  return {
    row: draft.row,
    outcome: 'refused',
    rev: draft.before?.rev ?? 0,
    cells: [...draft.lost, ...cells.map(([column, because]) => lostCell(draft, column, because))],
    ...(first ? { refusal: { code: first.code, facts: first.facts } } : {}),
  }
}
