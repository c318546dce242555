import { Refusal, refusal, refusalData } from '#shared/base/refusal'
import type { Mapping } from '#shared/cases/importing/mapping'
import { headingsOf, unmapped } from '#shared/cases/importing/mapping'
import { readCase, type CaseRead, type CaseReading, type Fault } from '#shared/cases/importing/read'
import { isEmpty, textIn, type SourceRow } from '#shared/cases/importing/source'
import { twice, type Told } from '#shared/cases/importing/twice'
import { fold } from '#shared/base/text'
import { largestCaseFile } from '#shared/cases/contract'
import type { ImportFiles } from '#functions/store/imports/files'
import { knownJob, moveJob, type KeptJob } from '#functions/store/imports/job'
import { PART, partName, partOf } from '#functions/store/imports/part'
import { PAGE, refusedName, type RefusedRow } from '#functions/store/imports/refused'
import type { Sealer } from '#functions/store/sealer'
import type { Store } from '#functions/store/store'
import type { Uploads } from '#functions/store/uploads'
import { casesLimits } from '#functions/workbook/limits'
import { rowsOfFile } from '#functions/workbook/stream'
import { registersIn } from './registers.ts'

export interface Checking {
  store: Store
  uploads: Pick<Uploads, 'read'>
  files: ImportFiles
  sealer: Sealer
  now: () => string
}

/**
 * 校验. Reads an import's file from its first row to its last: good rows are laid down in pieces that can be written, the
 * others with every reason. Whoever takes it up again begins anew and lays down the same. Answers when it is done with.
 */
export async function checkFile(id: string, by: Checking): Promise<void> {
  const job = await knownJob(by.store, id)
  if (job.state !== 'checking') return
  try {
    await new Check(job, by).run()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const set = { state: 'failed', because: refusalData(error) } as const
    await moveJob(by.store, id, { now: by.now(), from: ['checking'], set })
  }
}

class Check {
  readonly #job: KeptJob
  readonly #by: Checking
  readonly #told: Told = new Map()
  #good: CaseRead[] = []
  #bad: RefusedRow[] = []
  #counts = { read: 0, ready: 0, refused: 0, parts: 0, pages: 0 }

  constructor(job: KeptJob, by: Checking) {
    this.#job = job
    this.#by = by
  }

  async run(): Promise<void> {
    const { upload, mapping } = this.#job
    const missing = unmapped(mapping)
    if (missing.length > 0) throw refusal('import/unmapped', { fields: missing })
    const file = await this.#by.uploads.read(upload, largestCaseFile)
    if (!file) throw refusal('import/unknown-upload', {})
    const reading = await this.#reading(mapping)
    for await (const row of this.#rowsBelowHeadings(file)) {
      this.#take(row, reading)
      if (this.#good.length === PART && !(await this.#layDown())) return
      if (this.#bad.length === PAGE) await this.#layAside()
    }
    await this.#finish()
  }

  async #reading(mapping: Mapping): Promise<CaseReading> {
    const registers = await registersIn(this.#by.store)
    return { ...registers, mapping, width: this.#job.headings.length }
  }

  /** The rows below the headings that the mapping was chosen for; blank ones are none. */
  async *#rowsBelowHeadings(file: Uint8Array): AsyncGenerator<SourceRow> {
    const wanted = this.#job.headings.map(fold).join('\n')
    let found = false
    for await (const row of rowsOfFile(file, casesLimits)) {
      if (!found) found = headingsOf(row).map(fold).join('\n') === wanted
      else if (!isEmpty(row)) yield row
    }
    if (!found) throw refusal('import/no-headings', {})
  }

  #take(source: SourceRow, reading: CaseReading): void {
    this.#counts.read++
    const found = readCase(source, reading)
    const again = 'row' in found ? twice(found.row, this.#told, reading.mapping.indexOf('number')) : undefined
    if ('row' in found && !again) this.#good.push(found.row)
    else this.#refuse(source, 'faults' in found ? found.faults : again ? [again] : [])
  }

  #refuse({ at, cells }: SourceRow, faults: Fault[]): void {
    this.#counts.refused++
    this.#bad.push({ at, cells: cells.map(textIn), faults })
  }

  /** Writes a piece down and tells how far the check is; false: it was cancelled meanwhile. */
  async #layDown(): Promise<boolean> {
    const { id } = this.#job
    const { sealer, now } = this.#by
    const part = await partOf(id, this.#counts.parts, this.#good, { sealer, now: now() })
    await this.#by.files.write(id, partName(this.#counts.parts), JSON.stringify(part))
    this.#counts.parts++
    this.#counts.ready += this.#good.length
    this.#good = []
    const { read, ready, refused } = this.#counts
    return moveJob(this.#by.store, id, { now: this.#by.now(), from: ['checking'], set: { read, ready, refused } })
  }

  async #layAside(): Promise<void> {
    await this.#by.files.write(this.#job.id, refusedName(this.#counts.pages), JSON.stringify(this.#bad))
    this.#counts.pages++
    this.#bad = []
  }

  async #finish(): Promise<void> {
    if (this.#good.length > 0 && !(await this.#layDown())) return
    if (this.#bad.length > 0) await this.#layAside()
    const { read, ready, refused, parts } = this.#counts
    await moveJob(this.#by.store, this.#job.id, {
      now: this.#by.now(),
      from: ['checking'],
      set: { state: 'checked', read, ready, refused, parts },
    })
  }
}
