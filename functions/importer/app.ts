import { implement } from '@orpc/server'
import { accountsContract, largestUpload } from '#shared/accounts/contract'
import { importsContract, largestCaseFile } from '#shared/cases/contract'
import { refusal } from '#shared/base/refusal'
import { economicSubjects, functionalSubjects } from '#shared/budget/subjects'
import type { WorkbookPreview } from '#shared/accounts/workbook/preview'
import { readAccounts } from '#shared/accounts/workbook/read'
import type { Subjects } from '#shared/accounts/workbook/rows'
import { subjectNames } from '#shared/accounts/workbook/subjects'
import type { Clock } from '#functions/host/clock'
import type { Call } from '#functions/host/context'
import { edge, type Edge } from '#functions/host/edge'
import type { Log } from '#functions/host/log'
import { rowsIn } from '#functions/store/query'
import type { Store } from '#functions/store/store'
import type { Uploads } from '#functions/store/uploads'
import type { ImportFiles } from '#functions/store/imports/files'
import { ownJob, rememberedMapping } from '#functions/store/imports/job'
import { accountsLimits } from '#functions/workbook/limits'
import { readGrids } from '#functions/workbook/read'
import { returnedRows } from './returned.ts'
import { surveyFile } from './survey.ts'

/** What the importer rests on; a test passes its own engine, files and clock. */
export interface ImporterParts {
  store: Store
  clock: Clock
  log: Log
  uploads: Pick<Uploads, 'read'>
  files: ImportFiles
  environment: { STAFF_ORIGIN: string; FORWARDED_HOPS: number }
}

const answered = {
  accounts: { readWorkbook: accountsContract.readWorkbook },
  imports: { survey: importsContract.survey, refused: importsContract.refused },
}

/** The operations that look into files of others, behind an edge like the staff API's, with rights of their own. */
export function importerEdge({ store, clock, log, uploads, files, environment }: ImporterParts): Edge {
  const os = implement(answered).$context<Call>()
  const router = os.router({
    accounts: { readWorkbook: os.accounts.readWorkbook.handler(({ input, context }) => read(context, input, uploads)) },
    imports: {
      survey: os.imports.survey.handler(({ input, context }) => survey(context, input.upload, uploads)),
      refused: os.imports.refused.handler(async ({ input, context }) =>
        returnedRows(await ownJob(context.store, input.id, context.actor), files, context.now),
      ),
    },
  })
  const { STAFF_ORIGIN: origin, FORWARDED_HOPS: hops } = environment
  return edge(router, { store, clock, log, origin, hops, large: new Set(), prefetch: {} })
}

/** @throws import/unknown-upload and what `surveyFile` throws */
async function survey({ store }: Call, upload: string, uploads: Pick<Uploads, 'read'>) {
  const file = await uploads.read(upload, largestCaseFile)
  if (!file) throw refusal('import/unknown-upload', {})
  return surveyFile(file, (headings) => rememberedMapping(store, headings))
}

interface Asked {
  year: number
  upload: string
  name: string
}

/**
 * 读取工作簿. Bytes to sheets, sheets to figures; nothing is saved.
 * @throws import/unknown-upload, import/not-a-workbook, import/too-much, import/no-table
 */
async function read({ store }: Call, asked: Asked, uploads: Pick<Uploads, 'read'>): Promise<WorkbookPreview> {
  const { year, upload, name } = asked
  const [file, subjects] = await Promise.all([uploads.read(upload, largestUpload), subjectsOf(store, year)])
  if (!file) throw refusal('import/unknown-upload', {})
  const grids = await readGrids(file, name, accountsLimits)
  const preview = readAccounts(grids, { year, subjects })
  if (preview.tables.length === 0) throw refusal('import/no-table', {})
  return preview
}

async function subjectsOf(store: Store, year: number): Promise<Subjects> {
  const [functional, economic] = await Promise.all(
    [functionalSubjects, economicSubjects].map(async (sheet) => {
      const rows = await rowsIn(store, sheet, '')
      return subjectNames(
        rows.filter(({ voided }) => !voided),
        year,
      )
    }),
  )
  const none = subjectNames([], year)
  return { functional: functional ?? none, economic: economic ?? none }
}
