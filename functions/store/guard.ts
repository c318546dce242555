import { refused, refusalData } from '#shared/base/refusal'
import type { Row } from '#shared/base/sheet'
import type { Heading } from './change.ts'
import { isDraft, refusedRow, type Merged } from './draft.ts'
import { turnKey } from './layout.ts'
import type { Planning } from './plan.ts'
import { rowsIn } from './query.ts'
import type { Action } from './write.ts'

/** What a guard let through, and the action by which it takes its turn. */
export interface Guarded {
  merged: Merged[]
  turn: Action[]
}

/**
 * Asks the sheet's guard about each row, in the order of the change, with the rows as the earlier ones leave them. The
 * turn is read before the rows: whoever changes them meanwhile takes the turn away, and this transaction with it.
 */
export async function guarded(merged: readonly Merged[], heading: Heading, by: Planning): Promise<Guarded> {
  const { sheet, place } = heading
  const guard = by.rulebook.guards[sheet.name]
  if (!guard || !merged.some(isDraft)) return { merged: [...merged], turn: [] }
  const key = turnKey(by.store.district, sheet.name, place)
  const [item] = await by.store.read([key])
  const rows = new Map((await rowsIn(by.store, sheet, place)).map((row) => [row.id, row]))
  const asked = merged.map((draft): Merged => {
    if (!isDraft(draft)) return draft
    const { row, before, after } = draft
    const change = { row, before: live(before), after: live(after) }
    const because = refused(() => guard(by.actor, change, [...rows.values()].filter(isLive)))
    if (because?.code === 'access/fresh-factor-needed' && by.attended) throw because
    if (because) return { ...refusedRow(row, before, because), refusal: refusalData(because) }
    rows.set(row, after)
    return draft
  })
  return { merged: asked, turn: [turnAction(by, key, Number(item?.turn ?? 0))] }
}

const isLive = (row: Row): boolean => row.voided !== true

const live = (row: Row | undefined): Row['cells'] | undefined => (row && isLive(row) ? row.cells : undefined)

function turnAction({ store }: Planning, Key: ReturnType<typeof turnKey>, turn: number): Action {
  return {
    Update: {
      TableName: store.tables.state,
      Key,
      UpdateExpression: 'SET turn = :next',
      ConditionExpression: turn === 0 ? 'attribute_not_exists(turn)' : 'turn = :turn',
      ExpressionAttributeValues: { ':next': turn + 1, ...(turn === 0 ? {} : { ':turn': turn }) },
    },
  }
}
