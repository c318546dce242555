import { session } from '../session.svelte.ts'
import { troubleOf } from '../trouble.ts'
import { delivered, leftOf, type Delivery } from './delivery.ts'
import { bequeath } from './estate.ts'
import { form, keptHours, type KeptGesture } from './kept.ts'
import type { Shelf } from './shelf.ts'
import { alone, beThere, livingTabs } from './tabs.ts'
import { unsent, type Waiting } from './unsent.svelte.ts'

const there = beThere()
const again = 5_000
let sending: Promise<void> | undefined

/**
 * 补存. Sends what earlier pages left behind: in order, under its own batch ids, by one page alone, and for nobody but
 * whoever made it. What was not written goes into the tray of its sheet.
 */
export function recover(): Promise<void> {
  sending ??= sendLeft().finally(() => (sending = undefined))
  return sending
}

async function sendLeft(): Promise<void> {
  await there
  const all = await alone(async () => {
    const left = await leftBehind()
    for (const gesture of left) unsent.tell(lineOf(gesture, gesture.intent ? 'waiting' : 'expired'))
    for (const gesture of left) if (!(await isSettled(gesture))) return false
    return true
  })
  unsent.stuck = !all && unsent.stuck
  if (!all) setTimeout(() => void recover(), again)
  await bequeath()
}

/** What nobody's page holds any more, of the person who is here. What is too old is taken away from everybody. */
async function leftBehind(): Promise<KeptGesture[]> {
  const found: KeptGesture[] = []
  await unsent.shelve(async (shelf) => {
    const living = await livingTabs()
    const orphans = (await shelf.all('gestures')).filter(({ tab }) => !living.has(tab))
    for (const gesture of orphans) found.push(await inTime(shelf, gesture))
    for (const kind of ['trays', 'drafts'] as const)
      for (const { key, tab, at } of await shelf.all(kind))
        if (!living.has(tab) && isOver(at)) await shelf.drop(kind, key)
  })
  return found
    .filter(({ account }) => account === session.me?.account)
    .sort((one, other) => (one.at === other.at ? one.n - other.n : one.at < other.at ? -1 : 1))
}

const isOver = (at: string): boolean => Date.parse(session.now()) - Date.parse(at) > keptHours * 3_600_000

async function inTime(shelf: Shelf, gesture: KeptGesture): Promise<KeptGesture> {
  if (!gesture.intent || !isOver(gesture.at)) return gesture
  const emptied = { ...gesture, intent: undefined }
  await shelf.put('gestures', emptied)
  return emptied
}

const lineOf = (gesture: KeptGesture, state: Waiting['state']): Waiting => {
  const { batch, sheet, place, at, cells, gesture: kind } = gesture
  return { batch, sheet, place, at, cells, gesture: kind, held: true, state }
}

/** Sends one; false where the next one has to wait as well. */
async function isSettled(gesture: KeptGesture): Promise<boolean> {
  const { intent, account } = gesture
  if (!intent) return true
  if (session.me?.account !== account || session.ended) return false
  const asked = session.signIn
  try {
    settle(gesture, await delivered(intent, account))
  } catch (error) {
    const trouble = troubleOf(error)
    if (trouble.why === 'signed-out') session.lapse(asked)
    if (trouble.why === 'offline') unsent.stuck = true
    if (trouble.why !== 'refused') return false
    settle(gesture, { refusal: trouble.refusal })
  }
  unsent.stuck = false
  return true
}

/** The tray is kept before the gesture is let go of. */
function settle(gesture: KeptGesture, delivery: Delivery): void {
  const { batch, account, sheet, place, at, intent } = gesture
  const left = intent ? leftOf(intent, delivery) : { cells: [], rows: [] }
  if (left.cells.length + left.rows.length > 0)
    void unsent.shelve((shelf) => shelf.put('trays', { form, key: batch, account, sheet, place, tab: '', at, ...left }))
  const line = lineOf(gesture, 'refusal' in delivery ? 'refused' : 'done')
  unsent.tell('refusal' in delivery ? line : { ...line, answer: delivery })
  void unsent.shelve((shelf) => shelf.drop('gestures', batch))
}
