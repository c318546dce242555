import type { Figure } from '#shared/base/figure'
import { printValue } from '#shared/base/quantity'

/** What stands where a figure has no value: completion of nothing, growth from nothing. */
export const noValue = '—'

/** The numeral alone: as the recorded document printed it, else from the value, rounded once. */
export const numeralOf = ({ printed, value, shown }: Pick<Figure, 'printed' | 'value' | 'shown'>): string =>
  printed ?? printValue(value, shown) ?? noValue

/** The numeral with its unit where the two are one sign: `104.32%`; amounts have their unit in the table's head. */
export function shownFigure(figure: Pick<Figure, 'printed' | 'value' | 'shown'>): string {
  const numeral = numeralOf(figure)
  return figure.shown.unit === '%' && /\d$/.test(numeral) ? `${numeral}%` : numeral
}

/** The unit's word, where it stands apart from the numeral. */
export const unitWord = ({ shown }: Pick<Figure, 'shown'>): string => (shown.unit === '%' ? '' : shown.unit)

/** A formula figure beside a recorded one bears the recorded figure's id with this ending. */
const again = '.recomputed'

/** The id of the recomputation that stands beside a recorded figure. */
export const recomputedId = (id: string): string => `${id}${again}`

/** The recorded figure that a recomputation stands beside; undefined for any other figure. */
export const recordedId = (id: string): string | undefined =>
  id.endsWith(again) ? id.slice(0, -again.length) : undefined

/** The part of a hash that is shown at submission, at review, at sign-off and on the page. */
export const shortHash = (hash: string): string => hash.slice(0, 8)

export { dayIn as dayOfInstant } from '#shared/base/day'
