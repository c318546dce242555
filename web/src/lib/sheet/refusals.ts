import { refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import { statuses } from '#shared/base/refusals'

interface Wired {
  code: string
  facts: unknown
}

const codes: ReadonlySet<string> = new Set(Object.keys(statuses))

const isKnown = (wired: Wired): wired is RefusalData => codes.has(wired.code)

/** A refusal as it came over the wire. One that this version of the page does not know is told by its code. */
export const known = (wired: Wired): RefusalData =>
  isKnown(wired)
    ? wired
    : refusalData(refusal('request/not-understood', { issues: [{ path: wired.code, message: '' }] }))
