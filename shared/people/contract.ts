import * as z from 'zod'
import { rights } from '#shared/base/access'
import { operation } from '#shared/base/procedure'

/** Who is signed in, and until when. Times are instants in UTC. */
export const Me = z.object({
  account: z.string(),
  name: z.string(),
  unit: z.string(),
  roles: z.array(z.string()),
  rights: z.array(z.enum(rights)),
  factors: z.object({ password: z.boolean(), totp: z.boolean() }),
  fresh: z.boolean(),
  idleUntil: z.string(),
  until: z.string(),
  now: z.string(),
  district: z.object({ code: z.string(), name: z.string(), demonstration: z.boolean() }),
})
export type Me = z.infer<typeof Me>

/** What a sign-in asks for next; `done` comes with the session cookie. */
export const Next = z.object({
  next: z.enum(['done', 'totp', 'set-password', 'enrol-totp']),
  /** carried through the steps of one sign-in; worthless without them */
  ticket: z.string().optional(),
  me: Me.optional(),
})
export type Next = z.infer<typeof Next>

const Ticket = z.string().min(20).max(200)
const Password = z.string().min(1).max(200)
const Totp = z.string().regex(/^\d{6}$/)

/** Sign-in: password and TOTP, or a one-time code that lets one set both. */
export const sessionContract = {
  signIn: operation
    .route({ method: 'POST', path: '/session' })
    .meta({ right: 'anyone', throttle: 5 })
    .input(z.strictObject({ login: z.string().min(1).max(60), password: Password }))
    .output(Next),
  /** 一次性登录码: the first administrator's, a demonstration link's, or one issued after a lost password. */
  redeem: operation
    .route({ method: 'POST', path: '/session/code' })
    .meta({ right: 'anyone', throttle: 5 })
    .input(z.strictObject({ code: z.string().min(10).max(60) }))
    .output(Next),
  factor: operation
    .route({ method: 'POST', path: '/session/factor' })
    .meta({ right: 'anyone', throttle: 5 })
    .input(z.strictObject({ ticket: Ticket, totp: Totp }))
    .output(Next),
  setPassword: operation
    .route({ method: 'POST', path: '/session/password' })
    .meta({ right: 'anyone', throttle: 5 })
    .input(z.strictObject({ ticket: Ticket, password: Password }))
    .output(Next),
  /** The secret to put into an authenticator; it counts once `factor` has confirmed it. */
  enrolTotp: operation
    .route({ method: 'POST', path: '/session/totp' })
    .meta({ right: 'anyone', throttle: 5 })
    .input(z.strictObject({ ticket: Ticket }))
    .output(z.object({ ticket: z.string(), secret: z.string(), uri: z.string() })),
  me: operation.route({ method: 'GET', path: '/session' }).meta({ right: 'signed-in' }).output(Me),
  /** 再次验证. A fresh factor, good for five minutes; the session's id changes. */
  refresh: operation
    .route({ method: 'POST', path: '/session/fresh' })
    .meta({ right: 'signed-in', throttle: 5 })
    .input(z.strictObject({ totp: Totp.optional(), password: Password.optional() }))
    .output(Me),
  changePassword: operation
    .route({ method: 'POST', path: '/session/new-password' })
    .meta({ right: 'signed-in', throttle: 5 })
    .input(z.strictObject({ password: Password, next: Password }))
    .output(Me),
  signOut: operation
    .route({ method: 'POST', path: '/session/end' })
    .meta({ right: 'signed-in' })
    .input(z.strictObject({ all: z.boolean().optional() }))
    .output(z.object({ ended: z.int() })),
  list: operation
    .route({ method: 'GET', path: '/sessions' })
    .meta({ right: 'signed-in' })
    .output(
      z.object({
        sessions: z.array(z.object({ begun: z.string(), seen: z.string(), agent: z.string(), current: z.boolean() })),
      }),
    ),
}

const AccountInput = z.strictObject({ account: z.string().min(1).max(40) })

/** 账号与权限. Rows of the accounts sheet change by change-sets; here are the acts that are not about its cells. */
export const peopleContract = {
  /** 重置. A one-time sign-in code, shown once to the administrator who hands it over; ends all sessions. */
  reset: operation
    .route({ method: 'POST', path: '/accounts/{account}/code' })
    .meta({ right: 'accounts:reset', fresh: true })
    .input(AccountInput)
    .output(z.object({ code: z.string(), until: z.string() })),
  endSessions: operation
    .route({ method: 'POST', path: '/accounts/{account}/sessions/end' })
    .meta({ right: 'sessions:end-others' })
    .input(AccountInput)
    .output(z.object({ ended: z.int() })),
  /** 最近事件: sign-ins, failures, resets of one account, newest first. */
  events: operation
    .route({ method: 'GET', path: '/accounts/{account}/events' })
    .meta({ right: 'accounts:read' })
    .input(AccountInput)
    .output(
      z.object({
        events: z.array(
          z.object({ at: z.string(), what: z.string(), by: z.string(), facts: z.record(z.string(), z.unknown()) }),
        ),
      }),
    ),
}
