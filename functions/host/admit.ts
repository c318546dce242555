import type { OperationMeta } from '#shared/base/procedure'
import { refusal } from '#shared/base/refusal'
import { roles } from '#shared/people/roles'
import { isFresh, wantsTouch } from '#shared/people/session'
import { sessionKey } from '#functions/store/layout'
import { accountKey, accountOf, actorOf, mayAct } from '#functions/store/people/account'
import { liveSession, sessionRefOf, touchSession } from '#functions/store/people/sessions'
import type { Call, Caller } from './context.ts'

type Recognised = Pick<Call, 'actor' | 'session'>

/**
 * 认人. Session and account are read anew at every call, consistently and in one request together with what else the call
 * reads in the same tick: who is disabled or loses a role notices at the next call.
 * @throws access/sign-in-first
 */
export async function recognise({ store, cookie, now }: Caller): Promise<Recognised> {
  const ref = sessionRefOf(cookie)
  if (!ref) throw refusal('access/sign-in-first', {})
  const { account: id, hash } = ref
  const [sessionItem, row] = await store.read([sessionKey(store.district, hash), accountKey(store.district, id)])
  const session = liveSession(sessionItem, id, now)
  const account = accountOf(id, row)
  if (!session || !mayAct(account)) throw refusal('access/sign-in-first', {})
  const { begun, seen, factorAt, demonstration = false } = session
  const actor = actorOf(account, isFresh(factorAt, now))
  return { actor, session: { hash, begun, seen, factorAt, demonstration } }
}

/**
 * 放行. What the contract says an operation asks for, against what the caller holds; what is not stated is denied.
 * @throws access/not-allowed, access/fresh-factor-needed
 */
export function authorise({ right, fresh }: Partial<OperationMeta>, { actor }: Recognised): void {
  const held = right === 'signed-in' || (right !== undefined && right !== 'anyone' && actor.rights.has(right))
  if (!held) throw refusal('access/not-allowed', { right: right ?? '', granter: roles['security-administrator'].label })
  if (fresh && !actor.fresh) throw refusal('access/fresh-factor-needed', {})
}

/**
 * Writes the session's last use down, at most once a minute; what a page asks by itself is no use. A session that ended
 * meanwhile is no defect.
 */
export async function keepAwake(
  { store, now }: Caller,
  { session }: Recognised,
  { quiet }: Partial<OperationMeta>,
): Promise<void> {
  if (!quiet && wantsTouch(session, now)) await touchSession(store, session.hash, now)
}
