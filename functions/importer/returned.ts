import { columnLetters } from '#shared/base/raw'
import { fieldOf } from '#shared/cases/importing/fields'
import type { Fault } from '#shared/cases/importing/read'
import { reasonOf } from '#shared/words/refusals'
import type { KeptJob } from '#functions/store/imports/job'
import type { ImportFiles } from '#functions/store/imports/files'
import { PAGE, readLate, readRefused, type RefusedRow } from '#functions/store/imports/refused'
import { tableWorkbook } from '#functions/workbook/table'

const file = 'returned.xlsx'

/** Headings of the columns that are put before the file's own. */
const own = ['原行号', '未导入原因'] as const

/** 退回的行. The rows that were not taken, as they stood in the file, each with its row and all reasons before it. */
export async function returnedRows(
  job: KeptJob,
  files: ImportFiles,
  now: string,
): Promise<{ url: string; rows: number }> {
  const rows = await refusedRows(job, files)
  const book = await tableWorkbook({
    name: '未导入',
    headings: [...own, ...job.headings],
    rows: rows.map(({ at, cells, faults }) => [String(at), faults.map(told).join('；'), ...cells]),
  })
  await files.write(job.id, file, book)
  return { url: await files.address(job.id, file, now), rows: rows.length }
}

async function refusedRows({ id, refused, parts }: KeptJob, files: ImportFiles): Promise<RefusedRow[]> {
  const pages = Array.from({ length: Math.ceil(refused / PAGE) }, (_, page) => readRefused(files, id, page))
  const late = Array.from({ length: parts }, (_, k) => readLate(files, id, k))
  return (await Promise.all([...pages, ...late])).flat().sort((one, other) => one.at - other.at)
}

function told({ column, field, because }: Fault): string {
  const name = (field === null ? undefined : fieldOf(field)?.label) ?? (column > 0 ? columnLetters(column - 1) : '')
  const reason = reasonOf(because)
  return name === '' ? reason : `「${name}」${reason}`
}
