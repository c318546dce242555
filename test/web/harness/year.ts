import { mount } from 'svelte'
import type { Right } from '#shared/base/access'
import { Refusal, refusalData } from '#shared/base/refusal'
import Sheet from '#web/sheet/Sheet.svelte'
import { SheetModel } from '#web/sheet/model.svelte.ts'
import '#web/tokens.css'
import './harness.css'
import { cases } from '#shared/cases/columns'
import { optionsOf } from '#shared/options'
import { codedYear, unitsOfCases } from '../../samples/cases.ts'
import { agreeing } from './agreeing.ts'
import { YearPage } from './year-page.ts'

/** A sheet as large as a year, or several: `?rows=170000`. Whatever is sent is agreed to. */
const wish = new URLSearchParams(location.search)
const rights = new Set<Right>([
  'cases:read',
  'cases:intake',
  'cases:edit',
  'cases:note',
  'cases:cost',
  'units:read',
  'history:read',
])
let minted = 0
const mint = (): string => `01HZZ${String(++minted).padStart(21, '0')}`
document.documentElement.dataset.theme = 'light'

const { ids, columns } = codedYear({ rows: Number(wish.get('rows') ?? 0) })
const units = optionsOf('units', unitsOfCases().map((row) => ({ ...row, rev: 1 })), 2026) // prettier-ignore
const source = agreeing()
const model = new SheetModel({
  sheet: cases,
  rows: { rows: ids, columns },
  place: 'cases',
  lookups: () => units,
  rights,
  source: { ...source, trouble: (error) => (error instanceof Refusal ? { why: 'refused', refusal: refusalData(error) } : { why: 'defect' }) }, // prettier-ignore
  now: () => new Date().toISOString(),
  mint,
  frozen: 1,
})

declare global {
  interface Window {
    year: YearPage
  }
}
window.year = new YearPage(model)

const target = document.getElementById('app')
if (!target) throw new Error('The page has no place for the sheet')
mount(Sheet, { target, props: { model } })
