/**
 * 会话. How long a session lasts, in seconds: idle, in all, how long a factor counts as fresh, how often its last use is
 * written down; and how many one person may hold at once (after OWASP ASVS 5.0, 7.3).
 */
export const sessionLimits = { idle: 1_800, absolute: 43_200, fresh: 300, touch: 60, atOnce: 3 } as const

/** 锁定. Failures within the window, for one login or one address, after which neither is heard, and for how long. */
export const lockOut = { failures: 6, seconds: 600 } as const

/** Lifetimes in seconds of a one-time code and of a ticket, which holds one sign-in's steps together. */
export const lifetimes = { code: 86_400, ticket: 600 } as const

export interface SessionTimes {
  begun: string
  seen: string
}

/** An instant some seconds later. */
export const later = (instant: string, seconds: number): string =>
  new Date(Date.parse(instant) + seconds * 1000).toISOString()

/** Until when the session lasts without another call. */
export const idleUntil = ({ begun, seen }: SessionTimes): string =>
  [later(seen, sessionLimits.idle), endOf({ begun })].sort()[0] ?? seen

/** When the session ends, whatever happens. */
export const endOf = ({ begun }: Pick<SessionTimes, 'begun'>): string => later(begun, sessionLimits.absolute)

/** Expiry is checked here; the table's own expiry only tidies up, and late. */
export const isLive = (times: SessionTimes, now: string): boolean => now < idleUntil(times)

/** Whether the last use was long enough ago to be written down again. */
export const wantsTouch = ({ seen }: Pick<SessionTimes, 'seen'>, now: string): boolean =>
  now >= later(seen, sessionLimits.touch)

/** Whether a factor shown at that time is still good for a grave act. */
export const isFresh = (factorAt: string | undefined, now: string): boolean =>
  factorAt !== undefined && now < later(factorAt, sessionLimits.fresh)

/** What one sign-in has shown and what the account has, as far as it decides what is asked for next. */
export interface Standing {
  hasPassword: boolean
  /** due for change under the district's profile */
  passwordOld: boolean
  hasTotp: boolean
  /** whether every account needs an authenticator */
  totpRequired: boolean
  /** in this very sign-in */
  totpShown: boolean
}

/** 下一步. What a sign-in asks for next: a one-time code leads to a password, that to an authenticator, that to the desk. */
export function nextOf(standing: Standing): 'set-password' | 'totp' | 'enrol-totp' | 'done' {
  if (!standing.hasPassword) return 'set-password'
  if (standing.hasTotp && !standing.totpShown) return 'totp'
  if (!standing.hasTotp && standing.totpRequired) return 'enrol-totp'
  return standing.passwordOld ? 'set-password' : 'done'
}
