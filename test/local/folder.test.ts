import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join, resolve } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { lockFolder } from '../../infra/local/engine/lock.ts'
import { openFolder, remember, resetFolder } from '../../infra/local/folder.ts'
import { readOptions } from '../../infra/local/options.ts'
import { aFolder, aSample } from './sample.ts'

const root = resolve(import.meta.dirname, '../..')
let folder: string

beforeEach(() => {
  folder = aFolder()
  return () => rmSync(folder, { recursive: true, force: true })
})

/** A data folder with something in it. */
function used(facts: object = { form: 1, filled: 'demonstration' }): void {
  writeFileSync(join(folder, 'desk.json'), JSON.stringify(facts))
  mkdirSync(join(folder, 'tables'), { recursive: true })
  writeFileSync(join(folder, 'tables/kept'), 'a year of work')
}

const kept = () => readFileSync(join(folder, 'tables/kept'), 'utf8')

/** What `npm start` says and how it ends. */
async function starting(...args: string[]): Promise<{ code: number; said: string }> {
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'infra/local/start.ts', '--data', folder, ...args],
    { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, said }
}

/** A port that somebody else listens on. */
async function takenPort(): Promise<{ port: number; leave: () => void }> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return { port: typeof address === 'object' && address ? address.port : 0, leave: () => void server.close() }
}

describe('a data folder', () => {
  it('is made at the first start and known at the second', () => {
    const path = join(folder, 'new/one')
    expect(openFolder(path, { empty: false })).toEqual({ form: 1 })
    remember(path, { form: 1, filled: 'demonstration' })
    expect(openFolder(path, { empty: false })).toEqual({ form: 1, filled: 'demonstration' })
  })

  it.each([
    ['of a newer version', () => used({ form: 2 }), /newer version \(2; this release knows 1\)\. Nothing was changed/],
    [
      'whose marker is cut short',
      () => writeFileSync(join(folder, 'desk.json'), '{"form"'),
      /cannot be read\. Nothing/,
    ],
    ['that belongs to something else', () => writeFileSync(join(folder, 'letter.txt'), 'dear'), /holds other files/],
  ])('%s is left as it is, with a sentence', (_, make, sentence) => {
    make()
    expect(() => openFolder(folder, { empty: false })).toThrow(sentence)
    expect(existsSync(join(folder, 'queues.sqlite'))).toBe(false)
  })

  it('that is a file is no place for data', () => {
    const path = join(folder, 'letter.txt')
    writeFileSync(path, 'dear')
    expect(() => openFolder(path, { empty: false })).toThrow(`${path} cannot be used as a data folder`)
    expect(readFileSync(path, 'utf8')).toBe('dear')
  })

  it('with the demonstration in it is not passed off as an empty one', () => {
    used()
    expect(() => openFolder(folder, { empty: true })).toThrow(/holds the demonstration district.*--reset/)
    expect(kept()).toBe('a year of work')
  })
})

describe('beginning anew', () => {
  it('takes everything away that was there', async () => {
    used()
    await resetFolder(folder)
    expect(openFolder(folder, { empty: true })).toEqual({ form: 1 })
    expect(existsSync(join(folder, 'tables/kept'))).toBe(false)
  })

  it('leaves a folder alone that is not ours', async () => {
    writeFileSync(join(folder, 'letter.txt'), 'dear')
    await expect(resetFolder(folder)).rejects.toThrow(/--reset leaves it alone/)
    expect(readFileSync(join(folder, 'letter.txt'), 'utf8')).toBe('dear')
  })

  it('takes nothing from under a system that is running', async () => {
    used()
    const lock = await lockFolder(join(folder, 'tables'))
    await expect(resetFolder(folder)).rejects.toThrow(/in use by process/)
    lock.release()
    expect(kept()).toBe('a year of work')
  })

  it.each([0, 1])(
    'takes nothing away when a port is in use (the staff’s or the public’s: %i after it)',
    async (after) => {
      used()
      const { port, leave } = await takenPort()
      const { code, said } = await starting('--reset', '--port', String(port - after))
      leave()
      expect(said).toContain(`The port ${port} is in use`)
      expect(code).toBe(1)
      expect(kept()).toBe('a year of work')
    },
  )
})

describe('a broken file in a data folder', () => {
  it.each(['queues.sqlite', 'positions.sqlite'])(
    '%s stops the start with a sentence and stays as it is',
    async (name) => {
      await (await aSample({ folder })).close()
      const file = join(folder, name)
      writeFileSync(file, 'x'.repeat(10_000))
      const before = readFileSync(file)
      await expect(aSample({ folder })).rejects.toThrow(
        new RegExp(`${name} is broken \\(file is not a database\\)\\. Nothing was changed`),
      )
      expect(readFileSync(file)).toEqual(before)
    },
  )
})

describe('the command line of a start', () => {
  it('has a port, a folder and the demonstration unless told otherwise', () => {
    expect(readOptions([], '/desk')).toEqual({
      port: 4870,
      data: '/desk/.local/data',
      empty: false,
      reset: false,
      clock: undefined,
    })
    const told = ['--port', '5000', '--data', '/x', '--empty', '--reset', '--clock', '2026-03-01T09:00:00+08:00']
    expect(readOptions(told, '/desk')).toEqual({
      port: 5000,
      data: '/x',
      empty: true,
      reset: true,
      clock: new Date('2026-03-01T01:00:00Z'),
    })
  })

  it.each([
    [['--port', 'abc'], /from 1024 to 65534, not "abc"/],
    [['--port', '65535'], /from 1024 to 65534/],
    [['--clock', 'yesterday'], /an instant with its offset/],
    [['--clock', '2026-03-01T09:00:00'], /an instant with its offset/],
    [['--colour'], /Unknown option '--colour'/],
  ])('is refused when it says %j', (words, sentence) => {
    expect(() => readOptions(words, '/desk')).toThrow(sentence)
  })
})
