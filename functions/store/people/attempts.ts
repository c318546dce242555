import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import { refusal } from '#shared/base/refusal'
import { later, lockOut } from '#shared/people/session'
import { attemptsKey, type Key } from '../layout.ts'
import type { Store } from '../store.ts'
import { unlessFailed } from './conditional.ts'
import { hashOf } from './sessions.ts'

const Attempts = z.object({ failures: z.int(), windowEnds: z.string() })
type Attempts = z.infer<typeof Attempts>

/** Who tries: a login as it was typed, known or not, and an address. Only their hashes are kept. */
export interface Trier {
  login: string | undefined
  address: string
}

/** First the address, then the login where one is known. */
const keysOf = ({ district }: Store, { login, address }: Trier): Key[] => [
  attemptsKey(district, 'address', hashOf(address)),
  ...(login === undefined ? [] : [attemptsKey(district, 'login', hashOf(login.trim().toLowerCase()))]),
]

/**
 * 锁定. An attempt is counted before it is judged, so that a hundred at once are not a hundred guesses; `forgive` takes
 * it back. The sixth failure of a login, or from an address, within ten minutes locks that login or address for ten.
 * @throws sign-in/locked
 */
export async function countAttempt(store: Store, trier: Trier, now: string): Promise<void> {
  const counted = await Promise.all(keysOf(store, trier).map((key) => count(store, key, now)))
  const locked = counted.find(({ failures }) => failures > lockOut.failures)
  if (locked) throw refusal('sign-in/locked', { until: locked.windowEnds })
}

/** The counted attempt has failed. Until when its login or address is locked now, where this was the sixth. */
export async function lockAfterFailure(store: Store, trier: Trier, now: string): Promise<string | undefined> {
  const until = later(now, lockOut.seconds)
  const tried = await store.read(keysOf(store, trier))
  const full = tried
    .filter((item) => item !== undefined)
    .filter((item) => Attempts.parse(item).failures >= lockOut.failures)
  await Promise.all(full.map((item) => lock(store, item, until)))
  return full.length > 0 ? until : undefined
}

/** The counted attempt was right: it is taken back. */
export async function forgive(store: Store, trier: Trier): Promise<void> {
  await Promise.all(keysOf(store, trier).map((key) => change(store, key, 'ADD failures :less', -1)))
}

/** After a whole sign-in the login starts anew; its address never does. */
export async function startAnew(store: Store, trier: Trier): Promise<void> {
  await Promise.all(
    keysOf(store, trier)
      .slice(1)
      .map((key) => change(store, key, 'SET failures = :less', 0)),
  )
}

const lock = ({ db, tables }: Store, { pk, sk }: Key, until: string): Promise<unknown> =>
  db.send(
    new UpdateCommand({
      TableName: tables.state,
      Key: { pk, sk },
      UpdateExpression: 'SET windowEnds = :until',
      ExpressionAttributeValues: { ':until': until },
    }),
  )

async function count(store: Store, key: Key, now: string): Promise<Attempts> {
  for (;;) {
    const counted = (await another(store, key, now)) ?? (await first(store, key, now))
    if (counted) return counted
  }
}

/** One more within the running window; `undefined` where none runs. */
function another(store: Store, key: Key, now: string): Promise<Attempts | undefined> {
  return unlessFailed(async () => {
    const { Attributes } = await store.db.send(
      new UpdateCommand({
        TableName: store.tables.state,
        Key: { pk: key.pk, sk: key.sk },
        UpdateExpression: 'ADD failures :one',
        ConditionExpression: 'windowEnds > :now',
        ExpressionAttributeValues: { ':one': 1, ':now': now },
        ReturnValues: 'ALL_NEW',
      }),
    )
    return Attempts.parse(Attributes)
  })
}

/** The first of a new window; `undefined` where somebody else has just begun one. */
function first(store: Store, key: Key, now: string): Promise<Attempts | undefined> {
  const attempts = { failures: 1, windowEnds: later(now, lockOut.seconds) }
  return unlessFailed(async () => {
    await store.db.send(
      new PutCommand({
        TableName: store.tables.state,
        Item: { ...key, ...attempts, ttl: Math.ceil(Date.parse(attempts.windowEnds) / 1000) + 3600 },
        ConditionExpression: 'attribute_not_exists(windowEnds) OR windowEnds <= :now',
        ExpressionAttributeValues: { ':now': now },
      }),
    )
    return attempts
  })
}

/** Lowers a counter, never below nothing; one that was tidied away meanwhile needs no change. */
function change({ db, tables }: Store, { pk, sk }: Key, expression: string, less: number): Promise<unknown> {
  const update = new UpdateCommand({
    TableName: tables.state,
    Key: { pk, sk },
    UpdateExpression: expression,
    ConditionExpression: 'failures > :none',
    ExpressionAttributeValues: { ':less': less, ':none': 0 },
  })
  return unlessFailed(() => db.send(update))
}
