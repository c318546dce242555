import { isEnterable } from '../cells.ts'
import { wordsOf, type Book } from './book.ts'
import type { Codes } from './layout.ts'

/**
 * 缺漏. `opening`: no edition of last year and nothing entered; `budget`: an outturn of “三公”经费 without its budget;
 * `subject`: a code that the year's register does not know; `cell`: an entered cell that no table has; `project`: an
 * entry of a project that there is not.
 */
export interface Gap {
  kind: 'opening' | 'budget' | 'subject' | 'cell' | 'project'
  /** the figure, code or row that it is about */
  id: string
  where: string
}

export const gapsOf = (book: Book, codes: Codes): Gap[] => [
  ...openingGaps(book),
  ...budgetGaps(book),
  ...subjectGaps(book, codes),
  ...cellGaps(book),
  ...projectGaps(book),
]

function openingGaps({ input, figures }: Book): Gap[] {
  const known = input.prior !== undefined || figures.has('t01.in.opening') || figures.size === 0
  return known ? [] : [{ kind: 'opening', id: 't01.in.opening', where: '表01 年初结转和结余' }]
}

const officialParts = ['abroad', 'purchase', 'running', 'reception'] as const

const budgetGaps = (book: Book): Gap[] =>
  officialParts.flatMap((part): Gap[] => {
    const [budget, final] = [`t07.budget.${part}`, `t07.final.${part}`]
    if (!book.figures.has(final) || book.figures.has(budget)) return []
    return [{ kind: 'budget', id: budget, where: `表07 预算数 ${wordsOf(book, budget).label}` }]
  })

/** Each code once, at the first table that has it. */
function subjectGaps({ names }: Book, codes: Codes): Gap[] {
  const tables = new Map<string, string>()
  for (const [table, own] of Object.entries(codes).sort())
    for (const code of own) if (!tables.has(code) && !names.knows(code)) tables.set(code, table)
  return [...tables].map(([id, table]) => ({ kind: 'subject', id, where: `表${table} ${id}` }))
}

const cellGaps = ({ entered }: Book): Gap[] =>
  [...entered.keys()].filter((id) => !isEnterable(id)).map((id) => ({ kind: 'cell', id, where: id }))

function projectGaps({ input }: Book): Gap[] {
  const known = new Set(input.rows.projects.map(({ id }) => id))
  const lost = input.rows.entries.filter(({ cells }) => !known.has(String(cells.project)))
  return lost.map(({ id }) => ({ kind: 'project', id, where: '支出台账' }))
}
