import { unitPage } from '#shared/disclosure/addresses'
import type { EditionRow } from '#functions/store/editions'
import { noticesOf } from './files.ts'
import { folderOf, show, stands } from './folder.ts'
import { replace, type Publishing, type Replaced } from './publishing.ts'

/**
 * 撤回. The one exception to "never changed": a notice takes the place of every file of the edition, the unit's address
 * shows the newest edition that still stands, or the notice, and earlier bytes of all of these are destroyed. Hash and
 * reason stay in the ledger.
 */
export async function withdraw(at: Publishing, row: EditionRow, editions: readonly EditionRow[]): Promise<Replaced> {
  for (const { name, immutable, ...file } of noticesOf(row, at.renderer))
    await replace(at, { ...file, key: folderOf(row) + name, order: row.rev, ...(immutable ? { immutable } : {}) })
  if ((await show(at, editions.findLast(stands) ?? row, editions)) === 'late') return 'late'
  await at.site.purge(folderOf(row))
  await at.site.purge(unitPage(row.year, row.unit))
  return 'done'
}
