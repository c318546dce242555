import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { later, lifetimes } from '#shared/people/session'
import { codeKey } from '../layout.ts'
import type { Store } from '../store.ts'
import type { Action } from '../write.ts'
import { unlessFailed } from './conditional.ts'
import { hashOf } from './sessions.ts'

const Code = z.object({ account: z.string(), kind: z.enum(['first', 'reset', 'demonstration']), expires: z.string() })

/**
 * 一次性登录码. For the first administrator, after a lost password, and for the people of an example district, who sign in
 * by it alone: only the seeder of such a district writes codes of the kind `demonstration`.
 */
export type Code = z.infer<typeof Code>

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** 130 random bits in letters that are hard to confuse, in groups: `7K2MQ-…`. */
export function codeText(): string {
  const text = Array.from(randomBytes(26), (byte) => letters[byte % letters.length]).join('')
  return text.match(/.{1,5}/g)?.join('-') ?? text
}

/** The same code however it was typed. */
const plain = (text: string): string => text.toUpperCase().replaceAll(/[^0-9A-Z]/g, '')

/** The action that writes a code's hash down; it dies on use, or after a day. */
export function codeAction(store: Store, text: string, code: Omit<Code, 'expires'>, now: string): Action {
  const expires = later(now, lifetimes.code)
  const item = {
    ...codeKey(store.district, hashOf(plain(text))),
    ...code,
    expires,
    ttl: Math.ceil(Date.parse(expires) / 1000),
  }
  return { Put: { TableName: store.tables.state, Item: item, ConditionExpression: 'attribute_not_exists(pk)' } }
}

/** Uses a code up: of two that try at once, one gets it. `undefined` where it is none, used, or out of date. */
export async function redeemCode(store: Store, text: string, now: string): Promise<Code | undefined> {
  return unlessFailed(async () => {
    const { Attributes } = await store.db.send(
      new UpdateCommand({
        TableName: store.tables.state,
        Key: codeKey(store.district, hashOf(plain(text))),
        UpdateExpression: 'SET used = :now',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(used) AND expires > :now',
        ExpressionAttributeValues: { ':now': now },
        ReturnValues: 'ALL_NEW',
      }),
    )
    return Code.parse(Attributes)
  })
}
