import { largestUpload } from '#shared/accounts/contract'
import {
  allCounts,
  compare,
  importChange,
  voidedAmong,
  type ComparedTable,
  type Counts,
} from '#shared/accounts/workbook/compare'
import type { WorkbookPreview } from '#shared/accounts/workbook/preview'
import { placeOf } from '#shared/base/place'
import type { BatchAnswer, ChangeSet } from '#shared/base/changes'
import type { Row } from '#shared/base/sheet'
import { call } from './call.ts'
import { cellsOf } from './rows.ts'
import { saying } from './saying.ts'
import { session } from './session.svelte.ts'
import { mint } from './ulid.ts'
import { upload, UploadFailed } from './upload.ts'
import { words } from './words.svelte.ts'

/** Where an import stands. What it has read stays in sight until another file is chosen. */
export type ImportStage = 'choose' | 'upload' | 'read' | 'check' | 'write' | 'done'

const pause = (milliseconds: number): Promise<void> => new Promise((done) => setTimeout(done, milliseconds))

/** Rows of a batch that are not as it asked for. */
const failedIn = (answer: BatchAnswer | undefined): number =>
  answer ? answer.rows - answer.counts.applied - answer.counts.unchanged : 0

/** 导入决算表. One workbook on its way: uploaded, read, compared with what stands, and, when the person says so, written. */
export class WorkbookImport {
  readonly #year: number
  readonly #unit: string
  stage = $state<ImportStage>('choose')
  name = $state('')
  size = $state(0)
  /** how much of the file is sent, or of the amounts written, from 0 to 1 */
  part = $state(0)
  problem = $state('')
  note = $state('')
  preview = $state.raw<WorkbookPreview | undefined>()
  tables = $state.raw<readonly ComparedTable[]>([])
  written = $state(0)
  unwritten = $state(0)
  undone = $state(false)
  #rows: readonly Row[] = []
  #voided: readonly Row[] = []
  #batches: string[] = []
  #stop = new AbortController()

  constructor(year: number, unit: string) {
    this.#year = year
    this.#unit = unit
  }

  get counts(): Counts {
    return allCounts(this.tables)
  }

  get toWrite(): number {
    const { added, changed } = this.counts
    return added + changed
  }

  get busy(): boolean {
    return this.stage === 'upload' || this.stage === 'read' || this.stage === 'write'
  }

  /** Uploads and reads a file; nothing is saved. */
  async take(file: File): Promise<void> {
    this.reset()
    this.name = file.name
    this.size = file.size
    if (file.size > largestUpload || file.size === 0) {
      this.problem = words.say.import.tooLarge
      return
    }
    const { signal } = this.#stop
    try {
      this.stage = 'upload'
      const id = await upload(file, { signal, progress: (part) => (this.part = part) })
      this.stage = 'read'
      await this.#read(id, file.name, signal)
      if (!signal.aborted) this.stage = 'check'
    } catch (error) {
      if (!signal.aborted) this.#fail(error)
    }
  }

  /** Stops what is under way; nothing has been saved yet. */
  cancel(): void {
    this.reset()
    this.note = words.say.import.cancelled
  }

  reset(): void {
    this.#stop.abort()
    this.#stop = new AbortController()
    Object.assign(this, { stage: 'choose', part: 0, problem: '', note: '', preview: undefined, tables: [] })
    Object.assign(this, { name: '', size: 0, written: 0, unwritten: 0, undone: false })
    this.#batches = []
  }

  async #read(id: string, name: string, signal: AbortSignal): Promise<void> {
    const asked = { year: this.#year, unit: this.#unit, upload: id, name: name.slice(-200) }
    const [preview] = await Promise.all([
      session.run(() => call.accounts.readWorkbook(asked, { signal })),
      this.#stand(),
    ])
    if (signal.aborted) return
    this.preview = preview
    this.tables = compare(preview, this.#rows)
  }

  /** What stands now: live rows, and voided ones, whose ids cannot be created again. */
  async #stand(): Promise<void> {
    const place = placeOf(this.#year, this.#unit)
    const [open, voided] = await Promise.all([
      session.run(() => call.rows.open({ place, sheets: ['table-cells'] })),
      session.run(() => call.rows.voided({ place, sheet: 'table-cells' })),
    ])
    this.#rows = open.sheets.flatMap(cellsOf)
    this.#voided = cellsOf(voided.sheet)
  }

  /** 导入. One change-set of all that is new or changed. */
  async write(): Promise<void> {
    this.problem = ''
    this.part = 0
    this.stage = 'write'
    const wanted = this.toWrite
    try {
      const restored = await this.#restore()
      const change = importChange(this.tables, this.#rows, this.name.slice(-200))
      const answer = change && (await this.#submit(change))
      this.unwritten = failedIn(restored) + failedIn(answer)
      this.written = wanted - this.unwritten
      this.stage = 'done'
    } catch (error) {
      this.#fail(error)
      this.stage = 'check'
    }
  }

  /** Rows that an undone import has voided come back first, and are then changed like others. */
  async #restore(): Promise<BatchAnswer | undefined> {
    const back = voidedAmong(this.tables, this.#voided)
    if (back.length === 0 || !this.preview) return undefined
    const answer = await this.#submit({ restores: back.map(({ id, rev }) => ({ row: id, rev })) })
    await this.#stand()
    this.tables = compare(this.preview, this.#rows)
    return answer
  }

  async #submit(change: Pick<ChangeSet, 'sets' | 'creates' | 'restores'>): Promise<BatchAnswer> {
    const batch = mint(session.now())
    const whole = {
      batch,
      sheet: 'table-cells',
      place: placeOf(this.#year, this.#unit),
      gesture: 'import',
      ...change,
    } as const
    const answer = await this.#finished(await session.run(() => call.changes.submit(whole)))
    this.#batches.push(batch)
    return answer
  }

  /** A batch that is larger than one transaction is written piece by piece. */
  async #finished(answer: BatchAnswer): Promise<BatchAnswer> {
    let now = answer
    while (now.state === 'accepted') {
      this.part = now.rows === 0 ? 0 : now.done / now.rows
      await pause(300)
      now = await session.run(() => call.changes.batch({ batch: answer.batch }))
    }
    return now
  }

  /** 撤销. Newest first; what others have changed since stays. */
  async undo(): Promise<void> {
    this.problem = ''
    try {
      let left = 0
      for (const batch of [...this.#batches].reverse()) {
        const as = mint(session.now())
        left += failedIn(await this.#finished(await session.run(() => call.changes.undo({ batch, as }))))
      }
      this.#batches = []
      this.unwritten = left
      this.written -= left
      this.undone = true
    } catch (error) {
      this.#fail(error)
    }
  }

  #fail(error: unknown): void {
    this.problem = error instanceof UploadFailed ? words.say.import.uploadFailed : saying(error)
    if (this.stage !== 'write' && this.stage !== 'done') this.stage = 'choose'
  }
}
