import type { Cells, RowFinding } from '#shared/base/sheet'

/** Degrees between which every place of the country lies, the sea around it included. */
const bounds = { longitude: [73, 136], latitude: [3, 54] } as const

const day = 86_400_000

/** Steps in the order in which they pass, with the days that may lie between one and the next; more is a slip of the pen. */
const passing = [
  ['received', 0],
  ['registered', 31],
  ['dispatched', 31],
  ['closed', 400],
  ['followedUp', 180],
] as const

/**
 * 存疑. What no rule of a case forbids and no case has: a point outside the country, or two steps much further apart than
 * any case takes.
 * An import refuses it, for nobody looks at a hundred thousand rows.
 */
export const doubtsOf = (cells: Cells): RowFinding[] => [...offTheMap(cells), ...farApart(cells)]

const offTheMap = (cells: Cells): RowFinding[] =>
  (['longitude', 'latitude'] as const).flatMap((column): RowFinding[] => {
    const text = cells[column]
    const [least, most] = bounds[column]
    if (typeof text !== 'string' || (Number(text) >= least && Number(text) <= most)) return []
    return [{ code: 'case/off-the-map', facts: { text, least, most }, column }]
  })

function farApart(cells: Cells): RowFinding[] {
  const times = passing.flatMap(([column, most]) => {
    const at = cells[column]
    return typeof at === 'string' ? [{ column, most, at: Date.parse(at) }] : []
  })
  return times.flatMap(({ column, most, at }, i): RowFinding[] => {
    const before = times[i - 1]
    if (!before || at - before.at <= most * day) return []
    const facts = { earlier: before.column, later: column, days: Math.round((at - before.at) / day) }
    return [{ code: 'case/far-apart', facts, column }]
  })
}
