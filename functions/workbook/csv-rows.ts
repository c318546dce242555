import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { csvFault, csvForm, csvOptions, recordCounter, textIn } from './csv.ts'
import type { WorkbookLimits } from './limits.ts'
import type { FileRow } from './stream.ts'

/** The rows of a CSV file, one after another; no more of it is text than is at hand. @throws import/not-a-workbook, import/too-much */
export async function* csvRows(file: Buffer, limits: WorkbookLimits): AsyncGenerator<FileRow> {
  const { encoding, delimiter } = csvForm(file, limits)
  const count = recordCounter(limits)
  const parser = Readable.from(textIn(file, encoding)).pipe(parse(csvOptions(delimiter, limits)))
  let at = 0
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      count(cells)
      yield { at: ++at, cells, count: cells.length }
    }
  } catch (error) {
    throw csvFault(error, limits)
  }
}
