import type { Place, SheetName } from '#shared/base/sheet'
import { session } from '../session.svelte.ts'
import type { Left } from '../sheet/sheet.ts'
import type { KeptDraft, KeptTray } from './kept.ts'
import { livingTabs, ownTab } from './tabs.ts'
import { unsent } from './unsent.svelte.ts'

const moment = 1_000

type Heir = (left: Left) => boolean

const nameOf = ({ sheet, place }: { sheet: SheetName; place: Place }): string => `${sheet} ${place}`

/** Sheets that are open on this page, by the key under which they keep what is unwritten in them. */
const heirs = new Map<string, { of: string; heir: Heir }>()

/** A sheet is open: it inherits what was left unwritten in it, now and whenever more turns up. */
export function inherit(of: { sheet: SheetName; place: Place }, key: string, heir: Heir): void {
  heirs.set(key, { of: nameOf(of), heir })
  void bequeath()
  // The page that this one takes the place of may be held as alive for a moment yet.
  setTimeout(() => void bequeath(), moment)
}

export const disinherit = (key: string): void => void heirs.delete(key)

/** 承接. Hands over what was left unwritten by pages and sheets that are gone. */
export const bequeath = (): Promise<void> =>
  unsent.shelve(async (shelf) => {
    const living = await livingTabs()
    for (const tray of await shelf.all('trays'))
      handOver('trays', tray, heirOf(tray, living), { cells: tray.cells, rows: tray.rows })
    for (const draft of await shelf.all('drafts'))
      handOver('drafts', draft, heirOf(draft, living), { cells: [], rows: [], draft })
  })

/** Who takes it over has kept it under his own key before it goes from here. */
function handOver(kind: 'trays' | 'drafts', kept: KeptTray | KeptDraft, heir: Heir | undefined, left: Left): void {
  if (heir?.(left)) void unsent.shelve((shelf) => shelf.drop(kind, kept.key))
}

function heirOf(kept: KeptTray | KeptDraft, living: ReadonlySet<string>): Heir | undefined {
  const { account, tab, key } = kept
  const orphaned = tab === ownTab ? !heirs.has(key) : !living.has(tab)
  if (!orphaned || account !== session.me?.account) return undefined
  return [...heirs.values()].find(({ of }) => of === nameOf(kept))?.heir
}
