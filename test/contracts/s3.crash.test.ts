import { spawn, type ChildProcess } from 'node:child_process'
import { createHash, randomInt } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { setTimeout as pause } from 'node:timers/promises'
import type { S3 } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aClient, numbers } from './s3.ts'

const rounds = process.env.FULL === '1' ? 100 : 10
const writers = 6
const program = fileURLToPath(new URL('./s3.process.ts', import.meta.url))
let folder = ''
const children = new Set<ChildProcess>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'contract-crash-'))
})

afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(folder, { recursive: true, force: true })
})

async function start(): Promise<{ s3: S3; kill(): Promise<void> }> {
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.add(child)
  const ended = once(child, 'exit')
  const [url] = (await once(createInterface({ input: child.stdout }), 'line')) as [string]
  const kill = async () => {
    child.kill('SIGKILL')
    await ended
    children.delete(child)
  }
  return { s3: aClient(url), kill }
}

/** A body that can be told from every other, and whose every part depends on the whole. */
function bodyOf(name: string): Buffer {
  const size = (createHash('md5').update(name).digest().readUInt16BE() % 150) * 1000
  const text = Buffer.alloc(size, `${name};`)
  return Buffer.concat([text, createHash('sha256').update(text).digest()])
}

interface Ledger {
  /** What a writer's key may hold: what was acknowledged last, or anything sent since. */
  may: Map<string, string[]>
  versions: { key: string; id: string; name: string }[]
  /** Keys in parts: acknowledged, and which were asked to be completed. */
  joined: Map<string, string>
  acknowledged: number
}

async function write(s3: S3, writer: number, round: number, ledger: Ledger): Promise<void> {
  for (let n = 0; ; n++) {
    const [Key, name] = [`w${writer}`, `w${writer}-${round}-${n}`]
    ledger.may.get(Key)?.push(name)
    await s3.putObject({ Bucket: 'plain', Key, Body: bodyOf(name) })
    ledger.may.set(Key, [name])
    const { VersionId: id = '' } = await s3.putObject({ Bucket: 'versioned', Key, Body: bodyOf(name) })
    ledger.versions.push({ key: Key, id, name })
    const place = { Bucket: 'plain', Key: `parts/${name}` }
    const { UploadId } = await s3.createMultipartUpload(place)
    const { ETag } = await s3.uploadPart({ ...place, UploadId, PartNumber: 1, Body: bodyOf(name) })
    await s3.completeMultipartUpload({ ...place, UploadId, MultipartUpload: { Parts: [{ PartNumber: 1, ETag }] } })
    ledger.joined.set(place.Key, name)
    ledger.acknowledged += 3
  }
}

async function check(s3: S3, ledger: Ledger): Promise<{ lost: number; torn: number }> {
  const outcome = { lost: 0, torn: 0 }
  const compare = async (place: { Bucket: string; Key: string; VersionId?: string }, names: readonly string[]) => {
    const bytes = await s3.getObject(place).then(
      ({ Body }) => Body?.transformToByteArray(),
      () => undefined,
    )
    if (bytes === undefined) outcome.lost++
    else if (!names.some((name) => bodyOf(name).equals(bytes))) outcome.torn++
  }
  for (const [Key, names] of ledger.may) if (ledger.acknowledged > 0) await compare({ Bucket: 'plain', Key }, names)
  for (const { key, id, name } of ledger.versions)
    await compare({ Bucket: 'versioned', Key: key, VersionId: id }, [name])
  for (const [Key, name] of ledger.joined) await compare({ Bucket: 'plain', Key }, [name])
  return outcome
}

describe('a server that is killed while files arrive', () => {
  it(`has every acknowledged file whole when it starts again, ${rounds} times`, async () => {
    const ledger: Ledger = { may: new Map(), versions: [], joined: new Map(), acknowledged: 0 }
    let server = await start()
    for (const n of numbers(writers)) {
      await server.s3.putObject({ Bucket: 'plain', Key: `w${n}`, Body: bodyOf(`w${n}`) })
      ledger.may.set(`w${n}`, [`w${n}`])
    }
    const total = { lost: 0, torn: 0 }
    let acknowledged = 0
    for (const round of numbers(rounds)) {
      const { s3 } = server
      const work = numbers(writers).map((n) => write(s3, n, round, ledger).catch(() => undefined))
      for (const enough = randomInt(1, 40); ledger.acknowledged < enough;) await pause(1)
      await pause(randomInt(0, 20))
      await server.kill()
      await Promise.all(work)
      s3.destroy()
      server = await start()
      expect(await readdir(join(folder, 'plain', 'drafts'))).toEqual([])
      const found = await check(server.s3, ledger)
      total.lost += found.lost
      total.torn += found.torn
      acknowledged += ledger.acknowledged
      Object.assign(ledger, { versions: [], joined: new Map(), acknowledged: 0 })
    }
    await server.kill()
    console.log(`kills=${rounds} acknowledged=${acknowledged} lost=${total.lost} torn=${total.torn}`)
    expect(acknowledged).toBeGreaterThanOrEqual(rounds)
    expect(total).toEqual({ lost: 0, torn: 0 })
  })
})
