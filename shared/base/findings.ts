import { checkCell } from './kinds.ts'
import { yearAndUnit } from './place.ts'
import { refusalData, refused } from './refusal.ts'
import type { Cells, Row, RowFinding, RowId, RuleContext, Sheet } from './sheet.ts'

/**
 * Everything that speaks against a row as it stands: cells that may not stand in their columns, required cells that
 * are blank, and the sheet's own rules. The browser shows it, the store refuses by it, before and after merging.
 */
export function findingsOf(sheet: Sheet, row: Row, context: RuleContext): RowFinding[] {
  const reading = { year: yearAndUnit(context.place)?.year }
  const ofCells = sheet.columns.flatMap((column): RowFinding[] => {
    if (column.computed !== undefined && column.edit === undefined) return []
    const cell = row.cells[column.key] ?? null
    if (cell === null) return column.required ? [{ code: 'cell/required', facts: {}, column: column.key }] : []
    const found = refused(() => checkCell(cell, column, reading))
    return found ? [{ ...refusalData(found), column: column.key }] : []
  })
  return ofCells.length > 0 ? ofCells : (sheet.rules?.(row, context) ?? [])
}

/** The id of a row whose key columns make it up; undefined while one of them is blank, or where ids are minted. */
export function naturalId(sheet: Sheet, cells: Cells): RowId | undefined {
  const parts = sheet.naturalId?.map((key) => cells[key] ?? null)
  return parts === undefined || parts.includes(null) ? undefined : parts.map(String).join('.')
}
