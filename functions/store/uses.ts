import { refusal } from '#shared/base/refusal'
import type { Place, RowId, Sheet } from '#shared/base/sheet'
import type { Heading } from './change.ts'
import { isDraft, refusedRow, type Merged } from './draft.ts'
import { waitingFor } from './cases.ts'
import { placesKey } from './layout.ts'
import type { Planning } from './plan.ts'
import { queryAll, rowsCondition, rowsIn } from './query.ts'
import { cellOf } from './row.ts'
import type { Store } from './store.ts'

/** Rows that others refer to can't be voided: how many still do is told. */
export async function unused(merged: readonly Merged[], { sheet, place }: Heading, by: Planning): Promise<Merged[]> {
  const voids = merged.some((draft) => isDraft(draft) && draft.act === 'void')
  if (!voids || !sheet.usedBy) return [...merged]
  const uses = await Promise.all(
    sheet.usedBy.map(async (use) => ({
      by: use.sheet,
      counts:
        by.rulebook.sheets[use.sheet]?.scope === 'cases'
          ? await openCasesOf(merged, by.store)
          : await countsOf(use, sheet.scope === 'year' ? [place] : undefined, by),
    })),
  )
  return merged.map((draft) => {
    if (!isDraft(draft) || draft.act !== 'void') return draft
    const found = uses.find(({ counts }) => counts.has(draft.row))
    const count = found?.counts.get(draft.row)
    if (!found || count === undefined) return draft
    return refusedRow(draft.row, draft.before, refusal('row/in-use', { row: draft.row, by: found.by, count }))
  })
}

/** Cases that units about to be voided have in hand: closed ones go on naming a unit that is no more. */
async function openCasesOf(merged: readonly Merged[], store: Store): Promise<Map<RowId, number>> {
  const units = merged.filter(isDraft).flatMap(({ act, row }) => (act === 'void' ? [row] : []))
  const counts = await Promise.all(units.map(async (unit) => [unit, await waitingFor(store, unit)] as const))
  return new Map(counts.filter(([, count]) => count > 0))
}

type Use = NonNullable<Sheet['usedBy']>[number]

/** How often each value stands in a column of another sheet's live rows; without places, in all there are. */
async function countsOf(
  { sheet: name, column }: Use,
  places: Place[] | undefined,
  by: Planning,
): Promise<Map<RowId, number>> {
  const sheet = by.rulebook.sheets[name]
  const counts = new Map<RowId, number>()
  if (!sheet) return counts
  for (const place of sheet.scope === 'year' ? (places ?? (await placesOf(by.store))) : ['']) {
    for (const value of await valuesIn(by.store, sheet, column, place)) counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  return counts
}

async function valuesIn(store: Store, sheet: Sheet, column: string, place: Place): Promise<string[]> {
  if (sheet.scope === 'people')
    return (await rowsIn(store, sheet, place)).flatMap(({ voided, cells }) =>
      voided ? [] : String(cells[column] ?? ''),
    )
  const items = await queryAll(store, {
    ...rowsCondition(store, sheet, place),
    FilterExpression: 'attribute_exists(#column) AND attribute_not_exists(voided)',
    ProjectionExpression: '#column',
    ExpressionAttributeNames: { '#column': column },
  })
  return items.map((item) => String(cellOf(item[column])))
}

/** The fiscal years and units that have rows: the projector writes down each when its feed begins. */
async function placesOf(store: Store): Promise<Place[]> {
  const { pk } = placesKey(store.district, '')
  const items = await queryAll(store, {
    TableName: store.tables.state,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
  })
  return items.map(({ sk }) => sk)
}
