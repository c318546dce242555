import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { Person } from '#shared/base/person'
import type { RowId } from '#shared/base/sheet'
import { keyringKey } from './layout.ts'
import type { Store } from './store.ts'

/** A person as he is kept: what only the row's own key opens, that key as only the month's opens it, and a search mark. */
export interface Sealed {
  text: string
  key: string
  month: string
  /** keyed hash of the telephone number: equal numbers have equal marks, and nobody can go back */
  phone?: string
}

/**
 * 封存. Encrypts persons. Each row has a key of its own, so that destroying it destroys the person, whatever copies of the
 * ciphertext there are; the keys of a month's rows are wrapped by one key that the key service guards.
 */
export interface Sealer {
  seal(row: RowId, person: Person, now: string): Promise<Sealed>
  open(row: RowId, sealed: Sealed): Promise<Person>
  /** a keyed hash of anything, for what must be compared and not be known */
  mark(text: string): Promise<string>
}

/** What guards keys: `Vault` of the host. */
export interface KeyVault {
  seal(name: string, secret: Buffer): Promise<string>
  open(name: string, sealed: string): Promise<Buffer>
}

const cipher = 'aes-256-gcm'
const sizes = { nonce: 12, tag: 16 } as const

/** Nonce, tag, ciphertext; bound to what it belongs to. */
function encrypt(key: Buffer, plain: Buffer, of: string): string {
  const nonce = randomBytes(sizes.nonce)
  const sealing = createCipheriv(cipher, key, nonce).setAAD(Buffer.from(of))
  const bytes = Buffer.concat([sealing.update(plain), sealing.final()])
  return Buffer.concat([nonce, sealing.getAuthTag(), bytes]).toString('base64')
}

function decrypt(key: Buffer, sealed: string, of: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64')
  const [nonce, tag] = [bytes.subarray(0, sizes.nonce), bytes.subarray(sizes.nonce, sizes.nonce + sizes.tag)]
  const opening = createDecipheriv(cipher, key, nonce).setAAD(Buffer.from(of)).setAuthTag(tag)
  return Buffer.concat([opening.update(bytes.subarray(sizes.nonce + sizes.tag)), opening.final()])
}

const digitsOf = (phone: string): string => phone.replace(/\D/g, '')

export function sealerOf(store: Store, vault: KeyVault): Sealer {
  const ring = keyringOf(store, vault)
  const mark = async (text: string): Promise<string> =>
    createHmac('sha256', await ring('marks'))
      .update(text)
      .digest('base64url')
  return {
    mark,
    async seal(row, person, now) {
      const month = now.slice(0, 7)
      const own = randomBytes(32)
      const key = encrypt(await ring(`persons-${month}`), own, row)
      const text = encrypt(own, Buffer.from(JSON.stringify(Person.parse(person))), row)
      const phone = person.phone === undefined ? {} : { phone: await mark(digitsOf(person.phone)) }
      return { text, key, month, ...phone }
    },
    async open(row, { text, key, month }) {
      const own = decrypt(await ring(`persons-${month}`), key, row)
      return Person.parse(JSON.parse(decrypt(own, text, row).toString()))
    },
  }
}

/** Keys by name, each made when it is first needed, kept in the table as the key service sealed it, and in memory. */
function keyringOf(store: Store, vault: KeyVault): (name: string) => Promise<Buffer> {
  const known = new Map<string, Promise<Buffer>>()
  const load = async (name: string): Promise<Buffer> => {
    const sealed = (await keptKey(store, name)) ?? (await makeKey(store, vault, name))
    return vault.open(name, sealed)
  }
  return (name) => {
    const key = known.get(name) ?? load(name)
    known.set(name, key)
    key.catch(() => known.delete(name))
    return key
  }
}

async function keptKey(store: Store, name: string): Promise<string | undefined> {
  const [item] = await store.read([keyringKey(store.district, name)])
  return typeof item?.sealed === 'string' ? item.sealed : undefined
}

/** Two may make one at the same time: the one that stands first is everybody's. */
async function makeKey(store: Store, vault: KeyVault, name: string): Promise<string> {
  const sealed = await vault.seal(name, randomBytes(32))
  const Item = { ...keyringKey(store.district, name), sealed }
  const put = { TableName: store.tables.state, Item, ConditionExpression: 'attribute_not_exists(pk)' }
  try {
    await store.db.send(new PutCommand(put))
    return sealed
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
    return (await keptKey(store, name)) ?? sealed
  }
}
