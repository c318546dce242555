import { hash } from 'node:crypto'
import type { ChangeSet } from '#shared/base/changes'
import type { Event } from '#shared/base/event'
import { refusal } from '#shared/base/refusal'
import type { RowId } from '#shared/base/sheet'
import { chainOf } from './chain.ts'
import type { Change, Heading, RowChange } from './change.ts'
import { eventItem } from './event.ts'
import { personKey, phoneIndex } from './layout.ts'
import type { By } from './may.ts'
import type { Sealed, Sealer } from './sealer.ts'
import type { Store } from './store.ts'
import type { Action } from './write.ts'

export type Persons = NonNullable<ChangeSet['persons']>

/**
 * 封存后才受理. Puts each person, encrypted, beside the row that the change creates, so that neither journal nor message
 * ever holds one in the open. The change's hash takes them in by a keyed hash: nobody can try numbers against it.
 * @throws change/person-without-row
 */
export async function withPersons(
  change: Change,
  persons: Persons,
  { sealer, now }: { sealer: Sealer; now: string },
): Promise<Change> {
  if (persons.length === 0) return change
  const sealed = new Map<RowId, Sealed>()
  for (const { row, ...person } of persons) sealed.set(row, await sealer.seal(row, person, now))
  const rows = change.rows.map((one): RowChange => {
    const person = sealed.get(one.row)
    if (!person || (one.act !== 'create' && one.act !== 'import')) return one
    sealed.delete(one.row)
    return { ...one, person }
  })
  const [without] = sealed.keys()
  if (without !== undefined || change.sheet.scope !== 'cases')
    throw refusal('change/person-without-row', { row: without ?? '' })
  const print = await sealer.mark(JSON.stringify(persons))
  return { ...change, rows, hash: hash('sha256', `${change.hash} ${print}`) }
}

interface Of {
  heading: Heading
  row: RowId
  person: Sealed
}

/** The person's item and its event. The event holds the ciphertext alone: without the item's key nobody ever opens it. */
export function personActions(
  { tables, district }: Store | Pick<Store, 'tables' | 'district'>,
  of: Of,
  by: By,
): Action[] {
  const { heading, row, person } = of
  const key = personKey(district, row)
  const { text, phone, ...kept } = person
  const found = phone === undefined ? {} : { gsi1pk: phoneIndex(district, phone), gsi1sk: row }
  const Item = { ...key, sealed: text, ...kept, ...found }
  const event = { rev: 1, at: by.now, by: by.actor.account, batch: heading.batch, act: 'create', cells: { sealed: [null, text] } } satisfies Omit<Event, 'chain'> // prettier-ignore
  const told = eventItem(key, { ...event, chain: chainOf('', event) })
  return [
    { Put: { TableName: tables.state, Item, ConditionExpression: 'attribute_not_exists(pk)' } },
    { Put: { TableName: tables.ledger, Item: told, ConditionExpression: 'attribute_not_exists(pk)' } },
  ]
}
