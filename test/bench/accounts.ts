import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as renderer from '#renderer'
import { yearAccounts } from '#shared/accounts/accounts'
import { runChecks } from '#shared/accounts/checks/run'
import { readDisclosure } from '#shared/accounts/foreign/read'
import type { Statement } from '#shared/accounts/statement'
import type { YearInput } from '#shared/accounts/year'
import { ownContent } from '#shared/disclosure/content'
import type { EditionLine } from '#shared/disclosure/edition'
import { aLargeYear, demonstrationYear } from '../samples/years.ts'
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

/** A year after one of its ledger entries has changed, as the browser makes its accounts anew. */
function recomputing(input: YearInput): () => void {
  let amount = 100_000
  return () => {
    const [first, ...rest] = input.rows.entries
    if (!first) throw new Error('the year has no entries')
    const changed = { ...first, rev: first.rev + 1, cells: { ...first.cells, amount: (amount += 1) } }
    yearAccounts({ ...input, rows: { ...input.rows, entries: [changed, ...rest] } })
  }
}

/** The example year's page as a reader loads it, compressed, without its charts; style and checker are files of their own. */
function pageKilobytes(input: YearInput): number {
  const { year, unit, rows, registers, prior } = input
  const content = ownContent({ year, unit, demonstration: true, renderer: renderer.version, ...rows, registers, prior })
  const line: EditionLine = { year, unit: unit.id, unitName: unit.name, edition: 1, state: 'published', kind: 'own', title: content.title, rev: 1, hash: 'a'.repeat(64), editors: [] } // prettier-ignore
  const links = { folder: '', unit: '../', root: '../../../../' }
  const html = renderer.renderEdition({ content, line, links }, { style: 'style.css', checker: 'checker.js' })
  return gzipSync(html.replace(/<svg.*?<\/svg>/gs, ''), { level: 9 }).length / 1024
}

/**
 * `npm run bench -- accounts`: every check over a full disclosure of nine tables and their narrative; the whole accounts
 * of a year anew after one entry has changed; the size of the page.
 */
export function bench(report: Report): Promise<void> {
  const statement = fullDisclosure()
  report('accounts.checks', cpuOf(() => runChecks(statement))) // prettier-ignore
  const year = demonstrationYear('2026-11-28')
  report('accounts.recompute', cpuOf(recomputing(year)))
  report('accounts.recompute5000', cpuOf(recomputing(aLargeYear(5_000))))
  report('accounts.page', pageKilobytes(year))
  return Promise.resolve()
}
