import { createHash } from 'node:crypto'
import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { endOf, isLive } from '#shared/people/session'
import { sessionKey } from '../layout.ts'
import type { Item, Store } from '../store.ts'
import type { Action } from '../write.ts'

const Session = z.object({
  account: z.string(),
  begun: z.string(),
  seen: z.string(),
  factorAt: z.string().optional(),
  agent: z.string(),
  demonstration: z.boolean().optional(),
  ended: z.string().optional(),
})

/** 会话. What is kept of a session: never its secret, only the secret's hash, which is its key. */
export type Session = z.infer<typeof Session>

/** The cookie's account and the hash under which the session lies; `undefined` where the value is not of our making. */
export function sessionRefOf(cookie: string | undefined): { account: string; hash: string } | undefined {
  const account = /^([\w-]{1,40})\.[\w-]{43}$/.exec(cookie ?? '')?.[1]
  return account && cookie ? { account, hash: hashOf(cookie) } : undefined
}

/** SHA-256 of a secret of 256 random bits: enough, as there is nothing to guess. */
export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** The session in an item, where it still counts for that account. */
export function liveSession(item: Item | undefined, account: string, now: string): Session | undefined {
  const session = item && Session.parse(item)
  const counts = session?.account === account && session.ended === undefined && isLive(session, now)
  return counts ? session : undefined
}

/** Writes down that the session was used; not for every call (`wantsTouch`). */
export async function touchSession(store: Store, hash: string, now: string): Promise<void> {
  await store.db.send(
    new UpdateCommand({
      TableName: store.tables.state,
      Key: sessionKey(store.district, hash),
      UpdateExpression: 'SET seen = :now',
      ConditionExpression: 'attribute_exists(pk)',
      ExpressionAttributeValues: { ':now': now },
    }),
  )
}

/** The action that writes a new session down, under its hash. */
export const sessionAction = ({ district, tables }: Store, hash: string, session: Session): Action => ({
  Put: {
    TableName: tables.state,
    Item: { ...sessionKey(district, hash), ...session, ttl: Math.ceil(Date.parse(endOf(session)) / 1000) + 3600 },
    ConditionExpression: 'attribute_not_exists(pk)',
  },
})

/** The action that ends a session; it bites at the next call. */
export const endAction = ({ district, tables }: Store, hash: string, now: string): Action => ({
  Update: {
    TableName: tables.state,
    Key: sessionKey(district, hash),
    UpdateExpression: 'SET ended = :now',
    ConditionExpression: 'attribute_exists(pk)',
    ExpressionAttributeValues: { ':now': now },
  },
})

/** Of these sessions those that still count, oldest first. */
export async function liveSessions(
  store: Store,
  { account, sessions }: { account: string; sessions: readonly string[] },
  now: string,
): Promise<(Session & { hash: string })[]> {
  const items = await store.read(sessions.map((hash) => sessionKey(store.district, hash)))
  return sessions.flatMap((hash, i) => {
    const session = liveSession(items[i], account, now)
    return session ? [{ ...session, hash }] : []
  })
}
