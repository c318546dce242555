import { readFileSync } from 'node:fs'
import { readAccounts } from '#shared/accounts/workbook/read'
import { Refusal, refusalData } from '#shared/base/refusal'
import { accountsLimits, casesLimits } from '#functions/workbook/limits'
import { readGrids } from '#functions/workbook/read'
import { rowsOfFile } from '#functions/workbook/stream'
import { sampleSubjects } from '#test/samples/account-tables'

/** A process of its own that reads one file as the importer does, and tells what that cost: the last line is JSON. */
const [path = '', name = '', as = 'accounts'] = process.argv.slice(2)

async function tables(): Promise<object> {
  const grids = await readGrids(readFileSync(path), name, accountsLimits)
  return { tables: readAccounts(grids, { year: 2025, subjects: sampleSubjects }).tables.length }
}

async function rows(): Promise<object> {
  let count = 0
  for await (const { cells } of rowsOfFile(readFileSync(path), casesLimits)) if (cells.length > 0) count++
  return { rows: count }
}

async function outcome(): Promise<unknown> {
  try {
    return await (as === 'cases' ? rows() : tables())
  } catch (error) {
    if (error instanceof Refusal) return refusalData(error)
    return { defect: String(error) }
  }
}

const before = process.cpuUsage()
const told = await outcome()
const { user, system } = process.cpuUsage(before)
const seconds = (user + system) / 1_000_000
// The kernel's own mark of this very program: what the parent took before it began is not in it.
const [, kilobytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
const megabytes = Number(kilobytes) / 1024
console.log(JSON.stringify({ told, seconds, megabytes }))
