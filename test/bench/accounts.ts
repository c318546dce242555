import { readFileSync } from 'node:fs'
import { runChecks } from '#shared/accounts/checks/run'
import { readDisclosure } from '#shared/accounts/foreign/read'
import type { Statement } from '#shared/accounts/statement'
import type { Report } from './run.ts'

const rounds = 50

function fullDisclosure(): Statement {
  const file = new URL('../samples/disclosures/full-2024.json', import.meta.url)
  const read = readDisclosure(readFileSync(file, 'utf8'))
  if ('problem' in read) throw new Error(read.problem)
  return read.statement
}

/** Milliseconds of processor time that one round takes, warm. */
function cpuOf(round: () => void): number {
  for (let k = 0; k < rounds; k += 1) round()
  const before = process.cpuUsage()
  for (let k = 0; k < rounds; k += 1) round()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000 / rounds
}

/** `npm run bench -- accounts`: every check over a full disclosure of nine tables and their narrative. */
export function bench(report: Report): Promise<void> {
  const statement = fullDisclosure()
  report('accounts.checks', cpuOf(() => runChecks(statement))) // prettier-ignore
  return Promise.resolve()
}
