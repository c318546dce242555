import { refusal, type Refusal } from '#shared/base/refusal'
import type { Caller } from '#functions/host/context'
import { countAttempt, forgive, lockAfterFailure, type Trier } from '#functions/store/people/attempts'
import { note } from '#functions/store/people/person'
import type { Store } from '#functions/store/store'

/** Tries again what came too late, on a new reading. @throws change/busy */
export async function trying<T>(store: Store, act: () => Promise<T | 'again'>): Promise<T> {
  for (let tries = 1; tries <= 6; tries++) {
    const done = await act()
    if (done !== 'again') return done
    await store.pause(tries)
  }
  throw refusal('change/busy', { batch: '' })
}

export interface Attempt {
  trier: Trier
  /** the account, or the name under which failures of unknown logins are written down */
  holder: string
  /** what was to be shown */
  step: 'password' | 'totp' | 'code'
  wrong: Refusal
}

/** @throws sign-in/locked */
export const counted = ({ store, now }: Caller, trier: Trier): Promise<void> => countAttempt(store, trier, now)

/**
 * Ends one counted attempt: right, and it is taken back; nothing found, and it is written down, and the sixth locks.
 * @throws sign-in/locked, or what `wrong` says
 */
export async function judged<T>(caller: Caller, attempt: Attempt, found: T | undefined): Promise<T> {
  const { store, now, address } = caller
  const { trier, holder, step, wrong } = attempt
  if (found !== undefined) {
    await forgive(store, trier)
    return found
  }
  const until = await lockAfterFailure(store, trier, now)
  const what = until === undefined ? 'sign-in-failed' : 'locked'
  await note(store, holder, { what, by: holder, at: now, facts: { step, address } })
  throw until === undefined ? wrong : refusal('sign-in/locked', { until })
}
