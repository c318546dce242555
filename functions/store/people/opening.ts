import type { Cells } from '#shared/base/sheet'
import { sessionLimits } from '#shared/people/session'
import type { Store } from '../store.ts'
import type { Action } from '../write.ts'
import { computedActions, type Account } from './account.ts'
import { secretActions, type Happening, type Secret, type SecretChange } from './secret.ts'
import { endAction, hashOf, liveSessions, sessionAction, type Session } from './sessions.ts'
import { secretText } from './tickets.ts'

/** What a new session is opened with. */
export interface Opening {
  account: Account
  secret: Secret
  session: Omit<Session, 'account'>
  /** of the secret, in the same transaction */
  change?: SecretChange
  happening: Happening
  /** computed cells of the account that change with it */
  cells?: Cells
  /** sessions that the new one takes the place of */
  replaces?: 'all' | readonly string[]
}

export interface Opened {
  /** for the cookie: the account's id and 256 random bits */
  cookie: string
  hash: string
  actions: Action[]
}

/**
 * 开会话. The actions that open a session: its id is always a new one, also at a fresh factor, and a fourth session ends
 * the oldest of the account.
 */
export async function openingOf(store: Store, opening: Opening): Promise<Opened> {
  const { account, secret, session, change = {}, happening, cells = {}, replaces = [] } = opening
  const cookie = `${account.id}.${secretText()}`
  const hash = hashOf(cookie)
  const live = await liveSessions(store, secret, happening.at)
  const staying = live
    .filter((other) => replaces !== 'all' && !replaces.includes(other.hash))
    .slice(1 - sessionLimits.atOnce)
  const ending = live.filter((other) => !staying.includes(other))
  const sessions = [...staying.map((other) => other.hash), hash]
  return {
    cookie,
    hash,
    actions: [
      sessionAction(store, hash, { ...session, account: account.id }),
      ...secretActions(store, secret, { ...change, sessions }, happening),
      ...computedActions(store, account, cells, happening.at),
      ...ending.map((other) => endAction(store, other.hash, happening.at)),
    ],
  }
}

/** The actions that end some sessions of an account, or all, with their event; how many end. */
export async function endingOf(
  store: Store,
  secret: Secret,
  { which, happening, change = {} }: { which: 'all' | readonly string[]; happening: Happening; change?: SecretChange },
): Promise<{ ended: number; actions: Action[] }> {
  const live = await liveSessions(store, secret, happening.at)
  const ending = live.filter(({ hash }) => which === 'all' || which.includes(hash))
  const sessions = live.filter((session) => !ending.includes(session)).map(({ hash }) => hash)
  return {
    ended: ending.length,
    actions: [
      ...secretActions(store, secret, { ...change, sessions }, happening),
      ...ending.map(({ hash }) => endAction(store, hash, happening.at)),
    ],
  }
}
