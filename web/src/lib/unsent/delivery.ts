import type { BatchAnswer, ChangeSet, RowOutcome } from '#shared/base/changes'
import type { Cell } from '#shared/base/cell'
import { refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import type { AccountId } from '#shared/base/access'
import type { RowId } from '#shared/base/sheet'
import { call } from '../call.ts'
import { known } from '../sheet/refusals.ts'
import type { Intent, Tray, TrayCell, TrayRow } from '../sheet/sheet.ts'

/** What became of something sent: an answer for every row, or one refusal for all of it. */
export type Delivery = BatchAnswer | { refusal: RefusalData }

const poll = 300

/** Sends what a gesture asks, as whose it is, and waits until it is applied. The same again has the same answer. */
export async function delivered(intent: Intent, by: AccountId): Promise<BatchAnswer> {
  const asked =
    'change' in intent
      ? call.changes.submit({ ...intent.change, by })
      : call.changes.undo({ batch: intent.undo, as: intent.as, by })
  let answer = await asked
  while (answer.state !== 'applied') {
    await new Promise((resolve) => setTimeout(resolve, poll))
    answer = await call.changes.batch({ batch: answer.batch })
  }
  return answer
}

/** What of a change-set was not written: for the tray of its sheet, as if the page that sent it were still there. */
export function leftOf(intent: Intent, delivery: Delivery): Tray {
  if (!('change' in intent)) return { cells: [], rows: [] }
  const fates = fatesOf(delivery)
  const { sets, creates } = intent.change
  return { cells: sets ? cellsLeft(sets, fates) : [], rows: creates ? rowsLeft(creates, fates) : [] }
}

type Fates = (row: RowId) => RowOutcome | undefined

/** What became of a row that was not written as asked; undefined: it was. */
function fatesOf(delivery: Delivery): Fates {
  if ('refusal' in delivery) {
    const { code, facts } = delivery.refusal
    return (row) => ({ row, outcome: 'refused', rev: 0, refusal: { code, facts: { ...facts } } })
  }
  const others = new Map(delivery.others.map((outcome) => [outcome.row, outcome]))
  return (row) => others.get(row)
}

type Sets = NonNullable<ChangeSet['sets']>

const wordAt = (words: readonly Cell[], code = -1): Cell => words[code] ?? null

function cellsLeft({ rows, columns }: Sets, fates: Fates): TrayCell[] {
  return rows.flatMap((row, i) => {
    const fate = fates(row)
    if (!fate || fate.outcome === 'applied' || fate.outcome === 'unchanged') return []
    return columns.flatMap(({ key, words, before, after }): TrayCell[] => {
      const code = after[i] ?? -1
      const lost = code < 0 ? undefined : lostIn(fate, key)
      if (!lost) return []
      return [{ row, column: key, mine: wordAt(words, code), seen: wordAt(words, before[i]), ...lost }]
    })
  })
}

function lostIn(fate: RowOutcome, column: string): Pick<TrayCell, 'state' | 'refusal' | 'other'> | undefined {
  const cell = fate.cells?.find((one) => one.column === column)
  if (cell?.refusal) return { state: 'refused', refusal: known(cell.refusal) }
  if (cell) return { state: 'clash', other: { name: cell.name, at: cell.at } }
  return fate.outcome === 'refused' ? { state: 'refused', refusal: reasonOf(fate) } : undefined
}

const reasonOf = (fate: RowOutcome): RefusalData =>
  fate.refusal ? known(fate.refusal) : refusalData(refusal('row/unknown', { row: fate.row }))

function rowsLeft({ rows, columns }: NonNullable<ChangeSet['creates']>, fates: Fates): TrayRow[] {
  return rows.flatMap((id, i) => {
    const fate = fates(id)
    if (fate?.outcome !== 'refused') return []
    const cells = Object.fromEntries(columns.map(({ key, words, after }) => [key, wordAt(words, after[i])]))
    const named = (fate.cells ?? []).map(({ column, refusal: because }) => ({
      column,
      refusal: because ? known(because) : reasonOf(fate),
    }))
    const [first] = columns
    const refused = named.length > 0 || !first ? named : [{ column: first.key, refusal: reasonOf(fate) }]
    return [{ id, cells, refused }]
  })
}
