import { randomBytes } from 'node:crypto'
import { implement } from '@orpc/server'
import { refusal } from '#shared/base/refusal'
import { sessionContract } from '#shared/people/contract'
import type { Call, Caller } from '#functions/host/context'
import { hashPassword, verifyPassword } from '#functions/host/password'
import { base32, stepOf, totpUri } from '#functions/host/totp'
import { mayAct } from '#functions/store/people/account'
import { redeemCode } from '#functions/store/people/codes'
import { findPerson } from '#functions/store/people/person'
import { secretActions, type SecretChange } from '#functions/store/people/secret'
import { keepPending, type Ticket } from '#functions/store/people/tickets'
import { transact } from '#functions/store/transact'
import { counted, judged, trying } from './attempt.ts'
import { keptAnew, renewals } from './renewals.ts'
import { knownPerson, knownTicket, proceed, type Known, type SignInSettings } from './sign-in.ts'

const os = implement(sessionContract).$context<Call>()

/** 登录和会话. Password, then authenticator; or a one-time code that lets one set both. */
export const sessionRouter = (settings: SignInSettings) =>
  os.router({
    signIn: os.signIn.handler(({ input, context }) => signIn(context, input, settings)),
    redeem: os.redeem.handler(({ input, context }) => redeem(context, input.code, settings)),
    factor: os.factor.handler(({ input, context }) => factor(context, input, settings)),
    setPassword: os.setPassword.handler(({ input, context }) => setPassword(context, input, settings)),
    enrolTotp: os.enrolTotp.handler(({ input, context }) => enrolTotp(context, input.ticket, settings)),
    ...renewals(settings),
  })

async function signIn(
  caller: Caller,
  { login, password }: { login: string; password: string },
  settings: SignInSettings,
) {
  const trier = { login, address: caller.address }
  await counted(caller, trier)
  const { account, secret } = await findPerson(caller.store, login)
  const active = mayAct(account) ? account : undefined
  const { right, old } = await verifyPassword(password, active && secret.password)
  const attempt = { trier, holder: secret.account, step: 'password', wrong: refusal('sign-in/failed', {}) } as const
  const { id } = await judged(caller, attempt, right ? active : undefined)
  const change = old ? { change: { password: await hashPassword(password) } } : {}
  return trying(caller.store, async () => {
    const known = await knownPerson(caller, id)
    return proceed(caller, known, { by: 'password', totpShown: false, ...change }, settings.environment)
  })
}

async function redeem(caller: Caller, text: string, { environment }: SignInSettings) {
  const { store, now, address } = caller
  const trier = { login: undefined, address }
  await counted(caller, trier)
  const code = await redeemCode(store, text, now)
  const allowed = code?.kind !== 'demonstration' || environment.DEMONSTRATION === 'yes'
  const attempt = { trier, holder: 'nobody-code', step: 'code', wrong: refusal('sign-in/code-invalid', {}) } as const
  const { account, kind } = await judged(caller, attempt, allowed ? code : undefined)
  return trying(store, async () => {
    const known = await knownPerson(caller, account)
    const by = kind === 'demonstration' ? kind : 'code'
    return proceed(caller, known, { by, totpShown: false, change: {}, what: 'code-redeemed' }, environment)
  })
}

async function factor(
  caller: Caller,
  { ticket: text, totp }: { ticket: string; totp: string },
  settings: SignInSettings,
) {
  const { store, address } = caller
  const { ticket, known: first } = await knownTicket(caller, text, ['totp', 'enrol-totp'])
  const { id, login } = first.account
  const trier = { login, address }
  await counted(caller, trier)
  const next = await trying(store, async () => {
    const known = await knownPerson(caller, id)
    const shown = await shownBy(caller, { known, ticket, totp }, settings)
    if (shown === undefined) return undefined
    const after = ticket.stage === 'enrol-totp' ? await enrolled(caller, known, shown) : known
    if (after === 'again') return after
    return proceed(caller, after, { by: ticket.by, totpShown: true, ticket, change: shown }, settings.environment)
  })
  return judged(caller, { trier, holder: id, step: 'totp', wrong: refusal('sign-in/factor-invalid', {}) }, next)
}

interface Showing {
  known: Known
  ticket: Ticket
  totp: string
}

/** The authenticator and the step that a code belongs to; `undefined` where the code is wrong, or was shown before. */
async function shownBy({ now }: Caller, { known, ticket, totp }: Showing, { vault }: SignInSettings) {
  const { account, secret } = known
  const enrols = ticket.stage === 'enrol-totp'
  const sealed = enrols ? ticket.pending : secret.totp
  // Whoever was asked to bind an authenticator must not replace the one that was bound meanwhile.
  if (sealed === undefined || (enrols && secret.totp !== undefined && secret.totp !== sealed)) return undefined
  const last = enrols ? 0 : (secret.totpStep ?? 0)
  const totpStep = stepOf(await vault.open(account.id, sealed), totp, { now, last })
  return totpStep === undefined ? undefined : { totp: sealed, totpStep }
}

async function enrolled(caller: Caller, { account, secret }: Known, change: SecretChange): Promise<Known | 'again'> {
  const happening = {
    what: 'totp-enrolled',
    by: account.id,
    at: caller.now,
    facts: { address: caller.address },
  } as const
  const sent = await transact(caller.store, secretActions(caller.store, secret, change, happening))
  return sent === 'again' ? sent : knownPerson(caller, account.id)
}

async function setPassword(
  caller: Caller,
  { ticket: text, password }: { ticket: string; password: string },
  settings: SignInSettings,
) {
  const { environment } = settings
  const { ticket, known: first } = await knownTicket(caller, text, ['set-password'])
  const kept = await keptAnew(password, first, environment.PASSWORD_PROFILE)
  return trying(caller.store, async () => {
    const known = await knownPerson(caller, first.account.id)
    const after = await passwordSet(caller, known, kept)
    if (after === 'again') return after
    return proceed(caller, after, { by: ticket.by, totpShown: ticket.totpShown, ticket }, environment)
  })
}

async function passwordSet(caller: Caller, { account, secret }: Known, password: string): Promise<Known | 'again'> {
  const { store, now, address } = caller
  const happening = { what: 'password-set', by: account.id, at: now, facts: { address } } as const
  const sent = await transact(store, secretActions(store, secret, { password, passwordAt: now }, happening))
  return sent === 'again' ? sent : knownPerson(caller, account.id)
}

async function enrolTotp(caller: Caller, text: string, { vault, environment }: SignInSettings) {
  const { ticket, known } = await knownTicket(caller, text, ['enrol-totp'])
  const { id, login } = known.account
  const bytes = randomBytes(20)
  const kept = await keepPending(caller.store, ticket, await vault.seal(id, bytes))
  if (!kept) throw refusal('sign-in/failed', {})
  const secret = base32(bytes)
  return { ticket: text, secret, uri: totpUri(secret, { issuer: environment.DISTRICT_NAME, login }) }
}
