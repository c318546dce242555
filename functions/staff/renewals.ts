import { implement } from '@orpc/server'
import { refusal } from '#shared/base/refusal'
import { sessionContract, type Me } from '#shared/people/contract'
import { checkPassword, type PasswordProfile } from '#shared/people/password'
import { commonPasswords } from '#functions/host/common-passwords'
import type { Call } from '#functions/host/context'
import { hashPassword, verifyPassword } from '#functions/host/password'
import { stepOf } from '#functions/host/totp'
import { endingOf, openingOf } from '#functions/store/people/opening'
import type { SecretChange } from '#functions/store/people/secret'
import { liveSessions } from '#functions/store/people/sessions'
import { transact } from '#functions/store/transact'
import type { SecurityEvent } from '#shared/people/events'
import { counted, judged, trying } from './attempt.ts'
import { meOf } from './me.ts'
import { knownPerson, type Known, type SignInSettings } from './sign-in.ts'

const os = implement(sessionContract).$context<Call>()

/** What somebody who is signed in does with his own sessions and secrets. */
export const renewals = (settings: SignInSettings) => ({
  me: os.me.handler(async ({ context }) => {
    const known = await knownPerson(context, context.actor.account)
    return meOf({ ...known, session: context.session, now: context.now }, settings.environment)
  }),
  refresh: os.refresh.handler(({ input, context }) => refresh(context, input, settings)),
  changePassword: os.changePassword.handler(({ input, context }) => changePassword(context, input, settings)),
  signOut: os.signOut.handler(({ input, context }) =>
    signOut(context, input.all === true ? 'all' : [context.session.hash]),
  ),
  list: os.list.handler(async ({ context }) => {
    const { secret } = await knownPerson(context, context.actor.account)
    const live = await liveSessions(context.store, secret, context.now)
    const line = ({ begun, seen, agent, hash }: (typeof live)[number]) => ({
      begun,
      seen,
      agent,
      current: hash === context.session.hash,
    })
    return { sessions: live.map(line).reverse() }
  }),
})

/** 再次验证. A fresh factor opens a session anew: with a new id, and the old one's end. */
async function refresh(
  call: Call,
  input: { totp?: string | undefined; password?: string | undefined },
  settings: SignInSettings,
) {
  const known = await knownPerson(call, call.actor.account)
  const { id, login } = known.account
  const trier = { login, address: call.address }
  await counted(call, trier)
  const me = await trying(call.store, async () => {
    const known = await knownPerson(call, id)
    const change = await proofOf(call, known, input, settings)
    if (!change) return undefined
    return renew(
      call,
      known,
      { change, what: 'factor-shown', factorAt: call.now, replaces: [call.session.hash] },
      settings,
    )
  })
  const step = known.secret.totp === undefined ? 'password' : 'totp'
  return judged(call, { trier, holder: id, step, wrong: refusal('sign-in/factor-invalid', {}) }, me)
}

/**
 * What a shown factor changes of the secret; `undefined` where it proves nothing. An account with an authenticator must
 * show its code, any other its password; whoever came by a demonstration link has neither, and is believed.
 */
async function proofOf(
  { session, now }: Call,
  { account, secret }: Known,
  { totp, password }: { totp?: string | undefined; password?: string | undefined },
  { vault }: SignInSettings,
): Promise<SecretChange | undefined> {
  if (secret.totp !== undefined) {
    const step = stepOf(await vault.open(account.id, secret.totp), totp ?? '', { now, last: secret.totpStep ?? 0 })
    return step === undefined ? undefined : { totpStep: step }
  }
  if (secret.password === undefined) return session.demonstration ? {} : undefined
  return (await verifyPassword(password ?? '', secret.password)).right ? {} : undefined
}

interface Renewal {
  change: SecretChange
  what: SecurityEvent
  factorAt: string | undefined
  replaces: 'all' | readonly string[]
}

/** The session goes on under a new id, with the time that it began. */
async function renew(
  call: Call,
  known: Known,
  { change, what, factorAt, replaces }: Renewal,
  settings: SignInSettings,
): Promise<Me | 'again'> {
  const { store, now, address, agent } = call
  const { begun, demonstration } = call.session
  const session = {
    begun,
    seen: now,
    agent: agent.slice(0, 200),
    demonstration,
    ...(factorAt === undefined ? {} : { factorAt }),
  }
  const happening = { what, by: known.account.id, at: now, facts: { address } }
  const { cookie, actions } = await openingOf(store, { ...known, session, change, happening, replaces })
  if ((await transact(store, actions)) === 'again') return 'again'
  call.setCookie(cookie)
  return meOf({ ...known, session, now }, settings.environment)
}

/** Ends every other session of the account as well. */
async function changePassword(
  call: Call,
  { password, next }: { password: string; next: string },
  settings: SignInSettings,
) {
  const known = await knownPerson(call, call.actor.account)
  const { account, secret } = known
  const trier = { login: account.login, address: call.address }
  await counted(call, trier)
  const { right } = await verifyPassword(password, secret.password)
  const attempt = { trier, holder: account.id, step: 'password', wrong: refusal('sign-in/failed', {}) } as const
  await judged(call, attempt, right || undefined)
  const kept = await keptAnew(next, known, settings.environment.PASSWORD_PROFILE)
  const change = { password: kept, passwordAt: call.now }
  const { factorAt } = call.session
  return trying(call.store, async () =>
    renew(
      call,
      await knownPerson(call, account.id),
      { change, what: 'password-set', factorAt, replaces: 'all' },
      settings,
    ),
  )
}

/** A new password as it is kept. @throws sign-in/password-weak */
export async function keptAnew(
  password: string,
  { account, secret }: Known,
  profile: PasswordProfile,
): Promise<string> {
  checkPassword(password, { profile, login: account.login, name: account.name, isCommon: await commonPasswords() })
  const same = secret.password !== undefined && (await verifyPassword(password, secret.password)).right
  if (same) throw refusal('sign-in/password-weak', { reason: 'same' })
  return hashPassword(password)
}

async function signOut(call: Call, which: 'all' | readonly string[]) {
  const { store, now, address, actor } = call
  const ended = await trying(store, async () => {
    const { secret } = await knownPerson(call, actor.account)
    const happening = { what: 'signed-out', by: actor.account, at: now, facts: { address } } as const
    const { ended, actions } = await endingOf(store, secret, { which, happening })
    return (await transact(store, actions)) === 'again' ? 'again' : ended
  })
  call.setCookie(undefined)
  return { ended }
}
