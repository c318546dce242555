import { mount } from 'svelte'
import type { Right } from '#shared/base/access'
import { Refusal, refusalData } from '#shared/base/refusal'
import Sheet from '#web/sheet/Sheet.svelte'
import { SheetModel } from '#web/sheet/model.svelte.ts'
import '#web/tokens.css'
import './harness.css'
import { largeYear } from './large.ts'
import { agreeing } from './agreeing.ts'
import { YearPage } from './year-page.ts'

/** A sheet as large as a year, or several: `?rows=170000`. Whatever is sent is agreed to. */
const wish = new URLSearchParams(location.search)
const rights = new Set<Right>(['budget:read', 'budget:write', 'ledger:read', 'history:read'])
let minted = 0
const mint = (): string => `01HZZ${String(++minted).padStart(21, '0')}`
document.documentElement.dataset.theme = 'light'

const { sheet, rows } = largeYear(Number(wish.get('rows') ?? 0))
const source = agreeing()
const model = new SheetModel({
  sheet,
  rows,
  place: '2025/centre',
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
