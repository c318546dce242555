import { Readable } from 'node:stream'
import { parse } from 'csv-parse'
import { csvFault, csvOptions, csvText, recordCounter } from './csv.ts'
import type { WorkbookLimits } from './limits.ts'
import type { FileRow } from './stream.ts'

/** Characters that the parser is given at a time. */
const PIECE = 262_144

function* pieces(text: string): Generator<string> {
  for (let at = 0; at < text.length; at += PIECE) yield text.slice(at, at + PIECE)
}

/** The rows of a CSV file, one after another. @throws import/not-a-workbook, import/too-much */
export async function* csvRows(file: Buffer, limits: WorkbookLimits): AsyncGenerator<FileRow> {
  const { text, delimiter } = csvText(file, limits)
  const count = recordCounter(limits)
  const parser = Readable.from(pieces(text)).pipe(parse(csvOptions(delimiter, limits)))
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
