import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { later, lifetimes } from '#shared/people/session'
import { ticketKey } from '../layout.ts'
import type { Store } from '../store.ts'
import type { Action } from '../write.ts'
import { unlessFailed } from './conditional.ts'
import { hashOf } from './sessions.ts'

const ticketStages = ['totp', 'set-password', 'enrol-totp'] as const
export type TicketStage = (typeof ticketStages)[number]

const Ticket = z.object({
  account: z.string(),
  stage: z.enum(ticketStages),
  /** what was shown first: a password or a one-time code */
  by: z.enum(['password', 'code']),
  issued: z.string(),
  expires: z.string(),
  used: z.string().optional(),
  /** an authenticator's secret, sealed, until its first code confirms it */
  pending: z.string().optional(),
  /** an authenticator's code was shown in this sign-in */
  totpShown: z.boolean().default(false),
})

/** 登录凭条. Holds the steps of one sign-in together; ten minutes, each used once, never a session. */
export type Ticket = z.infer<typeof Ticket> & { hash: string }

/** A secret of 256 random bits, as cookies, tickets and codes carry it. */
export const secretText = (): string => randomBytes(32).toString('base64url')

/** A new ticket: its text for the caller, and the action that writes its hash down. */
export function newTicket(store: Store, ticket: Pick<Ticket, 'account' | 'stage' | 'by' | 'totpShown'>, now: string) {
  const text = secretText()
  const expires = later(now, lifetimes.ticket)
  const item = {
    ...ticketKey(store.district, hashOf(text)),
    ...ticket,
    issued: now,
    expires,
    ttl: Math.ceil(Date.parse(expires) / 1000),
  }
  const action: Action = {
    Put: { TableName: store.tables.state, Item: item, ConditionExpression: 'attribute_not_exists(pk)' },
  }
  return { text, action }
}

/** The ticket with that text at that stage; `undefined` where it is none, spent or out of date. */
export async function readTicket(
  store: Store,
  text: string,
  { stages, now }: { stages: readonly TicketStage[]; now: string },
): Promise<Ticket | undefined> {
  const hash = hashOf(text)
  const [item] = await store.read([ticketKey(store.district, hash)])
  if (!item) return undefined
  const ticket = Ticket.parse(item)
  const good = ticket.used === undefined && now < ticket.expires && stages.includes(ticket.stage)
  return good ? { ...ticket, hash } : undefined
}

/** Spends a ticket within a transaction: of two that try, one succeeds. */
export const spendTicket = (store: Store, { hash }: Pick<Ticket, 'hash'>, now: string): Action => ({
  Update: {
    TableName: store.tables.state,
    Key: ticketKey(store.district, hash),
    UpdateExpression: 'SET used = :now',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(used)',
    ExpressionAttributeValues: { ':now': now },
  },
})

/** Keeps the not yet confirmed secret of an authenticator with its ticket; false: the ticket is spent meanwhile. */
export async function keepPending(store: Store, { hash }: Pick<Ticket, 'hash'>, pending: string): Promise<boolean> {
  const update = new UpdateCommand({
    TableName: store.tables.state,
    Key: ticketKey(store.district, hash),
    UpdateExpression: 'SET pending = :pending',
    ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(used)',
    ExpressionAttributeValues: { ':pending': pending },
  })
  return (await unlessFailed(() => store.db.send(update))) !== undefined
}
