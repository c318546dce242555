import { sentence } from '#shared/words/refusals'
import { isOffline, referenceIn, refusalIn } from './call.ts'
import { words } from './words.svelte.ts'

/** What to tell a person about something thrown: a refusal's sentence, a lost connection, or a defect's reference. */
export function saying(error: unknown): string {
  const refusal = refusalIn(error)
  if (refusal) return sentence(refusal, {}, words.language)
  if (isOffline(error)) return words.say.error.offline
  return words.say.error.unknown(referenceIn(error) ?? '—')
}
