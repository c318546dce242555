import type { Row, Sheet } from '#shared/base/sheet'
import { eventOf } from '../event.ts'
import { eventKey, type Key } from '../layout.ts'
import { queryAll } from '../query.ts'
import { rowIdOf } from '../row.ts'
import type { Store } from '../store.ts'

/** 重放. A row as its events tell it, from the first to the last; what stands in the state table is not looked at. */
export async function rowFromLedger(store: Store, sheet: Sheet, key: Key): Promise<Row> {
  const items = await queryAll(store, {
    TableName: store.tables.ledger,
    ConsistentRead: true,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
    ExpressionAttributeValues: { ':pk': key.pk, ':first': eventKey(key, 0).sk, ':last': eventKey(key, 999_999_999).sk },
  })
  const row: Row = { id: rowIdOf(sheet, key), rev: 0, cells: {} }
  let voided = false
  for (const { rev, act, cells } of items.map(eventOf)) {
    row.rev = rev
    if (act === 'void' || act === 'restore') voided = act === 'void'
    for (const [column, [, after]] of Object.entries(cells)) {
      if (after === null) Reflect.deleteProperty(row.cells, column)
      else row.cells[column] = after
    }
  }
  return voided ? { ...row, voided } : row
}

/** Events read at a time. */
const ABREAST = 32

export async function rowsFromLedger(store: Store, sheet: Sheet, keys: readonly Key[]): Promise<Row[]> {
  const rows: Row[] = []
  for (let at = 0; at < keys.length; at += ABREAST)
    rows.push(...(await Promise.all(keys.slice(at, at + ABREAST).map((key) => rowFromLedger(store, sheet, key)))))
  return rows
}
