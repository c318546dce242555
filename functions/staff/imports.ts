import { implement } from '@orpc/server'
import { refusal } from '#shared/base/refusal'
import { ImportJob, importsContract } from '#shared/cases/contract'
import type { Call } from '#functions/host/context'
import type { ImportFiles } from '#functions/store/imports/files'
import { beginJob, jobsOf, knownJob, moveJob, ownJob, type KeptJob } from '#functions/store/imports/job'
import { PAGE, readLate, readRefused } from '#functions/store/imports/refused'
import type { QueueName } from '#functions/store/store'
import type { Uploads } from '#functions/store/uploads'

/** What imports rest on beside the store. */
export interface ImportParts {
  uploads: Pick<Uploads, 'sign'>
  files: ImportFiles
}

const { sign, begin, list, job, faults, write, cancel, undo } = importsContract
const os = implement({ sign, begin, list, job, faults, write, cancel, undo }).$context<Call>()

/** 导入. Beginning, watching and steering imports; reading the files is the importer's, writing rows the applier's. */
export const importsRouter = ({ uploads, files }: ImportParts) =>
  os.router({
    sign: os.sign.handler(({ input, context }) => uploads.sign(input.upload, input.bytes, context.now)),
    begin: os.begin.handler(async ({ input, context }) => {
      const job = await beginJob(context.store, input, context.actor, context.now)
      if (job.by !== context.actor.account) throw refusal('import/unknown-job', {})
      return sentOn(context, job, 'imports')
    }),
    list: os.list.handler(async ({ context }) => ({ jobs: await jobsOf(context.store, context.actor.account) })),
    job: os.job.handler(async ({ input, context }) => told(await ownJob(context.store, input.id, context.actor))),
    faults: os.faults.handler(({ input, context }) => faultsOf(context, input, files)),
    write: os.write.handler(({ input, context }) => steer(context, input.id, 'write')),
    cancel: os.cancel.handler(({ input, context }) => steer(context, input.id, 'cancel')),
    undo: os.undo.handler(({ input, context }) => steer(context, input.id, 'undo')),
  })

const told = (job: KeptJob): ImportJob => ImportJob.parse(job)

/** What may follow upon what. Asking again for what is under way begins nothing twice. */
const steps = {
  write: { from: ['checked', 'cancelled'], to: 'writing', needs: (job: KeptJob) => job.part < job.parts },
  cancel: { from: ['checking', 'checked', 'writing'], to: 'cancelled', needs: () => true },
  undo: { from: ['written', 'cancelled', 'failed'], to: 'undoing', needs: (job: KeptJob) => job.part > 0 },
} as const

/** @throws import/unknown-job, import/not-now */
async function steer({ store, actor, now }: Call, id: string, step: keyof typeof steps): Promise<ImportJob> {
  const { from, to, needs } = steps[step]
  const job = await ownJob(store, id, actor)
  if (job.state !== to) {
    const moved = needs(job) && (await moveJob(store, id, { now, from, set: { state: to } }))
    if (!moved) throw refusal('import/not-now', { state: job.state })
  }
  if (step !== 'cancel') await store.send('changes', { import: id })
  return told(await knownJob(store, id))
}

async function sentOn({ store }: Call, job: KeptJob, queue: QueueName): Promise<ImportJob> {
  if (job.state === 'checking') await store.send(queue, { import: job.id })
  return told(job)
}

/** Pages of refused rows as they were checked, then those that could not be written after all, piece by piece. */
async function faultsOf({ store, actor }: Call, { id, page }: { id: string; page: number }, files: ImportFiles) {
  const job = await ownJob(store, id, actor)
  const checked = job.state === 'checking' ? 0 : Math.ceil(job.refused / PAGE)
  const late = job.lost > 0 ? job.parts : 0
  const rows = page < checked ? await readRefused(files, id, page) : await readLate(files, id, page - checked)
  return { faults: rows.flatMap((row) => row.faults), pages: checked + late }
}
