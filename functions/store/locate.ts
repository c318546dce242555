import type { Place, RowId, Sheet } from '#shared/base/sheet'
import { feedOf, type Key } from './layout.ts'
import type { Rulebook } from './rulebook.ts'

/** What a key of the state table is about, where it is a row's. */
export interface Located {
  sheet: Sheet
  place: Place
  id: RowId
  feed: string
}

/** Reads a row's key backwards; undefined for everything that is no row of a sheet. */
export function locate(district: string, { pk, sk }: Key, { sheets }: Pick<Rulebook, 'sheets'>): Located | undefined {
  const [code, partition = '', ...rest] = pk.split('#')
  if (code !== district) return undefined
  const [item, id, ...more] = sk.split('#')
  const found = (scope: Sheet['scope'], name = item): Sheet | undefined =>
    Object.values(sheets).find((sheet) => sheet.scope === scope && sheet.item === name)
  const located = (sheet: Sheet | undefined, place: Place, row: RowId | undefined): Located | undefined =>
    sheet && row !== undefined ? { sheet, place, id: row, feed: feedOf(sheet, place) } : undefined
  if (partition === 'ACCOUNT') return sk === 'ROW' ? located(found('people', 'ACCOUNT'), '', rest[0]) : undefined
  if (partition === 'CASE') return sk === 'ROW' ? located(found('cases', 'CASE'), '', rest[0]) : undefined
  if (more.length > 0) return undefined
  if (partition === 'DISTRICT') return located(found('district'), '', id)
  return partition === 'YEAR' ? located(found('year'), rest.join('/'), id) : undefined
}
