import { goals, type FigureName } from './goals.ts'

/** `npm run bench -- NAME`: one figure a line, tab-separated: name, value, unit, goal. */
export type Report = (name: FigureName, value: number) => void

const benches: Record<string, () => Promise<{ bench: (report: Report) => Promise<void> }>> = {
  start: () => import('./start.ts'),
  edit: () => import('./edit.ts'),
  store: () => import('./edit-store.ts'),
  publish: () => import('./publish.ts'),
  accounts: () => import('./accounts.ts'),
  sheet: () => import('./sheet.ts'),
  import: () => import('./import.ts'),
}

const report: Report = (name, value) => {
  const { unit, goal } = goals[name]
  console.log([name, Number(value.toPrecision(4)), unit, goal].join('\t'))
}

const [name = ''] = process.argv.slice(2)
const load = benches[name]
if (!load) {
  console.error(`Which bench? Known are: ${Object.keys(benches).join(', ')}.`)
  process.exit(2)
}
const { bench } = await load()
await bench(report)
