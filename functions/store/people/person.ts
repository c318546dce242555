import { secretKey } from '../layout.ts'
import type { Store } from '../store.ts'
import { transact } from '../transact.ts'
import { accountKey, accountOf, loginKey, type Account } from './account.ts'
import { secretActions, secretOf, type Happening, type Secret } from './secret.ts'
import { hashOf } from './sessions.ts'

/** An account with its secret; the account is missing where a login is nobody's. */
export interface Person {
  account: Account | undefined
  secret: Secret
}

export async function readPerson(store: Store, id: string): Promise<Person> {
  const [row, secret] = await store.read([accountKey(store.district, id), secretKey(store.district, id)])
  return { account: accountOf(id, row), secret: secretOf(id, secret) }
}

/**
 * Whoever signs in by this login. An unknown login is read like a known one, under one of 256 names that no account
 * bears, where its failures are written down as well: neither answer nor work tells which logins there are.
 */
export async function findPerson(store: Store, login: string): Promise<Person> {
  const wanted = login.trim().toLowerCase()
  const [item] = await store.read([loginKey(store.district, wanted)])
  return readPerson(store, typeof item?.holder === 'string' ? item.holder : `nobody-${hashOf(wanted).slice(0, 2)}`)
}

/** Writes down what changes no secret, such as a failure. Under a storm of them some may go unwritten. */
export async function note(store: Store, account: string, happening: Happening): Promise<void> {
  for (let tries = 1; tries <= 4; tries++) {
    const { secret } = await readPerson(store, account)
    if ((await transact(store, secretActions(store, secret, {}, happening))) === 'done') return
    await store.pause(tries)
  }
}
