import type { Actor } from '#shared/base/access'
import type { Store } from '#functions/store/store'

/** What the edge knows of a call before anybody is recognised. */
export interface Caller {
  /** the moment of the call, an instant in UTC; nothing behind the edge asks what time it is */
  now: string
  store: Store
  /** the caller's network address and browser, for the log and the list of sessions */
  address: string
  agent: string
  /** value of the session cookie, where one came */
  cookie: string | undefined
  /** sets the session cookie of the answer; `undefined` takes it away */
  setCookie(value: string | undefined): void
}

/** The session behind a call, without its secret. */
interface SessionFacts {
  hash: string
  begun: string
  seen: string
  factorAt: string | undefined
  /** begun by a one-time link of an example district: no factor can be asked for */
  demonstration: boolean
}

/** A call whose caller is recognised. Handlers of operations that `anyone` may call have no actor. */
export interface Call extends Caller {
  actor: Actor
  session: SessionFacts
}
