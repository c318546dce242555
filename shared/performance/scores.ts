import type { YearInput } from '#shared/accounts/year'
import type { Figure } from '#shared/base/figure'
import { printValue } from '#shared/base/quantity'
import type { Row } from '#shared/base/sheet'
import { projectAttributes, projectTypes } from '#shared/budget/projects'
import { indicatorIds, isRecorded, ScoreFigures, scoreIds } from './figures.ts'
import { levelOneOf, levelTwoOf } from './levels.ts'
import { kindOf, printPoints, printWeights, sumOfPoints, workedScore } from './score.ts'
import { indicatorKinds, type Indicator, type ScoreSheet } from './score-sheet.ts'

const text = ({ cells }: Row, key: string): string => (typeof cells[key] === 'string' ? cells[key] : '')

const place = ({ cells }: Row): number => (typeof cells.order === 'number' ? cells.order : Number.MAX_SAFE_INTEGER)

const inOrder = (rows: readonly Row[]): Row[] => [...rows].sort((a, b) => place(a) - place(b) || (a.id < b.id ? -1 : 1))

const live = (rows: readonly Row[]): Row[] => inOrder(rows.filter(({ voided }) => !voided))

const labelOf = (options: readonly { value: string; label: string }[], value: unknown): string | undefined =>
  options.find((option) => option.value === value)?.label

function bareIndicator(row: Row): Indicator {
  const [target, reason] = [text(row, 'target'), text(row, 'reason')]
  const kind = indicatorKinds.find((one) => one === row.cells.kind) ?? kindOf(target)
  return {
    id: row.id,
    goal: text(row, 'goal'),
    level1: levelOneOf(text(row, 'levelOne'))?.label ?? text(row, 'levelOne'),
    level2: levelTwoOf(text(row, 'levelTwo'))?.label ?? text(row, 'levelTwo'),
    name: text(row, 'name'),
    kind,
    target,
    actual: text(row, 'actual'),
    weight: text(row, 'weight'),
    ...(reason === '' ? {} : { reason }),
  }
}

const numeral = (figure: Figure | undefined): string | undefined =>
  figure && (figure.printed ?? printValue(figure.value, figure.shown, true))

/** Cells of a recorded whole-unit sheet that hold words where the form wants amounts. */
function odd(row: Row): { label: string; text: string }[] {
  const cells = [
    { label: '基本支出总额', text: text(row, 'basicTotal') },
    { label: '项目支出总额', text: text(row, 'projectTotal') },
  ]
  return cells.filter((cell) => cell.text !== '')
}

/** What a recorded document printed for what is worked out here. */
function printedIn(row: Row): Pick<ScoreSheet, 'printed'> {
  if (!isRecorded(row)) return {}
  const [rate, executionScore, total] = [text(row, 'rate'), text(row, 'executionScore'), text(row, 'total')]
  return {
    printed: {
      ...(rate === '' ? {} : { rate }),
      ...(executionScore === '' ? {} : { executionScore }),
      ...(total === '' ? {} : { total }),
    },
  }
}

type Texts = Pick<ScoreSheet, 'category' | 'goalText' | 'outputs' | 'problems' | 'deviation' | 'improvement'>

/** What people wrote; a blank is nothing. */
function textsOf(row: Row): Texts {
  const [category, goal, outputs] = [text(row, 'category'), text(row, 'goal'), text(row, 'outputs')]
  const [problems, deviation, improvement] = [text(row, 'problems'), text(row, 'deviation'), text(row, 'improvement')]
  return {
    ...(category === '' ? {} : { category }),
    ...(goal === '' ? {} : { goalText: goal }),
    ...(outputs === '' ? {} : { outputs }),
    ...(problems === '' ? {} : { problems }),
    ...(deviation === '' ? {} : { deviation }),
    ...(improvement === '' ? {} : { improvement }),
  }
}

/** 项目属性、项目类型, as the project's row has them. */
function natureOf(project: Row | undefined): Pick<ScoreSheet, 'attribute' | 'type'> {
  const attribute = labelOf(projectAttributes, project?.cells.attribute)
  const type = labelOf(projectTypes, project?.cells.type)
  return { ...(attribute === undefined ? {} : { attribute }), ...(type === undefined ? {} : { type }) }
}

function indicatorOf(sheet: Row, row: Row, made: ScoreFigures): Indicator {
  const bare = bareIndicator(row)
  made.indicator(sheet, row, bare)
  const score = numeral(made.find(indicatorIds(sheet.id, row.id).score))
  const worked = workedScore(bare)
  return { ...bare, ...(score === undefined ? {} : { score }), ...(worked === undefined ? {} : { worked }) }
}

function sheetOf(row: Row, rows: readonly Row[], made: ScoreFigures, project: Row | undefined): ScoreSheet {
  made.execution(row)
  const indicators = rows.map((line) => indicatorOf(row, line, made))
  made.sums(
    row,
    rows.map(({ id }) => id),
  )
  const ids = scoreIds(row.id)
  const beside = odd(row)
  const executionWeight = text(row, 'executionWeight')
  const executionScore = numeral(made.find(ids.execution)) ?? ''
  return {
    id: row.id,
    title: text(row, 'title'),
    whole: row.cells.whole === true,
    ...natureOf(project),
    budget: ids.budget,
    executed: ids.executed,
    rate: ids.rate,
    executionWeight,
    executionScore,
    indicators,
    total: printPoints(sumOfPoints([executionScore, ...indicators.flatMap(({ score }) => score ?? [])])),
    weights: printWeights(sumOfPoints([executionWeight, ...indicators.map(({ weight }) => weight)])),
    ...(beside.length > 0 ? { odd: beside } : {}),
    ...textsOf(row),
    ...printedIn(row),
  }
}

/**
 * 绩效自评. The score sheets of a year and every figure in them (`score.ID.…`), from its rows and the figures of its
 * accounts: budget and executed are the project's (of the whole unit all projects', and 本年支出合计), scores follow the
 * rules of `score.ts`, weights and total are sums. A recorded document's sheets keep what it printed. Sheets stand in
 * their order, indicators in theirs; equal input makes equal sheets.
 */
export function scoresOf(
  input: YearInput,
  figures: ReadonlyMap<string, Figure>,
): { figures: Figure[]; sheets: ScoreSheet[] } {
  const made = new ScoreFigures(figures, input)
  const lines = Map.groupBy(live(input.rows.indicators), ({ cells }) => cells.sheet)
  const projects = new Map(input.rows.projects.map((row) => [row.id, row]))
  const sheets = live(input.rows.scoreSheets).map((row) =>
    sheetOf(row, lines.get(row.id) ?? [], made, projects.get(String(row.cells.project))),
  )
  return { figures: [...made.made.values()], sheets }
}
