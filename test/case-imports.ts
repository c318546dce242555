import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import type { Cells } from '#shared/base/sheet'
import { decodeTile, rowsOfTile } from '#shared/base/tile'
import { cases } from '#shared/cases/columns'
import type { ImportFault, ImportJob } from '#shared/cases/contract'
import { applied, columnsOf, mint, signIn, type Person } from './client.ts'
import { unitsOfCases } from './samples/cases.ts'
import type { System } from './system.ts'

/** Bringing files of cases in as a browser does: through the API and the signed address. */
export interface CaseImports {
  supervisor: Person
  /** puts a file where the importer finds it; its name there */
  upload(file: Uint8Array): Promise<string>
  /** uploads a file, takes the mapping that is proposed, and has it checked */
  checked(file: Uint8Array | string, name?: string): Promise<ImportJob>
  /** has it written, to the end */
  written(id: string): Promise<ImportJob>
  /** waits until an import stands in one of these states */
  until(id: string, states: readonly ImportJob['state'][]): Promise<ImportJob>
  /** every reason why a row was not taken */
  faults(id: string): Promise<ImportFault[]>
  /** every case as a browser has it: tiles, then what the feed says behind them */
  cases(): Promise<Map<string, Cells>>
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))

/** A supervisor in a district whose sixty units stand in their register. */
export async function caseImports(system: System): Promise<CaseImports> {
  const rows = unitsOfCases()
  const registrar = await signIn(system, 'registrar')
  const creates = { rows: rows.map(({ id }) => id), columns: columnsOf(rows.map(({ cells }) => cells as Record<string, string>)) } // prettier-ignore
  await applied(registrar, { batch: mint(), sheet: 'units', place: '', gesture: 'paste', creates })
  return importsOf(await signIn(system, 'supervisor'), system.staff)
}

function importsOf(supervisor: Person, origin: string): CaseImports {
  const { imports } = supervisor.call
  const until = async (id: string, states: readonly ImportJob['state'][]): Promise<ImportJob> => {
    for (;;) {
      const job = await imports.job({ id })
      if (states.includes(job.state)) return job
      if (job.state === 'failed') throw new Error(`import ${id} failed: ${JSON.stringify(job.because)}`)
      await pause(50)
    }
  }
  const upload = async (file: Uint8Array): Promise<string> => {
    const name = createHash('sha256').update(file).digest('hex')
    const { url, headers } = await imports.sign({ upload: name, bytes: file.length })
    const put = await fetch(url, { method: 'PUT', body: Buffer.from(file), headers: { ...headers, origin } })
    if (put.status !== 200) throw new Error(`${url}: ${put.status}`)
    return name
  }
  return {
    supervisor,
    upload,
    until,
    async checked(file, name = '台账.csv') {
      const sent = await upload(Buffer.from(file))
      const { headings, mapping } = await imports.survey({ upload: sent, name })
      const { id } = await imports.begin({ id: mint(), upload: sent, name, headings, mapping })
      return until(id, ['checked', 'failed'])
    },
    async written(id) {
      await imports.write({ id })
      return until(id, ['written', 'failed'])
    },
    async faults(id) {
      const first = await imports.faults({ id, page: 0 })
      const faults = [...first.faults]
      for (let page = 1; page < first.pages; page++) faults.push(...(await imports.faults({ id, page })).faults)
      return faults
    },
    cases: () => casesSeen(supervisor),
  }
}

async function casesSeen({ call: { rows } }: Person): Promise<Map<string, Cells>> {
  const { tiles = [], cursor: from } = await rows.open({ place: '', sheets: ['cases'] })
  const seen = new Map<string, { rev: number; cells: Cells }>()
  for (const { url } of tiles) {
    const bytes = new Uint8Array(await (await fetch(url)).arrayBuffer())
    const tile = decodeTile(cases, bytes[0] === 0x1f ? gunzipSync(bytes) : bytes)
    for (const { id, rev, cells } of rowsOfTile(cases, tile)) seen.set(id, { rev, cells })
  }
  let cursor = from
  for (let more = true; more;) {
    const page = await rows.follow({ place: '', sheets: ['cases'], cursor })
    for (const { row, rev, cells } of page.entries) {
      if ((seen.get(row)?.rev ?? 0) > rev) continue
      if (cells) seen.set(row, { rev, cells })
      else seen.delete(row)
    }
    ;({ cursor, more } = page)
  }
  return new Map([...seen].map(([id, { cells }]) => [id, cells]))
}
