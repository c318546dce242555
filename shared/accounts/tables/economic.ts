import { settle, sumOf, type Book } from './book.ts'
import { sumOfRows, type Leaf } from './ledger.ts'

const isGeneral = ({ fund, column }: Leaf): boolean =>
  fund === 'general' && (column === 'basic' || column === 'project')

const byCode = (leaves: readonly Leaf[]): Map<string, string[]> => {
  const found = Map.groupBy(leaves, ({ economic }) => economic)
  return new Map([...found].map(([code, members]) => [code, members.map(({ id }) => id)]))
}

/** Halves of 公开06表: classes of the economic list that make up 人员经费 and 公用经费. */
export const halves = { personnel: ['301', '303'], operating: ['302', '310'] } as const

/** 公开06表. Basic expenditure from the general public budget by economic subject; gives the codes that it has. */
export function settleEconomic(book: Book, leaves: readonly Leaf[]): string[] {
  const spent = byCode(leaves.filter((leaf) => isGeneral(leaf) && leaf.column === 'basic'))
  const typed = [...book.entered.keys()].flatMap((id) => /^t06\.(\d{3}(?:\d\d)?)$/.exec(id)?.[1] ?? [])
  const codes = [...new Set([...spent.keys(), ...typed])].sort()
  const sections = codes.filter((code) => code.length === 5)
  for (const code of sections) settle(book, `t06.${code}`, sumOf(book, spent.get(code) ?? []))
  for (const [half, classes] of Object.entries(halves)) {
    for (const code of classes) settle(book, `t06.${code}`, sumOf(book, sections.filter((section) => section.startsWith(code)).map((section) => `t06.${section}`))) // prettier-ignore
    settle(book, `t06.${half}`, sumOf(book, classes.map((code) => `t06.${code}`))) // prettier-ignore
  }
  return sections
}

/** “三公”经费 by its economic subjects: what each part of 公开07表 is in the ledger. */
const parts = { abroad: '30212', purchase: '31013', running: '30231', reception: '30217' } as const

/**
 * 公开07表. The budget is entered; the outturn is what the general public budget spent on four economic subjects. A
 * part that was budgeted and has no entry is nil, a part that has neither is blank.
 */
export function settleOfficial(book: Book, leaves: readonly Leaf[]): void {
  const spent = byCode(leaves.filter(isGeneral))
  for (const part of Object.keys(parts)) settle(book, `t07.budget.${part}`, undefined)
  addUp(book, 't07.budget')
  for (const [part, code] of Object.entries(parts)) {
    const nil = book.figures.has(`t07.budget.${part}`) ? sumOfRows('entries', []) : undefined
    settle(book, `t07.final.${part}`, sumOf(book, spent.get(code) ?? []) ?? nil)
  }
  addUp(book, 't07.final')
}

function addUp(book: Book, prefix: string): void {
  settle(book, `${prefix}.vehicles`, sumOf(book, [`${prefix}.purchase`, `${prefix}.running`]))
  settle(book, `${prefix}.total`, sumOf(book, [`${prefix}.abroad`, `${prefix}.vehicles`, `${prefix}.reception`]))
}
