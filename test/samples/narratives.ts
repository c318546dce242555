import { narrativeOf, type Narrative } from '#shared/accounts/narrative/narrative'
import { proseOf } from '#shared/accounts/narrative/passages'
import type { SentencePart } from '#shared/accounts/narrative/section'
import type { PriorEdition, YearInput } from '#shared/accounts/year'
import { parseAmount } from '#shared/base/amount'
import type { Figure } from '#shared/base/figure'
import type { Row } from '#shared/base/sheet'
import type { ScoreSheet } from '#shared/performance/score-sheet'

export interface ANarrative {
  /** amounts in 万元 by figure id */
  wan?: Readonly<Record<string, string>>
  counts?: Readonly<Record<string, number>>
  /** last year's amounts in 万元, by the ids that its edition has */
  prior?: Readonly<Record<string, string>>
  texts?: Readonly<Record<string, string>>
  projects?: readonly Row[]
  scores?: readonly ScoreSheet[]
}

const entered = (id: string): Figure['from'] => ({
  entered: { sheet: 'table-cells', row: id, column: 'amount', rev: 1 },
})

export const anAmount = (id: string, wan: string, year = 2021): Figure => ({
  id,
  label: id,
  value: { fen: parseAmount(wan, 'wan') ?? 0 },
  shown: { unit: '万元', decimals: 2 },
  from: entered(id),
  year,
})

const aCount = (id: string, count: number): Figure => ({
  id,
  label: id,
  value: { count },
  shown: { unit: '', decimals: 0 },
  from: entered(id),
  year: 2021,
})

const subjects: Readonly<Record<string, string>> = {
  206: '科学技术支出',
  20605: '科技条件与服务',
  2060501: '机构运行',
  2060503: '科技条件专项',
  221: '住房保障支出',
  22102: '住房改革支出',
  2210201: '住房公积金',
  229: '其他支出',
  22960: '彩票公益金安排的支出',
  2296002: '用于社会福利的彩票公益金支出',
}
const items: Readonly<Record<string, string>> = {
  30101: '基本工资',
  30113: '住房公积金',
  30201: '办公费',
  31002: '办公设备购置',
}

const register = (names: Readonly<Record<string, string>>): Row[] =>
  Object.entries(names).map(([code, name]) => ({
    id: `${code}.2007`,
    rev: 1,
    cells: { code, name, validFrom: '2007' },
  }))

const byId = (figures: readonly Figure[]): Map<string, Figure> => new Map(figures.map((one) => [one.id, one]))

const priorOf = (prior: Readonly<Record<string, string>>): PriorEdition => ({
  year: 2020,
  unit: 'centre',
  edition: 1,
  figures: byId(Object.entries(prior).map(([id, wan]) => anAmount(id, wan, 2020))),
})

/** The 2021 accounts of 示例中心 as far as these figures, texts and sheets tell them. */
export function aYear({ prior, texts = {}, projects = [] }: ANarrative): YearInput {
  const none: Row[] = []
  return {
    year: 2021,
    unit: { id: 'centre', name: '示例中心' },
    rows: {
      projects,
      entries: none,
      receipts: none,
      cells: none,
      particulars: none,
      texts: Object.entries(texts).map(([key, text]) => ({ id: key, rev: 1, cells: { key, text } })),
      scoreSheets: none,
      indicators: none,
    },
    registers: { functional: register(subjects), economic: register(items) },
    prior: prior && priorOf(prior),
  }
}

export const figuresIn = ({ wan = {}, counts = {} }: ANarrative): Map<string, Figure> =>
  byId([
    ...Object.entries(wan).map(([id, text]) => anAmount(id, text)),
    ...Object.entries(counts).map(([id, count]) => aCount(id, count)),
  ])

/** What the narrative prints, sentence by sentence; what is missing stands as 【…】. */
export interface Told extends Narrative {
  /** the sentence of an id, as it is printed */
  say(id: string): string
  /** the form of a sentence; undefined where there is no such sentence */
  form(id: string): string | undefined
}

export function aNarrative(given: ANarrative): Told {
  const figures = figuresIn(given)
  const narrative = narrativeOf(aYear(given), figures, given.scores ?? [])
  const all = byId([...figures.values(), ...narrative.figures])
  const sentences = [narrative.overview, ...narrative.sections].flatMap(({ paragraphs }) =>
    paragraphs.flatMap((paragraph) => paragraph.sentences),
  )
  const find = (id: string) => sentences.find((one) => one.id === id)
  const print = (part: SentencePart): string => {
    if ('hand' in part && part.parts === null) return `【${part.asks}】`
    if ('hand' in part) return (part.parts ?? []).map((piece) => ('text' in piece ? piece.text : proseOf(all.get(piece.figure)))).join('') // prettier-ignore
    if ('word' in part) return part.word
    return 'name' in part ? part.name : 'text' in part ? part.text : proseOf(all.get(part.figure))
  }
  return {
    ...narrative,
    say: (id) => find(id)?.parts.map(print).join('') ?? '',
    form: (id) => find(id)?.form,
  }
}

export const aScoreSheet = (id: string, over: Partial<ScoreSheet> = {}): ScoreSheet => ({
  id,
  title: `项目${id}`,
  whole: false,
  budget: `project.${id}.adjusted`,
  executed: `project.${id}.executed`,
  rate: `project.${id}.rate`,
  executionWeight: '20',
  executionScore: '20',
  indicators: [],
  total: '100',
  weights: '100',
  ...over,
})
