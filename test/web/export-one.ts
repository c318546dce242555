import { readFileSync, writeFileSync } from 'node:fs'
import { cases } from '#shared/cases/columns'
import { csvOf } from '#web/sheet/output/csv.ts'
import { xlsxOf } from '#web/sheet/output/xlsx.ts'
import { codedYear } from '../samples/cases.ts'
import { seenCases, sheetOf } from './seen-cases.ts'

/** A process of its own that writes one export of so many rows by so many columns; the last line is JSON. */
const [rows = '', format = '', columns = '25'] = process.argv.slice(2)

const memory = (mark: 'VmHWM' | 'VmRSS'): number =>
  Number(new RegExp(`^${mark}:\\s+(\\d+) kB$`, 'm').exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024

const year = codedYear({ rows: Number(rows) })
const sheet = sheetOf({ sheet: 'cases', rows: year.ids, columns: year.columns })
const keys = cases.columns.slice(0, Number(columns)).map(({ key }) => key)
globalThis.gc?.()
// What the sheet itself holds is there before, and is not the export's; the kernel's mark begins anew from here.
writeFileSync('/proc/self/clear_refs', '5')
const before = memory('VmRSS')
const began = process.cpuUsage()
const seen = seenCases(sheet, keys)
const file = format === 'xlsx' ? await xlsxOf(seen, '说明') : csvOf(seen)
const { user, system } = process.cpuUsage(began)
console.log(
  JSON.stringify({ seconds: (user + system) / 1e6, megabytes: memory('VmHWM') - before, bytes: file.size, rows }),
)
