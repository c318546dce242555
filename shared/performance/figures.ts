import { readPrinted } from '#shared/accounts/printed'
import type { YearInput } from '#shared/accounts/year'
import { printScaled, readScaled } from '#shared/base/decimal'
import type { Figure } from '#shared/base/figure'
import { recompute } from '#shared/base/formulas'
import type { Row } from '#shared/base/sheet'
import { readActual, scoredAs, workedScore } from './score.ts'
import type { Indicator } from './score-sheet.ts'
import { readMeasure } from './target.ts'

type Shown = Figure['shown']
type Source = Figure['from']

const wan: Shown = { unit: '万元', decimals: 2 }
const percent: Shown = { unit: '%', decimals: 2 }
const points: Shown = { unit: '分', decimals: 2 }

/** Ids of the figures of a score sheet, and of one of its indicators. */
export const scoreIds = (sheet: string) => ({
  budget: `score.${sheet}.budget`,
  executed: `score.${sheet}.executed`,
  rate: `score.${sheet}.rate`,
  weight: `score.${sheet}.weight`,
  execution: `score.${sheet}.execution`,
  weights: `score.${sheet}.weights`,
  total: `score.${sheet}.total`,
})

export const indicatorIds = (sheet: string, indicator: string) => ({
  target: `score.${sheet}.${indicator}.target`,
  actual: `score.${sheet}.${indicator}.actual`,
  weight: `score.${sheet}.${indicator}.weight`,
  score: `score.${sheet}.${indicator}.score`,
})

const text = ({ cells }: Row, key: string): string | undefined =>
  typeof cells[key] === 'string' ? cells[key] : undefined

const entered = (sheet: 'score-sheets' | 'indicators', { id, rev }: Row, column: string): Source => ({
  entered: { sheet, row: id, column, rev },
})

/** Numbers that a document printed itself (收录): such a sheet's figures print as they stand there. */
export const isRecorded = ({ cells }: Row): boolean =>
  ['budget', 'executed', 'rate', 'executionScore', 'total'].some((key) => typeof cells[key] === 'string')

/**
 * The figures of the score sheets of a year, made one after another: each may stand on those before it, and on figures
 * of the accounts.
 */
export class ScoreFigures {
  readonly made = new Map<string, Figure>()
  readonly #accounts: ReadonlyMap<string, Figure>
  readonly #year: number

  constructor(accounts: ReadonlyMap<string, Figure>, { year }: Pick<YearInput, 'year'>) {
    this.#accounts = accounts
    this.#year = year
  }

  find = (id: string): Figure | undefined => this.made.get(id) ?? this.#accounts.get(id)

  /** Adjusted budgets of all projects of the accounts, or what they spent. */
  #projects(key: 'adjusted' | 'executed'): string[] {
    return [...this.#accounts.keys()].filter((id) => id.startsWith('project.') && id.endsWith(`.${key}`)).sort()
  }

  /** The sheet's own: budget, executed, their rate, and what the execution scores. */
  execution(row: Row): void {
    const ids = scoreIds(row.id)
    const place = text(row, 'title') ?? ''
    this.#amount(row, { id: ids.budget, label: '全年预算数', place }, 'budget', this.#budgetOf(row))
    this.#amount(row, { id: ids.executed, label: '全年执行数', place }, 'executed', this.#executedOf(row))
    this.#formula(
      { id: ids.rate, label: '执行率', place, shown: percent },
      'rate',
      [ids.executed, ids.budget],
      text(row, 'rate'),
    )
    this.#given(
      { id: ids.weight, label: '预算执行 权重', place },
      text(row, 'executionWeight') ?? '',
      entered('score-sheets', row, 'executionWeight'),
    )
    this.#formula(
      { id: ids.execution, label: '预算执行 得分', place, shown: points },
      'points',
      [ids.weight, ids.executed, ids.budget],
      text(row, 'executionScore'),
    )
  }

  /** Adjusted budget: the project's, or of the whole unit all projects'. */
  #budgetOf({ cells }: Row): string[] {
    return typeof cells.project === 'string' ? [`project.${cells.project}.adjusted`] : this.#projects('adjusted')
  }

  /** Executed: the project's ledger; of the whole unit what the accounts print as 本年支出合计. */
  #executedOf({ cells }: Row): string[] {
    if (typeof cells.project === 'string') return [`project.${cells.project}.executed`]
    return this.#accounts.has('t03.total.total') ? ['t03.total.total'] : this.#projects('executed')
  }

  /** One line: target, actual, weight and score. */
  indicator(sheet: Row, row: Row, indicator: Indicator): void {
    const ids = indicatorIds(sheet.id, row.id)
    const label = (what: string): Named => ({
      id: '',
      label: `${indicator.name} ${what}`,
      place: text(sheet, 'title') ?? '',
    })
    this.#measured({ ...label('目标值'), id: ids.target }, indicator.target, entered('indicators', row, 'target'))
    this.#measured({ ...label('实际完成值'), id: ids.actual }, indicator.actual, entered('indicators', row, 'actual'))
    this.#given({ ...label('权重'), id: ids.weight }, indicator.weight, entered('indicators', row, 'weight'))
    this.#score({ ...label('得分'), id: ids.score }, row, indicator, { ids, recorded: isRecorded(sheet) })
  }

  sums(row: Row, indicators: readonly string[]): void {
    const ids = scoreIds(row.id)
    const place = text(row, 'title') ?? ''
    const of = (key: 'weight' | 'score'): string[] =>
      indicators.map((id) => indicatorIds(row.id, id)[key]).filter((id) => this.made.has(id))
    this.#formula({ id: ids.weights, label: '权重合计', place, shown: { unit: '分', decimals: 0 } }, 'sum', [
      ids.weight,
      ...of('weight'),
    ])
    this.#formula(
      { id: ids.total, label: '自评总分', place, shown: points },
      'sum',
      [ids.execution, ...of('score')].filter((id) => this.find(id)?.value),
      text(row, 'total'),
    )
  }

  #add(named: Named, more: Pick<Figure, 'value' | 'shown' | 'from'> & { printed?: string }): void {
    this.made.set(named.id, { ...named, ...more, year: this.#year })
  }

  /** An amount that a document printed, or the one of the accounts under the sheet's name. */
  #amount(row: Row, named: Named, column: string, over: readonly string[]): void {
    const printed = text(row, column)
    if (printed === undefined) {
      this.#formula({ ...named, shown: wan }, 'sum', over)
      return
    }
    const { value, decimals } = readPrinted(printed, '万元')
    this.#add(named, { value, shown: { unit: '万元', decimals }, from: entered('score-sheets', row, column), printed })
  }

  /** A figure over others; where a document printed it, as it stands there. */
  #formula(
    { shown, ...named }: Named & { shown: Shown },
    formula: string,
    over: readonly string[],
    printed?: string,
  ): void {
    const bare: Figure = { ...named, value: null, shown, from: { formula, over: [...over] }, year: this.#year }
    const value = recompute(bare, this.find) ?? null
    const read = printed === undefined ? undefined : readScaled(printed)
    if (printed === undefined || !read) {
      this.#add(named, { value, shown: widened(shown, value), from: bare.from })
      return
    }
    const stands = shown.unit === '分' ? { decimal: printed } : value
    this.#add(named, { value: stands, shown: { ...shown, decimals: read.decimals }, from: bare.from, printed })
  }

  /** Points that people gave: a weight, a judged score. */
  #given(named: Named, given: string, from: Source): void {
    const read = readScaled(given)
    if (read) this.#add(named, { value: { decimal: given }, shown: { unit: '分', decimals: read.decimals }, from })
  }

  /** A target or an actual value: its number where it has one, else its words; printed as it was written. */
  #measured(named: Named, written: string, from: Source): void {
    if (written === '') return
    const measure = readActual(written)
    if (!measure) {
      this.#add(named, { value: { words: written }, shown: { unit: '', decimals: 0 }, from })
      return
    }
    const { number, percent: isRate, bound, unit } = measure
    const shown: Shown = { unit: isRate ? '%' : '', decimals: number.decimals }
    const value = { decimal: printScaled(number, true) }
    const bare = bound === 'plain' && unit === '' && !/[；;]/.test(written)
    this.#add(named, { value, shown, from, ...(bare ? {} : { printed: written }) })
  }

  /** The score: by the rule where the rule gives one, as people gave it where they judge. */
  #score(named: Named, row: Row, indicator: Indicator, { ids, recorded }: ScoreOf): void {
    const given = text(row, 'score')
    const ratio = ratioOver(indicator, ids)
    if (ratio) {
      this.#ratio(named, ratio, given, recorded)
      return
    }
    const worked = workedScore(indicator)
    if (given !== undefined) {
      this.#judged(named, given, entered('indicators', row, 'score'), recorded)
      return
    }
    if (worked === undefined) return
    if (readScaled(worked)?.units !== 0n) {
      this.#formula({ ...named, shown: points }, 'sum', [ids.weight])
      return
    }
    this.#judged(named, worked, entered('indicators', row, 'actual'), false)
  }

  /** A score that the formula gives; another that was typed stands all the same, and is held against the formula. */
  #ratio(named: Named, over: readonly string[], given: string | undefined, recorded: boolean): void {
    this.#formula({ ...named, shown: points }, 'points', over, recorded ? given : undefined)
    const made = this.made.get(named.id)
    if (!recorded && given !== undefined && made) this.made.set(named.id, { ...made, value: { decimal: given } })
  }

  /** A score that somebody gave: of a document as it stands there, of one's own with two decimals. */
  #judged(named: Named, given: string, from: Source, recorded: boolean): void {
    if (recorded) this.#given(named, given, from)
    else this.#add(named, { value: { decimal: given }, shown: points, from })
  }
}

/** A sum of weights shows as many decimals as they have. */
const widened = (shown: Shown, value: Figure['value']): Shown =>
  value && 'decimal' in value && shown.decimals === 0
    ? { ...shown, decimals: readScaled(value.decimal)?.decimals ?? 0 }
    : shown

type Named = Pick<Figure, 'id' | 'label' | 'place'>

interface ScoreOf {
  ids: ReturnType<typeof indicatorIds>
  recorded: boolean
}

/** Weight, what was done and what was due: the figures of a score by ratio; undefined for any other score. */
function ratioOver(indicator: Indicator, ids: ScoreOf['ids']): string[] | undefined {
  const kind = scoredAs(indicator)
  const [target, actual] = [readMeasure(indicator.target), readActual(indicator.actual)]
  if (!target || !actual) return undefined
  if (kind === 'positive') return [ids.weight, ids.actual, ids.target]
  return kind === 'reverse' && actual.number.units > 0n ? [ids.weight, ids.target, ids.actual] : undefined
}
