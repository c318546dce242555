import * as z from 'zod'
import { UploadId } from '#shared/base/upload'
import { BatchId, CellSchema, RowIdSchema } from '#shared/base/changes'
import { operation } from '#shared/base/procedure'

/** Bytes of a file of cases at most, as it is uploaded. */
export const largestCaseFile = 150_000_000

const right = 'cases:import-history'

const Mapping = z.array(z.string().max(60).nullable()).max(100)
const Name = z.string().min(1).max(200)

/** 导入任务. Where an import stands, and what has become of its rows so far: read = ready + refused, ready = saved + unchanged + lost. */
export const ImportJob = z.object({
  id: BatchId,
  state: z.enum(['checking', 'checked', 'writing', 'written', 'undoing', 'undone', 'cancelled', 'failed']),
  name: z.string(),
  upload: UploadId,
  by: z.string(),
  at: z.string(),
  headings: z.array(z.string()),
  mapping: Mapping,
  /** rows of the file that were looked at, and what became of them */
  read: z.int(),
  ready: z.int(),
  refused: z.int(),
  /** rows that stand as they were asked, that stood so before, and that could not be written after all */
  saved: z.int(),
  unchanged: z.int(),
  lost: z.int(),
  /** rows that were taken back, and rows that stay because others changed them since */
  undone: z.int(),
  left: z.int(),
  /** pieces in which the rows are written, and how many of them are done with */
  parts: z.int(),
  part: z.int(),
  /** why it failed */
  because: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }).optional(),
})
export type ImportJob = z.infer<typeof ImportJob>

/** One reason why a row of the file is not taken. Rows and columns are counted from 1; column 0 is the whole row. */
export const ImportFault = z.object({
  at: z.int(),
  column: z.int(),
  field: z.string().nullable(),
  text: z.string(),
  because: z.object({ code: z.string(), facts: z.record(z.string(), z.unknown()) }),
})
export type ImportFault = z.infer<typeof ImportFault>

const Job = z.strictObject({ id: BatchId })

/** 导入诉求. Files of cases that were kept elsewhere: surveyed, checked whole, then written as one import. */
export const importsContract = {
  /** A signed address for one file: these bytes and no others, within minutes. Nothing is saved by it. */
  sign: operation
    .route({ method: 'POST', path: '/imports/upload' })
    .meta({ right })
    .input(z.strictObject({ upload: UploadId, bytes: z.int().min(1).max(largestCaseFile) }))
    .output(z.object({ url: z.string(), headers: z.record(z.string(), z.string()), until: z.string() })),
  /** The headings of an uploaded file, what each column is taken for, and the first rows. Saves nothing. */
  survey: operation
    .route({ method: 'POST', path: '/imports/survey' })
    .meta({ right, by: 'importer' })
    .input(z.strictObject({ upload: UploadId, name: Name }))
    .output(
      z.object({
        headings: z.array(z.string()),
        mapping: Mapping,
        /** the mapping was chosen for a file with these headings before */
        remembered: z.boolean(),
        /** the row of the headings, counted from 1 */
        at: z.int(),
        first: z.array(z.object({ at: z.int(), cells: z.array(z.string()) })),
      }),
    ),
  /** Has every row checked, under a mapping that is kept for the next file with these headings. Saves no row. */
  begin: operation
    .route({ method: 'POST', path: '/imports' })
    .meta({ right })
    .input(
      z.strictObject({
        id: BatchId,
        upload: UploadId,
        name: Name,
        headings: z.array(z.string().max(400)).max(100),
        mapping: Mapping,
      }),
    )
    .output(ImportJob),
  /** One's own imports, newest first. */
  list: operation
    .route({ method: 'GET', path: '/imports' })
    .meta({ right })
    .output(z.object({ jobs: z.array(ImportJob) })),
  job: operation.route({ method: 'GET', path: '/imports/{id}' }).meta({ right }).input(Job).output(ImportJob),
  /** Reasons why rows are not taken, in the order of the file. */
  faults: operation
    .route({ method: 'GET', path: '/imports/{id}/faults' })
    .meta({ right })
    .input(z.strictObject({ id: BatchId, page: z.coerce.number().int().min(0).max(10_000).default(0) }))
    .output(z.object({ faults: z.array(ImportFault), pages: z.int() })),
  /** Writes the rows that were found good. What is written already stays when it is asked again. */
  write: operation.route({ method: 'POST', path: '/imports/{id}/write' }).meta({ right }).input(Job).output(ImportJob),
  /** Stops at the next piece; what is written stays and can be taken back. */
  cancel: operation
    .route({ method: 'POST', path: '/imports/{id}/cancel' })
    .meta({ right })
    .input(Job)
    .output(ImportJob),
  /** 撤销. Takes the rows back, the last piece first; rows that were changed since stay. */
  undo: operation.route({ method: 'POST', path: '/imports/{id}/undo' }).meta({ right }).input(Job).output(ImportJob),
  /** 退回的行. The rows that were not taken, as a workbook with a column of reasons: a signed address for minutes. */
  refused: operation
    .route({ method: 'POST', path: '/imports/{id}/refused' })
    .meta({ right, by: 'importer' })
    .input(Job)
    .output(z.object({ url: z.string(), rows: z.int() })),
}

/** 经过. One thing that happened to a case, as everybody who reads the case may know it. */
export const CourseEntry = z.object({
  rev: z.int(),
  at: z.string(),
  /** who did it; blank for the system */
  name: z.string(),
  act: z.enum(['create', 'import', 'set', 'step', 'void', 'restore', 'note']),
  step: z.string().optional(),
  opinion: z.string().optional(),
  /** the lead unit and the time that it was given, where the step sent the case to one */
  unit: z.string().optional(),
  due: z.string().optional(),
})
export type CourseEntry = z.infer<typeof CourseEntry>

/** 诉求. One case as it stands, how it came there, and what the caller of the operation may do next. */
export const casesContract = {
  course: operation
    .route({ method: 'GET', path: '/cases/{row}/course' })
    .meta({ right: 'cases:read' })
    .input(z.strictObject({ row: RowIdSchema }))
    .output(
      z.object({
        rev: z.int(),
        cells: z.record(z.string(), CellSchema),
        /** newest first */
        entries: z.array(CourseEntry),
        more: z.boolean(),
        /** steps that are legal now and open to the caller */
        open: z.array(z.string()),
        now: z.string(),
      }),
    ),
}
