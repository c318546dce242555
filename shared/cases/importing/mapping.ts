import { fold } from '#shared/base/text'
import { importFields, type FieldKey } from './fields.ts'
import type { SourceRow } from './source.ts'
import { textIn } from './source.ts'

/** Which field each column of the file is; `null`: it is left out. */
export type Mapping = readonly (FieldKey | null)[]

/** Rows among which the headings are looked for. */
const LOOKED_AT = 20

/** A row of headings names at least so many fields: a title or a line of totals does not. */
const FEWEST = 4

/** A heading without its remarks: `处置费用（元）` and `＊受理时间` are what they are without them. */
const bare = (heading: string): string => fold(heading).replace(/\([^()]*\)/g, '').replace(/[*:：]/g, '') // prettier-ignore

const byHeading: ReadonlyMap<string, FieldKey> = new Map(
  importFields.flatMap(({ key, label, headings }) =>
    [label, ...headings].flatMap((heading) => [[fold(heading), key] as const, [bare(heading), key] as const]),
  ),
)

const fieldFor = (heading: string): FieldKey | undefined => byHeading.get(fold(heading)) ?? byHeading.get(bare(heading))

/** How many different fields a row's cells name. */
const namesIn = ({ cells }: SourceRow): number => new Set(cells.flatMap((cell) => fieldFor(textIn(cell)) ?? [])).size

/** 表头行. The index, among the first rows of a file, of the one that names most fields; undefined where none names four. */
export function headingRow(first: readonly SourceRow[]): number | undefined {
  const counted = first.slice(0, LOOKED_AT).map(namesIn)
  const most = Math.max(0, ...counted)
  return most < FEWEST ? undefined : counted.indexOf(most)
}

/** The columns of a heading row, as texts; of a file with blank columns, blank ones. */
export const headingsOf = ({ cells }: SourceRow): string[] => cells.map((cell) => textIn(cell).trim())

/**
 * 字段对应. What each column of the file is, by its heading; a field that two columns name is the first one's. What was
 * chosen for a file with the same headings before goes first.
 */
export function proposeMapping(headings: readonly string[], remembered?: Mapping): Mapping {
  if (remembered?.length === headings.length) return remembered
  const taken = new Set<FieldKey>()
  return headings.map((heading) => {
    const field = heading === '' ? undefined : fieldFor(heading)
    if (field === undefined || taken.has(field)) return null
    taken.add(field)
    return field
  })
}

/** By what a source is known again: its headings, in their order. */
export const sourceOf = (headings: readonly string[]): string => headings.map(fold).join('\n')

/** Fields that every kept case has and that no column of the file is. */
export const unmapped = (mapping: Mapping): FieldKey[] => {
  const mapped = new Set(mapping)
  return importFields.filter(({ key, always }) => always && !mapped.has(key)).map(({ key }) => key)
}
