import type { Figure } from '#shared/base/figure'
import type { EditionContent, EditionLine, ProjectLine } from './edition.ts'
import { numeralOf } from './shown.ts'

/** The version of the form of `facts.json`; a reader that finds another asks for a newer reader. */
export const factsForm = 'facts/1'

/** One figure as machines read it. `value` is the decimal number in its unit, `exact` what it is rounded from. */
export interface Fact {
  id: string
  label: string
  code?: string
  unit: Figure['shown']['unit']
  period: number
  decimals: number
  value: string | null
  printed?: string
  place?: string
  exact: Figure['value']
  source: Figure['from']
}

/** 机器可读数据. Everything that the page prints, with its sources; enough to work every figure out again. */
export interface Facts {
  form: typeof factsForm
  edition: number
  kind: EditionContent['kind']
  demonstration: boolean
  year: number
  unit: EditionContent['unit']
  title: string
  date: string
  content: { sha256: string; file: string }
  source?: string
  correction?: string
  figures: Fact[]
  projects: ProjectLine[]
  sections: EditionContent['sections']
  /** the nine tables: for each row and column the id of the figure that stands there */
  tables: EditionContent['tables']
}

/** Facts of the form that this reader knows; written by the publisher, so the form tells all. */
export const isFacts = (data: unknown): data is Facts =>
  typeof data === 'object' && data !== null && 'form' in data && data.form === factsForm

type Line = Pick<EditionLine, 'edition' | 'hash' | 'correction'>

/** The facts of an edition; `date` is the day of its publication. */
export function factsOf(content: EditionContent, line: Line, date: string): Facts {
  const { kind, demonstration, year, unit, title, source, projects, sections, tables } = content
  return {
    form: factsForm,
    edition: line.edition,
    kind,
    demonstration,
    year,
    unit,
    title,
    date,
    content: { sha256: line.hash, file: 'content.json' },
    ...(source === undefined ? {} : { source }),
    ...(line.correction === undefined ? {} : { correction: line.correction }),
    figures: content.figures.map(factOf),
    projects,
    sections,
    tables,
  }
}

function factOf({ id, label, code, shown, year, value, printed, place, from }: Figure): Fact {
  return {
    id,
    label,
    ...(code === undefined ? {} : { code }),
    unit: shown.unit,
    period: year,
    decimals: shown.decimals,
    value: decimalOf({ value, shown, printed }),
    ...(printed === undefined ? {} : { printed }),
    ...(place === undefined ? {} : { place }),
    exact: value,
    source: from,
  }
}

/** The number without thousands signs and with a plain minus; nothing where there is no number. */
function decimalOf({ value, shown, printed }: Pick<Figure, 'value' | 'shown'> & { printed: string | undefined }) {
  if (value === null || 'words' in value) return null
  const text = numeralOf(printed === undefined ? { value, shown } : { value, shown, printed })
  const plain = text.replaceAll(',', '').replace('\u2212', '-').replace(/%$/, '')
  return /^-?\d/.test(plain) ? plain : null
}

/** A fact as the figure that it was made from, for working it out again. */
export function figureOf({ id, label, code, unit, period, decimals, printed, place, exact, source }: Fact): Figure {
  return {
    id,
    label,
    ...(code === undefined ? {} : { code }),
    value: exact,
    shown: { unit, decimals },
    from: source,
    year: period,
    ...(printed === undefined ? {} : { printed }),
    ...(place === undefined ? {} : { place }),
  }
}
