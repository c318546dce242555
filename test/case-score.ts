import type { Cells } from '#shared/base/sheet'
import type { ImportFault, ImportJob } from '#shared/cases/contract'
import type { Person } from '#shared/cases/importing/read'
import { fieldOf, type FieldKey } from '#shared/cases/importing/fields'
import { caseIdOf } from '#functions/store/imports/part'
import type { DefectFile, Line } from './samples/case-defects.ts'
import { textsOf } from './samples/case-files.ts'

/** What an import has made of a file whose defects are known. */
export interface Imported {
  job: ImportJob
  faults: readonly ImportFault[]
  /** the cases that stand now, by id */
  cases: ReadonlyMap<string, Cells>
  /** the caller's part of each row of the file that can be read, by its row: no API tells it */
  persons: ReadonlyMap<number, Person>
}

/** How an importer did against the key: rows, and of the defects how many were found, and how many findings were right. */
export interface Score {
  rows: number
  mended: number
  refused: number
  /** neither written nor refused */
  lost: number
  /** written otherwise than meant, or refused for another reason than the one in the key */
  wrong: number
  recall: number
  precision: number
  /** the first lines that went wrong, for whoever reads the failure */
  odd: string[]
}

type Verdict = 'kept' | 'mended' | 'refused' | 'lost' | 'wrong' | 'accused'

/** Scores an import against the key of its file, whose first case stands in the row after `above`. */
export function scoreOf(file: DefectFile, above: number, found: Imported): Score {
  const accused = Map.groupBy(found.faults, ({ at }) => at)
  const verdicts = file.lines.map((line, nth): Verdict => {
    const at = above + nth + 1
    const faults = accused.get(at)
    return faults ? accusedRightly(line, faults) : takenRightly(line, file.fields, found, at)
  })
  const count = (...wanted: Verdict[]): number => verdicts.filter((one) => wanted.includes(one)).length
  const keys = file.lines.filter(({ key }) => key !== undefined).length
  const odd = verdicts.flatMap((verdict, nth) => (['lost', 'wrong', 'accused'].includes(verdict) ? [`${verdict} ${told(file.lines[nth], accused.get(above + nth + 1))}`] : [])) // prettier-ignore
  return {
    rows: file.lines.length,
    mended: count('mended'),
    refused: count('refused'),
    lost: count('lost') + Math.abs(found.job.read - file.lines.length),
    wrong: count('wrong'),
    recall: count('mended', 'refused') / keys,
    precision: count('refused') / Math.max(1, accused.size),
    odd: odd.slice(0, 20),
  }
}

/** A row that was refused: for what is wrong with it, or for nothing. */
function accusedRightly({ key }: Line, faults: readonly ImportFault[]): Verdict {
  if (key?.right !== 'refused') return 'accused'
  return faults.some(({ field }) => field === key.field) ? 'refused' : 'wrong'
}

/** A row that was taken: whether every cell of it stands as it is meant. */
function takenRightly({ clean, key }: Line, fields: readonly FieldKey[], found: Imported, at: number): Verdict {
  if (key?.right === 'refused') return 'wrong'
  const cells = found.cases.get(caseIdOf(clean[fields.indexOf('number')] ?? ''))
  if (!cells) return 'lost'
  const person = found.persons.get(at) ?? {}
  const stands = textsOf({ ...cells, ...person }, fields)
  if (stands.some((text, i) => text !== clean[i])) return 'wrong'
  return key ? 'mended' : 'kept'
}

function told(line: Line | undefined, faults: readonly ImportFault[] = []): string {
  const { key, cells = [], clean = [] } = line ?? {}
  const differs = cells.findIndex((text, i) => text !== clean[i])
  const because = faults.map(({ field, text, because: { code } }) => `${fieldOf(field ?? '')?.label ?? ''} ${text.slice(0, 40)} ${code}`) // prettier-ignore
  return `${key?.kind ?? 'clean'} ${key?.field ?? ''} ${(cells[differs] ?? '').slice(0, 60)} <- ${(clean[differs] ?? '').slice(0, 60)}: ${because.join('; ')}`
}

const percent = (share: number): string => `${String(Math.floor(share * 10_000) / 100)}%`

export const scoreLine = ({ rows, mended, refused, lost, wrong, recall, precision }: Score): string =>
  `rows=${rows} mended=${mended} refused=${refused} lost=${lost} wrong=${wrong} recall=${percent(recall)} precision=${percent(precision)}`
