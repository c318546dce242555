import type { Finding } from '#shared/base/check'
import type { Figure } from '#shared/base/figure'
import { readScaled } from '#shared/base/decimal'
import type { Row } from '#shared/base/sheet'
import { scoresOf } from '#shared/performance/scores'
import { parts, type Part, type Statement } from '../statement.ts'
import { moneyDecimalsOf } from './figures.ts'
import { canonicalId } from './keys.ts'
import { noRows } from './sheets.ts'
import { factsOf } from './told.ts'

/** A document that was published elsewhere, as it is recorded here. */
export interface RecordedDocument {
  year: number
  unit: { id: string; name: string }
  /** figures of the recorded edition's content (`recordedContent`), by their recorded keys */
  figures: readonly Figure[]
  /** live rows of the sheets texts, score-sheets and indicators of that year */
  texts: readonly Row[]
  scoreSheets: readonly Row[]
  indicators: readonly Row[]
}

/**
 * 收录的决算. A recorded document as a statement that checks can walk: what it printed by the accounts' ids, everything
 * else under its recorded key. What was worked out here (推算) is not part of it.
 */
export function recordedStatement(document: RecordedDocument): Statement {
  const { year, unit, texts, scoreSheets, indicators } = document
  const printed = document.figures.filter(({ from }) => 'document' in from)
  const own = new Map(canonical(printed).map((figure) => [figure.id, figure]))
  const facts = factsOf(texts.map(({ cells }) => ({ key: String(cells.key), text: String(cells.text ?? '') })))
  const scored = scoresOf(
    {
      year,
      unit,
      rows: { ...noRows, scoreSheets, indicators },
      registers: { functional: [], economic: [] },
      prior: undefined,
    },
    own,
  )
  const staff = printed.find(({ id }) => id === 'staff.civilServantLike')
  return {
    year,
    unit: unit.name,
    parts: facts.parts ?? partsOf(own, scored.sheets.length > 0),
    excerpt: facts.excerpt ?? false,
    figures: new Map([...own, ...scored.figures.map((figure): [string, Figure] => [figure.id, figure])]),
    directions: facts.directions,
    names: new Map(),
    subjects: new Map(),
    lists: facts.lists,
    explained: facts.explained.length > 0 ? facts.explained : classesOf(own),
    claimsAll: facts.claimsAll ?? false,
    civilServants: staff && readScaled(staff.printed ?? '') ? Number(staff.printed) : undefined,
    passages: facts.passages,
    scores: scored.sheets,
    empty: new Map(),
  }
}

/** Figures by the accounts' ids. Amounts get the decimals of the whole document: `65.8` beside `180.11` is 65.80. */
function canonical(printed: readonly Figure[]): Figure[] {
  const money = moneyDecimalsOf(printed.map(({ printed: value = '', shown }) => ({ value, unit: shown.unit })))
  return printed.map((figure) => {
    const id = canonicalId(figure.id, figure.code) ?? figure.id
    const { value, shown } = figure
    const amount = value !== null && 'fen' in value && shown.unit === '万元'
    return { ...figure, id, ...(amount ? { shown: { ...shown, decimals: Math.max(shown.decimals, money) } } : {}) }
  })
}

/** Findings by the keys under which the document's figures are recorded, so that a page finds them at their places. */
export function byRecordedKeys(findings: readonly Finding[], figures: readonly Figure[]): Finding[] {
  const keys = new Map(figures.flatMap(({ id, code }) => [[canonicalId(id, code) ?? id, id] as const]))
  return findings.map((finding) => ({ ...finding, figures: finding.figures.map((id) => keys.get(id) ?? id) }))
}

const classesOf = (figures: ReadonlyMap<string, Figure>): string[] =>
  [...figures.keys()].flatMap((id) => /^n05\.(\d+)\.budget$/.exec(id)?.[1] ?? [])

/** Which parts a document has, as far as its figures tell; definitions hold none and are taken to be there. */
function partsOf(figures: ReadonlyMap<string, Figure>, scored: boolean): ReadonlySet<Part> {
  const any = (form: RegExp): boolean => [...figures.keys()].some((id) => form.test(id))
  const there: Record<Part, boolean> = {
    overview: any(/^(?:staff|units)\./),
    tables: any(/^t0\d\./),
    narrative: any(/^n\d\d\./),
    keyWork: any(/^(?:cases|business)\./),
    definitions: true,
    performance: scored,
  }
  return new Set(parts.filter((part) => there[part]))
}
