import { refusal } from '#shared/base/refusal'
import type { Sheet } from '#shared/base/sheet'
import type { Change, RowChange } from './change.ts'
import { mostAtOnce } from './cut.ts'
import type { Planning } from './plan.ts'
import { keyOf, rowOf } from './row.ts'

/** Rows that are there already, as a change says. */
const isOld = ({ act }: RowChange): boolean => act !== 'create' && act !== 'import'

/**
 * 行权限在受理时. A change too large for one transaction is looked at row by row before anything of it is kept: whoever
 * names a row that he does not see is told that there is none. Smaller ones are asked within their transaction, and every
 * one again when it is applied.
 * @throws row/unknown
 */
export async function checkSeen({ sheet, place, rows }: Change, { store, actor, now }: Planning): Promise<void> {
  if (!sheet.sight || sheet.sight.whole(actor) || rows.length <= mostAtOnce) return
  const old = rows.filter(isOld)
  const items = await store.read(old.map(({ row }) => keyOf(store.district, sheet, place, row)))
  const unseen = old.find(({ row }, i) => {
    const item = items[i]
    return item === undefined || !seesItem(sheet, { row, item }, { actor, now })
  })
  if (unseen) throw refusal('row/unknown', { row: unseen.row })
}

const seesItem = (
  sheet: Sheet,
  { row, item }: { row: string; item: Parameters<typeof rowOf>[2] },
  { actor, now }: Pick<Planning, 'actor' | 'now'>,
): boolean => sheet.sight?.sees(actor, rowOf(sheet, row, item), now) !== false
