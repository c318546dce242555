import type { Figure } from '#shared/base/figure'
import type { Statement } from '#shared/accounts/statement'
import { printedFigure } from '#shared/accounts/foreign/figures'

const percent = /\.(?:share|growth|completion|rate)(?:\.|$)|^completion\./
const counted = /^(?:x\.|n07\.(?:bought|held|receptions|guests)|n12\.|n13\.(?:projects|grade))/

/** A figure of a document as it printed it; an amount in 万元 unless its id is a rate's or a count's. */
export const aPrinted = (id: string, value: string): Figure =>
  printedFigure(
    { id, label: id, value, unit: percent.test(id) ? '%' : counted.test(id) ? '个' : '万元', place: '' },
    { title: '某单位2024年度部门决算', year: 2024, moneyDecimals: 2 },
  )

/** An excerpt of a disclosure that prints these figures and nothing else. */
export const aStatement = (printed: Readonly<Record<string, string>>, over: Partial<Statement> = {}): Statement => ({
  year: 2024,
  unit: '某单位',
  parts: new Set(),
  excerpt: true,
  figures: new Map(Object.entries(printed).map(([id, value]) => [id, aPrinted(id, value)])),
  directions: new Map(),
  names: new Map(),
  subjects: new Map(),
  lists: {},
  explained: [],
  claimsAll: false,
  civilServants: undefined,
  passages: [],
  scores: [],
  empty: new Map(),
  ...over,
})
