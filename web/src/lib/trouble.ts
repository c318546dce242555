import type { RefusalData } from '#shared/base/refusal'
import { isOffline, referenceIn, refusalIn } from './call.ts'
import type { Trouble } from './sheet/sheet.ts'

/** Nobody is signed in, or somebody else is: what one has made oneself is never another's to hear of. */
const isForAnother = ({ code }: RefusalData): boolean =>
  code === 'access/sign-in-first' || code === 'access/somebody-else' || code === 'change/not-yours'

/** Why something sent to the API got no answer that could be used. */
export function troubleOf(error: unknown): Trouble {
  const refusal = refusalIn(error)
  if (refusal && isForAnother(refusal)) return { why: 'signed-out' }
  if (refusal?.code === 'change/busy') return { why: 'busy' }
  if (refusal) return { why: 'refused', refusal }
  if (isOffline(error)) return { why: 'offline' }
  return { why: 'defect', reference: referenceIn(error) }
}
