import type { Finding } from '#shared/base/check'
import type { Figure } from '#shared/base/figure'
import { finding, placeIn, placeOfLine, type Judged, type Line } from './checks/found.ts'
import { ofLine } from './checks/line.ts'
import { ofSheet } from './checks/sheet.ts'
import type { ScoreSheet } from './score-sheet.ts'
import { wuhanScoring, type Scoring } from './scoring.ts'

/** The sheet at which an indicator of many is told: the first project's that has it, else the first. */
function tellsOnce({ indicator, sheet, sheets }: Line): boolean {
  const having = sheets.filter(({ indicators }) => indicators.some(({ name }) => name === indicator.name))
  return (having.find(({ whole }) => !whole) ?? having[0]) === sheet
}

/**
 * 绩效核对. All that speaks against score sheets, own or foreign, each fault once at its place: weights, scores against
 * their rules, total, actual values that do not answer, money as an output, words and amounts in each other's cells,
 * missing reasons. `figures` holds the amounts that the sheets name.
 */
export function checkScores(
  sheets: readonly ScoreSheet[],
  figures: ReadonlyMap<string, Figure>,
  scoring: Scoring = wuhanScoring,
): Finding[] {
  return sheets.flatMap((sheet) => {
    const judged: Judged = { sheet, sheets, figures, scoring }
    const own = ofSheet.flatMap(({ rule, at, find }) =>
      find(judged).map((found) => finding(rule, placeIn(judged, found.at ?? at), found)),
    )
    const lines = sheet.indicators.flatMap((indicator) => linesOf({ ...judged, indicator }))
    return [...own, ...lines]
  })
}

const linesOf = (line: Line): Finding[] =>
  ofLine
    .filter(({ once }) => !once || tellsOnce(line))
    .flatMap(({ rule, find }) =>
      find(line).map((found) => finding(rule, placeIn(line, placeOfLine(line.indicator)), found)),
    )
