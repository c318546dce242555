import * as z from 'zod'
import type { Row } from '#shared/base/sheet'
import type { Statement } from '../statement.ts'
import { caseStatement } from './case.ts'
import { DisclosureCase, DisclosureRecorded, DisclosureReference } from './form.ts'
import { recordedStatement, type RecordedDocument } from './recorded.ts'
import { recordedDocument, referenceDocument } from './reference.ts'

/** What is known of a document that a file of it may not tell: facts of its text, its score sheets. */
export interface KnownDocument {
  unit: string
  year: number
  texts: readonly { key: string; text: string }[]
  scoreSheets: readonly Row[]
  indicators: readonly Row[]
}

export type ReadDisclosure = { statement: Statement; unread: readonly string[] } | { problem: string }

const schemas = ['disclosure-case/1', 'disclosure-reference/1', 'disclosure-recorded/1'] as const

const Form = z.object({ schema: z.enum(schemas) })

/**
 * 读入外来决算. Reads a disclosure in one of the JSON forms of `docs/checks.md` from the text of a file, once and
 * strictly; what can't be read is said in one sentence. `known` adds what is known of the same document besides.
 */
export function readDisclosure(text: string, known: readonly KnownDocument[] = []): ReadDisclosure {
  const json = parsed(text)
  if (json === undefined) return { problem: 'it is not JSON' }
  const form = Form.safeParse(json)
  if (!form.success) return { problem: `its "schema" is none of ${schemas.join(', ')}` }
  return readers[form.data.schema](json, known)
}

type Reader = (json: unknown, known: readonly KnownDocument[]) => ReadDisclosure

const readers: Record<(typeof schemas)[number], Reader> = {
  'disclosure-case/1': reading(DisclosureCase, caseStatement),
  'disclosure-reference/1': reading(DisclosureReference, (document, known) => {
    const same = known.find(({ unit, year }) => unit === document.unit && year === document.fiscalYear)
    return whole(referenceDocument(document, same?.texts), same)
  }),
  'disclosure-recorded/1': reading(DisclosureRecorded, (document, known) => {
    const same = known.find(({ unit, year }) => unit === document.unit.name && year === document.year)
    return whole(recordedDocument(document), same)
  }),
}

/** Score sheets with what is known to stand in them besides; all of them, where the file has none. */
function whole(document: RecordedDocument, same: KnownDocument | undefined): ReadDisclosure {
  const { scoreSheets, indicators } = same ?? document
  const own = document.scoreSheets.map((row) => ({
    ...row,
    cells: { ...scoreSheets.find(({ id }) => id === row.id)?.cells, ...row.cells },
  }))
  const sheets = own.length > 0 ? { scoreSheets: own } : { scoreSheets, indicators }
  return { statement: recordedStatement({ ...document, ...sheets }), unread: [] }
}

function reading<T>(
  schema: z.ZodType<T>,
  read: (document: T, known: readonly KnownDocument[]) => ReadDisclosure,
): Reader {
  return (json, known) => {
    const document = schema.safeParse(json)
    return document.success ? read(document.data, known) : { problem: problemOf(document.error) }
  }
}

/** The first thing that is wrong, with its place. */
function problemOf({ issues: [first] }: z.ZodError): string {
  if (!first) return 'its form is not known'
  const place = first.path.join('.')
  return place === '' ? first.message : `${place}: ${first.message}`
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
