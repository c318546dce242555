import { mount } from 'svelte'
import type { Right } from '#shared/base/access'
import { refusal } from '#shared/base/refusal'
import Sheet from '#web/sheet/Sheet.svelte'
import { SheetModel } from '#web/sheet/model.svelte.ts'
import '#web/tokens.css'
import './harness.css'
import { lookups, sampleOf } from './samples.ts'
import { PageServer } from './server.ts'
import { shelf } from './shelf.ts'

/**
 * A page with one sheet: `?sheet=entries&rows=200&theme=dark&rights=read`. The model and the page's own server lie on
 * `window.harness` for tests.
 */
const wish = new URLSearchParams(location.search)
const { sheet, rows, place, computed } = sampleOf(wish.get('sheet') ?? 'entries', Number(wish.get('rows') ?? 10_000))

const reading: Right[] = ['units:read', 'subjects:read', 'budget:read', 'ledger:read', 'figures:read', 'history:read']
const writing: Right[] = ['units:write', 'subjects:write', 'budget:write', 'ledger:write', 'figures:write']
const rights = new Set(wish.get('rights') === 'read' ? reading : [...reading, ...writing])

/** One cell of the second row that a check has found. */
const findingsIn = (keys: readonly string[]) => (row: string, column: string) =>
  row === rows.rows[1] && column === keys[4] ? '不符：台账为1,775.47，表1为1,775.74' : undefined

const person = wish.get('person') ?? '张敏'
const server = new PageServer(sheet, rows)
let minted = 0
const mint = (): string => `01HZZ${String(++minted).padStart(21, '0')}`

document.documentElement.dataset.theme = wish.get('theme') ?? 'light'
const model = new SheetModel({
  sheet,
  rows,
  place,
  rights,
  source: server.source(),
  lookups,
  computed,
  now: () => server.now(),
  mint,
  frozen: Number(wish.get('frozen') ?? 1),
  leaving: {
    who: () => '张敏',
    tell: async (what) => {
      await Promise.resolve()
      if (server.offline) throw 'offline' as unknown
      if (what.rows > 1000 && wish.get('fresh') === 'no') throw refusal('access/fresh-factor-needed', {})
      server.exports.push(what)
    },
  },
  views: shelf(sheet.name, person),
  findings: wish.has('findings') ? findingsIn(sheet.columns.map(({ key }) => key)) : undefined,
  importAt: wish.get('import') ?? undefined,
})

declare global {
  interface Window {
    harness: { model: SheetModel; server: PageServer }
  }
}
window.harness = { model, server }

const target = document.getElementById('app')
if (!target) throw new Error('The page has no place for the sheet')
mount(Sheet, { target, props: { model } })
