import { mount } from 'svelte'
import type { Sheet as SheetOfRows } from '#shared/base/sheet'
import Sheet from '#web/sheet/Sheet.svelte'
import { SheetModel } from '#web/sheet/model.svelte.ts'
import '#web/tokens.css'
import { agreeing } from './agreeing.ts'

/** The sheet with nothing else: what a page with a sheet loads for it. */
const sheet: SheetOfRows = { name: 'entries', label: '空表', scope: 'year', item: 'ENTRY', read: 'ledger:read', columns: [] } // prettier-ignore
const model = new SheetModel({
  sheet,
  rows: { rows: [], columns: [] },
  place: '',
  rights: new Set(),
  source: { ...agreeing(), trouble: () => ({ why: 'defect' }) },
  now: () => new Date().toISOString(),
  mint: () => '',
})
mount(Sheet, { target: document.body, props: { model } })
