import { largestCaseFile, type ImportFault, type ImportJob } from '#shared/cases/contract'
import { call } from './call.ts'
import { saying } from './saying.ts'
import { session } from './session.svelte.ts'
import { mint } from './ulid.ts'
import { upload, UploadFailed } from './upload.ts'
import { words } from './words.svelte.ts'

/** Where the screen stands: before the server has a job, or at the job. */
export type CaseImportStage = 'choose' | 'upload' | 'survey' | 'map' | 'job'

export type Survey = Awaited<ReturnType<typeof call.imports.survey>>

/** One reason, with the places of the file where it was found. */
export interface FaultGroup {
  key: string
  faults: ImportFault[]
}

const lookEvery = 1_000
/** pages of faults that are read to be shown; the returned file has all of them */
const pagesShown = 10
const moving: readonly ImportJob['state'][] = ['checking', 'writing', 'undoing']

/** 导入诉求. A file of cases on its way: uploaded, its columns assigned, checked whole, and, when the person says so, written. */
export class CaseImport {
  stage = $state<CaseImportStage>('choose')
  name = $state('')
  size = $state(0)
  /** how much of the file is sent, from 0 to 1 */
  part = $state(0)
  problem = $state('')
  survey = $state.raw<Survey | undefined>()
  mapping = $state<(string | null)[]>([])
  job = $state.raw<ImportJob | undefined>()
  earlier = $state.raw<readonly ImportJob[]>([])
  faults = $state.raw<readonly ImportFault[]>([])
  /** the file has more faults than are shown */
  more = $state(false)
  #upload = ''
  #stop = new AbortController()
  #timer: ReturnType<typeof setTimeout> | undefined

  /** Fields that two columns lead to: a row has each of them once. */
  get twice(): ReadonlySet<string> {
    const led = this.mapping.filter((field) => field !== null)
    return new Set(led.filter((field, at) => led.indexOf(field) !== at))
  }

  get moving(): boolean {
    return this.job !== undefined && moving.includes(this.job.state)
  }

  /** Faults by field and reason, the most frequent first. */
  get groups(): FaultGroup[] {
    const keyOf = ({ field, because }: ImportFault): string => `${field ?? ''} ${because.code}`
    const groups = Map.groupBy(this.faults, keyOf)
    return [...groups].map(([key, faults]) => ({ key, faults })).sort((a, b) => b.faults.length - a.faults.length)
  }

  /** One's own imports; what is still under way, or waits to be written, is shown at once. */
  async open(): Promise<void> {
    await this.#try(async () => {
      const { jobs } = await session.run(() => call.imports.list())
      this.earlier = jobs
      const [newest] = jobs
      if (newest && (newest.state === 'checked' || moving.includes(newest.state))) await this.show(newest)
    })
  }

  close(): void {
    this.#stop.abort()
    clearTimeout(this.#timer)
  }

  async show(job: ImportJob): Promise<void> {
    Object.assign(this, { stage: 'job', name: job.name, size: 0, problem: '', faults: [], more: false })
    await this.#follow(job)
  }

  /** Back to the choice of a file; an import that was begun goes on without being watched. */
  async leave(): Promise<void> {
    this.close()
    this.#stop = new AbortController()
    Object.assign(this, { stage: 'choose', name: '', size: 0, part: 0, problem: '', survey: undefined, job: undefined })
    Object.assign(this, { faults: [], more: false })
    await this.#try(async () => {
      this.earlier = (await session.run(() => call.imports.list())).jobs
    })
  }

  /** Uploads a file and reads its headings; nothing is saved. */
  async take(file: File): Promise<void> {
    Object.assign(this, { name: file.name.slice(-200), size: file.size, problem: '', part: 0 })
    if (file.size > largestCaseFile || file.size === 0) {
      this.problem = words.say.caseImport.tooLarge
      return
    }
    const { signal } = this.#stop
    await this.#try(async () => {
      this.stage = 'upload'
      const progress = (part: number): void => void (this.part = part)
      this.#upload = await upload(file, { signal, progress, sign: call.imports.sign })
      this.stage = 'survey'
      const asked = { upload: this.#upload, name: this.name }
      this.survey = await session.run(() => call.imports.survey(asked, { signal }))
      this.mapping = [...this.survey.mapping]
      this.stage = 'map'
    }, 'choose')
  }

  /** 校验. Every row is looked at on the server; none is saved. */
  async check(): Promise<void> {
    const { headings } = this.survey ?? { headings: [] }
    const asked = { id: mint(session.now()), upload: this.#upload, name: this.name, headings, mapping: this.mapping }
    await this.#try(async () => this.show(await session.run(() => call.imports.begin(asked))))
  }

  write = (): Promise<void> => this.#act(call.imports.write)
  cancel = (): Promise<void> => this.#act(call.imports.cancel)
  undo = (): Promise<void> => this.#act(call.imports.undo)

  /** 退回的行. Downloads the rows that were not taken, each with its reasons. */
  async refused(): Promise<void> {
    const { job } = this
    if (!job) return
    await this.#try(async () => {
      const { url } = await session.run(() => call.imports.refused({ id: job.id }))
      location.assign(url)
    })
  }

  async #act(act: (asked: { id: string }) => Promise<ImportJob>): Promise<void> {
    const { job } = this
    if (!job) return
    this.problem = ''
    await this.#try(async () => this.#follow(await session.run(() => act({ id: job.id }))))
  }

  /** Shows a job as it stands, and looks again as long as it moves. */
  async #follow(job: ImportJob): Promise<void> {
    clearTimeout(this.#timer)
    this.job = job
    if (moving.includes(job.state)) this.#timer = setTimeout(() => void this.#look(job.id), lookEvery)
    else await this.#readFaults(job)
  }

  async #look(id: string): Promise<void> {
    try {
      const job = await session.run(() => call.imports.job({ id }))
      if (this.job?.id === id) await this.#follow(job)
    } catch (error) {
      this.problem = saying(error)
      this.#timer = setTimeout(() => void this.#look(id), lookEvery * 5)
    }
  }

  async #readFaults({ id, refused, lost }: ImportJob): Promise<void> {
    if (refused + lost === 0) return
    const found: ImportFault[] = []
    let pages = 1
    for (let page = 0; page < Math.min(pages, pagesShown); page++) {
      const answer = await session.run(() => call.imports.faults({ id, page }))
      found.push(...answer.faults)
      pages = answer.pages
    }
    if (this.job?.id !== id) return
    this.faults = found
    this.more = pages > pagesShown
  }

  async #try(act: () => Promise<void>, back?: CaseImportStage): Promise<void> {
    const { signal } = this.#stop
    try {
      await act()
    } catch (error) {
      if (signal.aborted) return
      this.problem = error instanceof UploadFailed ? words.say.import.uploadFailed : saying(error)
      if (back) this.stage = back
    }
  }
}
