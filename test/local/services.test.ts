import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { aFolder, aSample, type Sample } from './sample.ts'

let open: Sample[] = []

afterEach(async () => {
  for (const sample of open) await sample.remove()
  open = []
})

async function start(...options: Parameters<typeof aSample>): Promise<Sample> {
  const sample = await aSample(...options)
  open.push(sample)
  return sample
}

const valueOf = async (asked: Promise<{ status: number; value: unknown }>): Promise<unknown> => (await asked).value

describe('the key service', () => {
  it('opens what it sealed under the same context, and under no other', async () => {
    const sample = await start()
    const context = { account: 'a' }
    const blob = await valueOf(sample.ask('encrypt', { text: '秘密', context }))
    expect(await valueOf(sample.ask('decrypt', { blob, context }))).toBe('秘密')
    const other = { blob, context: { account: 'b' } }
    expect(await valueOf(sample.ask('decrypt', other))).toMatchObject({ name: 'InvalidCiphertextException' })
    const bytes = Buffer.from(String(blob), 'base64')
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1
    const altered = { blob: bytes.toString('base64'), context }
    expect(await valueOf(sample.ask('decrypt', altered))).toMatchObject({ name: 'InvalidCiphertextException' })
  })

  it('opens after a restart what it sealed before', async () => {
    const folder = aFolder()
    const first = await aSample({ folder })
    const blob = await valueOf(first.ask('encrypt', { text: 'kept' }))
    await first.close()
    const second = await start({ folder })
    expect(await valueOf(second.ask('decrypt', { blob }))).toBe('kept')
  })

  it('seals the same text differently each time', async () => {
    const sample = await start()
    const blobs = await Promise.all(['a', 'a'].map((text) => valueOf(sample.ask('encrypt', { text }))))
    expect(new Set(blobs).size).toBe(2)
  })
})

describe('secrets and parameters', () => {
  it('are made once, as the template asks, and kept', async () => {
    const folder = aFolder()
    const first = await aSample({ folder })
    const secret = await valueOf(first.ask('secret'))
    expect(secret).toMatch(/^[A-Za-z0-9]{40}$/)
    await first.close()
    const second = await start({ folder })
    expect(await valueOf(second.ask('secret'))).toBe(secret)
  })

  it('hand over what another stack wrote down', async () => {
    const sample = await start()
    const arn = 'arn:aws-cn:dynamodb:cn-north-1:000000000000:table/sample-rows/stream/2021-01-01T00:00:00.000'
    expect(await valueOf(sample.ask('parameter', { name: '/sample/stream' }))).toBe(arn)
  })
})

describe('the file of keys', () => {
  it('is readable by its owner only', async () => {
    const sample = await start()
    await sample.ask('secret')
    expect(statSync(join(sample.folder, 'keys')).mode & 0o777).toBe(0o600)
  })

  it.each([
    ['missing', (file: string) => rmSync(file), /missing/],
    ['broken', (file: string) => writeFileSync(file, '{"key'), /cannot be read/],
  ])('that is %s keeps the system from starting, and nothing is made in its place', async (_, spoil, sentence) => {
    const folder = aFolder()
    const first = await aSample({ folder })
    await first.ask('secret')
    await first.close()
    const file = join(folder, 'keys')
    spoil(file)
    const left = existsSync(file) ? readFileSync(file, 'utf8') : undefined
    await expect(aSample({ folder })).rejects.toThrow(sentence)
    expect(existsSync(file) ? readFileSync(file, 'utf8') : undefined).toBe(left)
    rmSync(folder, { recursive: true })
  })
})
