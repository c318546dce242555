import type { Figure } from '#shared/base/figure'
import { scoresOf } from '#shared/performance/scores'
import { parts, type Direction, type Part, type Statement } from '../statement.ts'
import { readNarrative } from './case-narrative.ts'
import { classesIn, readTables } from './case-tables.ts'
import { printedFigure } from './figures.ts'
import type { DisclosureCase } from './form.ts'
import { scoreRows } from './sheets.ts'

const said = { GT: 'up', LT: 'down', EQ: 'level' } as const satisfies Record<string, Direction>

/** A disclosure in the form `disclosure-case/1` as a statement, and the labels that could not be read. */
export function caseStatement(document: DisclosureCase): { statement: Statement; unread: string[] } {
  const { fiscalYear: year, title, moneyDecimals, tables, narrativeItems, projects, coverage } = document
  const frame = { title, year, moneyDecimals }
  const read = readTables(tables ?? {})
  const told = readNarrative(document.narrative, classesIn(read))
  const figures = [
    ...read.amounts.map((amount) => printedFigure({ ...amount, unit: '万元' }, frame)),
    ...told.printed.map(({ id, told: { label, value, unit, section } }) =>
      printedFigure({ id, label, value, unit, place: section }, frame),
    ),
    ...narrativeItems.flatMap((item) => itemFigures(item).map((figure) => printedFigure(figure, frame))),
  ]
  const own = new Map(figures.map((figure): [string, Figure] => [figure.id, figure]))
  const scored = scoresOf({ year, unit: { id: '', name: document.unit }, ...scoreRows(sheetsOf(projects)) }, own)
  const items = narrativeItems.map(({ item }) => item.split(/\s/)[0] ?? '')
  const lists = document.narrativeEconomicItems
  const directions = narrativeItems.flatMap(({ printedDirection }, k): [string, Direction][] =>
    printedDirection === null ? [] : [[`n05.${items[k] ?? ''}.completion`, said[printedDirection]]],
  )
  return {
    statement: {
      year,
      unit: document.unit,
      parts: partsOf(document),
      excerpt: coverage !== 'full',
      figures: new Map([...own, ...scored.figures.map((figure): [string, Figure] => [figure.id, figure])]),
      directions: new Map([...told.directions, ...directions]),
      names: read.names,
      subjects: new Map(),
      lists: {
        ...(lists?.personnel ? { personnel: lists.personnel } : {}),
        ...(lists?.public ? { operating: lists.public } : {}),
      },
      explained: items,
      claimsAll: false,
      civilServants: undefined,
      passages: document.passages.map(({ section, text }) => ({ where: `说明 ${section}`, text })),
      // The form asks for a goal in words; where it is left out, none is written there.
      scores: scored.sheets.map((sheet) => ({ ...sheet, goalText: sheet.goalText ?? '' })),
      empty: read.empty,
    },
    unread: [...read.unread, ...told.unread],
  }
}

/** A full disclosure has all parts but those that hold figures and are not given. */
function partsOf({ coverage, tables, narrative, projects }: DisclosureCase): ReadonlySet<Part> {
  const lacking: readonly Part[] = [
    ...(tables ? [] : (['tables'] as const)),
    ...(narrative.length > 0 ? [] : (['narrative'] as const)),
    ...(projects.length > 0 ? [] : (['performance'] as const)),
  ]
  return new Set(coverage === 'full' ? parts.filter((part) => !lacking.includes(part)) : [])
}

function itemFigures({ item, budget, final, printedCompletion }: DisclosureCase['narrativeItems'][number]) {
  const [code = '', ...name] = item.split(/\s/)
  const label = name.join(' ')
  const common = { place: '五(三)', unit: '万元' }
  return [
    { id: `n05.${code}.budget`, label: `${label}年初预算`, value: budget, ...common },
    { id: `n05.${code}.final`, label: `${label}支出决算`, value: final, ...common },
    { id: `n05.${code}.completion`, label: `${label}完成年初预算`, value: printedCompletion, ...common, unit: '%' },
  ].flatMap(({ value, ...figure }) => (value === null ? [] : [{ ...figure, value }]))
}

const sheetsOf = (projects: DisclosureCase['projects']) =>
  projects.map((project, k) => ({
    id: `project-${k + 1}`,
    title: project.name,
    whole: false,
    budget: project.budgetAdjusted,
    executed: project.executed,
    rate: project.executionRatePrinted,
    executionWeight: project.executionWeight,
    executionScore: project.executionScore,
    total: project.total,
    goal: project.goal,
    indicators: project.indicators.map((indicator) => ({ ...indicator, goal: '' })),
  }))
