import { refusal } from '#shared/base/refusal'
import type { Next } from '#shared/people/contract'
import type { SecurityEvent } from '#shared/people/events'
import { isPasswordOld, profiles } from '#shared/people/password'
import { nextOf } from '#shared/people/session'
import type { Caller } from '#functions/host/context'
import type { Vault } from '#functions/host/vault'
import { mayAct, type Account } from '#functions/store/people/account'
import { startAnew } from '#functions/store/people/attempts'
import { openingOf } from '#functions/store/people/opening'
import { readPerson } from '#functions/store/people/person'
import { secretActions, type Secret, type SecretChange } from '#functions/store/people/secret'
import { newTicket, readTicket, spendTicket, type Ticket, type TicketStage } from '#functions/store/people/tickets'
import { transact } from '#functions/store/transact'
import { meOf, type DistrictEnvironment } from './me.ts'

export interface SignInSettings {
  vault: Vault
  environment: DistrictEnvironment
}

/** Somebody who may act, with what is kept of him, read together. */
export interface Known {
  account: Account
  secret: Secret
}

/** The person of that account as he stands now. @throws sign-in/failed where he may not act */
export async function knownPerson({ store }: Caller, id: string): Promise<Known> {
  const { account, secret } = await readPerson(store, id)
  if (!mayAct(account)) throw refusal('sign-in/failed', {})
  return { account, secret }
}

/**
 * The ticket that holds a sign-in together, with its person.
 * @throws sign-in/failed where it is none, spent, out of date, or older than a reset of the account
 */
export async function knownTicket(caller: Caller, text: string, stages: readonly TicketStage[]) {
  const ticket = await readTicket(caller.store, text, { stages, now: caller.now })
  if (!ticket) throw refusal('sign-in/failed', {})
  const known = await knownPerson(caller, ticket.account)
  if (known.secret.resetAt !== undefined && ticket.issued < known.secret.resetAt) throw refusal('sign-in/failed', {})
  return { ticket, known }
}

/** How far one sign-in has come. */
export interface Progress {
  by: Ticket['by'] | 'demonstration'
  totpShown: boolean
  /** spent by the next step */
  ticket?: Ticket
  /** of the secret, to be written with the next step, and what has happened to it */
  change?: SecretChange
  what?: SecurityEvent
}

/** Asks for what is due next, by a new ticket, or opens the session. `again`: somebody was quicker. */
export async function proceed(caller: Caller, known: Known, progress: Progress, environment: DistrictEnvironment) {
  const next = progress.by === 'demonstration' ? 'done' : nextFor(caller, known, progress, environment)
  return next === 'done' ? open(caller, known, progress, environment) : ask(caller, known, progress, next)
}

function nextFor({ now }: Caller, { secret }: Known, { totpShown }: Progress, environment: DistrictEnvironment) {
  const profile = environment.PASSWORD_PROFILE
  return nextOf({
    hasPassword: secret.password !== undefined,
    passwordOld: isPasswordOld(profile, secret.passwordAt ?? now, now),
    hasTotp: secret.totp !== undefined,
    totpRequired: profiles[profile].totp,
    totpShown,
  })
}

async function ask(caller: Caller, known: Known, progress: Progress, next: TicketStage): Promise<Next | 'again'> {
  const { store, now, address } = caller
  const { by, totpShown, ticket, change, what = 'factor-shown' } = progress
  const { id } = known.account
  const after = newTicket(store, { account: id, stage: next, by: by === 'code' ? by : 'password', totpShown }, now)
  const happening = { what, by: id, at: now, facts: { address } } as const
  const sent = await transact(store, [
    after.action,
    ...(change ? secretActions(store, known.secret, change, happening) : []),
    ...(ticket ? [spendTicket(store, ticket, now)] : []),
  ])
  return sent === 'again' ? sent : { next, ticket: after.text }
}

/** Opens the session, writes 最近登录 and 第二因素 into the account's row, and forgets earlier failures. */
async function open(
  caller: Caller,
  known: Known,
  progress: Progress,
  environment: DistrictEnvironment,
): Promise<Next | 'again'> {
  const { store, now, address, agent } = caller
  const { account, secret } = known
  const { by, ticket, change = {} } = progress
  const session = {
    begun: now,
    seen: now,
    factorAt: now,
    agent: agent.slice(0, 200),
    demonstration: by === 'demonstration',
  }
  const { cookie, actions } = await openingOf(store, {
    account,
    secret,
    session,
    change,
    happening: { what: 'signed-in', by: account.id, at: now, facts: { by, address } },
    cells: { lastSignIn: now, factor: secret.totp === undefined ? 'none' : 'totp' },
  })
  const sent = await transact(store, [...actions, ...(ticket ? [spendTicket(store, ticket, now)] : [])])
  if (sent === 'again') return sent
  await startAnew(store, { login: account.login, address })
  caller.setCookie(cookie)
  return { next: 'done', me: meOf({ account, secret, session, now }, environment) }
}
