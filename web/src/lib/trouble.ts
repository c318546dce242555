import { isOffline, referenceIn, refusalIn } from './call.ts'
import type { Trouble } from './sheet/sheet.ts'

/** Why something sent to the API got no answer that could be used. */
export function troubleOf(error: unknown): Trouble {
  const refusal = refusalIn(error)
  if (refusal?.code === 'access/sign-in-first') return { why: 'signed-out' }
  if (refusal?.code === 'change/busy') return { why: 'busy' }
  if (refusal) return { why: 'refused', refusal }
  if (isOffline(error)) return { why: 'offline' }
  return { why: 'defect', reference: referenceIn(error) }
}
