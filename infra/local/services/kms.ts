import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Context } from '../rights/condition.ts'
import { bytesIn, numberIn, ServiceError, textIn, textsIn, type Input, type Operation } from './operation.ts'
import type { Vault } from './vault.ts'

/** Bytes of each part of a ciphertext: form, ID of its key, nonce, tag, then the encrypted bytes. */
const parts = { form: 1, id: 36, nonce: 12, tag: 16 }
const form = 1

/** The key service with AES-256-GCM; the encryption context is authenticated with each ciphertext. */
export function kms(keys: ReadonlyMap<string, string>, vault: Vault): Record<string, Operation> {
  const arnOf = (input: Input): string => {
    const named = textIn(input, 'KeyId') ?? ''
    const arn = keys.get(named)
    if (arn === undefined) throw new ServiceError('NotFoundException', `Key '${named}' does not exist`)
    return arn
  }
  const arnIn = (input: Input): string => keys.get(idIn(bytesIn(input, 'CiphertextBlob'))) ?? invalid()
  const material = (arn: string): Buffer => {
    const id = arn.split('/')[1] ?? ''
    return Buffer.from(
      vault.get('key', id, () => randomBytes(32).toString('base64')),
      'base64',
    )
  }
  const sealed = (arn: string, plain: Buffer, input: Input): string =>
    seal(material(arn), { id: arn.split('/')[1] ?? '', plain, context: contextIn(input) }).toString('base64')

  const encrypt = (input: Input) => {
    const plain = bytesIn(input, 'Plaintext')
    if (plain.length < 1 || plain.length > 4096)
      throw new ServiceError('ValidationException', 'Plaintext: 1 to 4096 bytes')
    return {
      KeyId: arnOf(input),
      CiphertextBlob: sealed(arnOf(input), plain, input),
      EncryptionAlgorithm: 'SYMMETRIC_DEFAULT',
    }
  }
  const decrypt = (input: Input) => {
    const plain = open(material(arnIn(input)), bytesIn(input, 'CiphertextBlob'), contextIn(input))
    return { KeyId: arnIn(input), Plaintext: plain.toString('base64'), EncryptionAlgorithm: 'SYMMETRIC_DEFAULT' }
  }
  const dataKey = (input: Input) => {
    const size = numberIn(input, 'NumberOfBytes') ?? (textIn(input, 'KeySpec') === 'AES_128' ? 16 : 32)
    const plain = randomBytes(size)
    return {
      KeyId: arnOf(input),
      Plaintext: plain.toString('base64'),
      CiphertextBlob: sealed(arnOf(input), plain, input),
    }
  }
  const describe = (input: Input) => ({
    KeyMetadata: { KeyId: arnOf(input).split('/')[1], Arn: arnOf(input), Enabled: true, KeyUsage: 'ENCRYPT_DECRYPT' },
  })
  return {
    'TrentService.Encrypt': { action: 'kms:Encrypt', resource: arnOf, context: rightsContext, run: encrypt },
    'TrentService.Decrypt': { action: 'kms:Decrypt', resource: arnIn, context: rightsContext, run: decrypt },
    'TrentService.GenerateDataKey': {
      action: 'kms:GenerateDataKey',
      resource: arnOf,
      context: rightsContext,
      run: dataKey,
    },
    'TrentService.DescribeKey': { action: 'kms:DescribeKey', resource: arnOf, run: describe },
  }
}

const contextIn = (input: Input): Readonly<Record<string, string>> => textsIn(input, 'EncryptionContext')

function rightsContext(input: Input): Context {
  const pairs = Object.entries(contextIn(input))
  return {
    'kms:EncryptionContextKeys': pairs.map(([key]) => key),
    ...Object.fromEntries(pairs.map(([key, value]) => [`kms:EncryptionContext:${key}`, [value]])),
  }
}

const authenticated = (context: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))))

interface Sealing {
  id: string
  plain: Buffer
  context: Readonly<Record<string, string>>
}

function seal(key: Buffer, { id, plain, context }: Sealing): Buffer {
  const nonce = randomBytes(parts.nonce)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(authenticated(context))
  const bytes = Buffer.concat([cipher.update(plain), cipher.final()])
  return Buffer.concat([Buffer.from([form]), Buffer.from(id), nonce, cipher.getAuthTag(), bytes])
}

const invalid = (): never => {
  throw new ServiceError('InvalidCiphertextException', 'The ciphertext is not one of this key under this context.')
}

const idIn = (blob: Buffer): string =>
  blob[0] === form ? blob.toString('latin1', parts.form, parts.form + parts.id) : invalid()

function open(key: Buffer, blob: Buffer, context: Readonly<Record<string, string>>): Buffer {
  const nonceAt = parts.form + parts.id
  const tagAt = nonceAt + parts.nonce
  const bytesAt = tagAt + parts.tag
  if (blob.length < bytesAt) return invalid()
  const decipher = createDecipheriv('aes-256-gcm', key, blob.subarray(nonceAt, tagAt))
  decipher.setAAD(authenticated(context)).setAuthTag(blob.subarray(tagAt, bytesAt))
  try {
    return Buffer.concat([decipher.update(blob.subarray(bytesAt)), decipher.final()])
  } catch {
    return invalid()
  }
}
