import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { engineBinary } from '../../../infra/local/engine/binary.ts'
import { caller } from '../../../infra/local/engine/call.ts'
import { startEngine, type Engine } from '../../../infra/local/engine/engine.ts'
import { createTable } from '../../engine.ts'

let folder: string
let open: Engine[]
let clock: Date

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'engine-'))
  open = []
  clock = new Date('2022-09-01T00:00:00Z')
})

afterEach(async () => {
  for (const engine of open) await engine.close()
  rmSync(folder, { recursive: true, force: true })
})

async function start(): Promise<Engine> {
  const engine = await startEngine({ folder, now: () => clock })
  open.push(engine)
  return engine
}

const file = () => join(folder, 'tables.sqlite')
const put = (engine: Engine, sk: string, more: object = {}) =>
  engine.call('PutItem', { TableName: 'state', Item: { pk: { S: 'unit' }, sk: { S: sk }, ...more } })
const rows = async (engine: Pick<Engine, 'call'>) => {
  const { Items } = await engine.call<{ Items: { sk: { S: string } }[] }>('Scan', { TableName: 'state' })
  return Items.map((item) => item.sk.S).toSorted()
}
const fault = (code: string): unknown => expect.objectContaining({ name: 'EngineFault', code })

async function startApart(): Promise<{ url: string; pid: number; launcher: ReturnType<typeof spawn> }> {
  const script = fileURLToPath(new URL('launcher.ts', import.meta.url))
  const launcher = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [line] = (await once(launcher.stdout, 'data')) as [Buffer]
  return { ...(JSON.parse(line.toString()) as { url: string; pid: number }), launcher }
}

describe('the table engine of one machine', () => {
  it('keeps its rows when it is closed and started again', async () => {
    const first = await start()
    await createTable(first.call, { name: 'state' })
    await put(first, 'a')
    await first.close()
    expect(await rows(await start())).toEqual(['a'])
  })

  it('refuses a folder that another process holds, and says which', async () => {
    const { launcher } = await startApart()
    await expect(start()).rejects.toEqual(fault('engine/held'))
    await expect(start()).rejects.toThrow(String(launcher.pid))
    launcher.kill('SIGKILL')
    await once(launcher, 'exit')
  })

  it('refuses a folder twice within one process', async () => {
    await start()
    await expect(start()).rejects.toEqual(fault('engine/held'))
  })

  it('takes over from a killed launcher, with every acknowledged row', async () => {
    const { url, launcher } = await startApart()
    const apart = caller(url)
    await createTable(apart.call, { name: 'state' })
    for (const sk of ['a', 'b', 'c']) {
      await apart.call('PutItem', { TableName: 'state', Item: { pk: { S: 'unit' }, sk: { S: sk } } })
    }
    launcher.kill('SIGKILL')
    await once(launcher, 'exit')
    apart.close()
    expect(await rows(await start())).toEqual(['a', 'b', 'c'])
  })

  it('ends an engine that outlived its launcher', async () => {
    const orphan = spawn(engineBinary(), ['serve', '--port', '0', '--db-path', file()], { stdio: 'ignore' })
    await once(orphan, 'spawn')
    const started = readFileSync(`/proc/${orphan.pid}/stat`, 'utf8').split(') ')[1]?.split(' ')[19]
    writeFileSync(join(folder, 'engine.pid'), JSON.stringify({ launcher: 1, engine: orphan.pid, started }))
    const ended = once(orphan, 'exit')
    await start()
    expect(await ended).toEqual([null, 'SIGKILL'])
  })

  it('leaves the engine of another folder alone when it starts on a copy of that folder', async () => {
    const engine = await start()
    const { pid } = engine
    await createTable(engine.call, { name: 'state' })
    await put(engine, 'a')
    const copy = `${folder}-copy`
    cpSync(folder, copy, { recursive: true })
    const second = await startEngine({ folder: copy, now: () => clock })
    open.push(second)
    expect(await rows(second)).toEqual(['a'])
    expect(engine.pid).toBe(pid)
    expect(existsSync(`/proc/${pid}`)).toBe(true)
    expect(await rows(engine)).toEqual(['a'])
    rmSync(copy, { recursive: true })
  })

  it('leaves a stranger alone that has the number of an engine long gone', async () => {
    const stranger = spawn('sleep', ['60'])
    await once(stranger, 'spawn')
    const note = { launcher: 1, engine: stranger.pid, started: '1' }
    writeFileSync(join(folder, 'engine.pid'), JSON.stringify(note))
    await start()
    expect(stranger.exitCode).toBeNull()
    stranger.kill()
  })

  it('starts the engine again on the same port when it dies alone', async () => {
    const engine = await start()
    await createTable(engine.call, { name: 'state' })
    await put(engine, 'a')
    const before = engine.pid
    process.kill(before, 'SIGKILL')
    await expect.poll(() => engine.pid !== before, { timeout: 60_000 }).toBe(true)
    expect(await rows(engine)).toEqual(['a'])
  })

  it('names a platform without an engine and the variable that helps', () => {
    expect(() => engineBinary('sunos-sparc')).toThrow(/sunos-sparc.*AWS_ENDPOINT_URL_DYNAMODB/)
  })
})

describe('a broken database file', () => {
  async function used(): Promise<void> {
    const engine = await start()
    await createTable(engine.call, { name: 'state' })
    for (let n = 0; n < 50; n++) await put(engine, String(n), { text: { S: 'x'.repeat(2_000) } })
    await engine.close()
  }

  it.each<[string, string, () => void]>([
    ['full of noise', 'engine/broken', () => writeFileSync(file(), Buffer.alloc(9_000, 7))],
    ['cut short', 'engine/broken', () => truncateSync(file(), statSync(file()).size - 40_000)],
    ['emptied', 'engine/missing', () => writeFileSync(file(), '')],
    ['taken away', 'engine/missing', () => rmSync(file())],
    [
      'overwritten in its middle',
      'engine/broken',
      () => {
        const bytes = readFileSync(file())
        bytes.fill(0xff, 8_192, 40_000)
        writeFileSync(file(), bytes)
      },
    ],
    [
      'of a newer version',
      'engine/newer',
      () => {
        const base = new DatabaseSync(file())
        base.exec("UPDATE _config SET value = '99' WHERE key = 'schema_version'")
        base.close()
      },
    ],
  ])('that is %s is refused as %s and left as it is', async (_, code, spoil) => {
    await used()
    spoil()
    const left = statSync(file(), { throwIfNoEntry: false })?.size
    await expect(start()).rejects.toEqual(fault(code))
    expect(statSync(file(), { throwIfNoEntry: false })?.size).toBe(left)
  })
})

describe('upkeep', () => {
  it('takes away stream records older than a day, but never the newest of a table', async () => {
    const engine = await start()
    await createTable(engine.call, { name: 'state', stream: 'NEW_AND_OLD_IMAGES' })
    await createTable(engine.call, { name: 'ledger', stream: 'NEW_AND_OLD_IMAGES' })
    for (const sk of ['a', 'b', 'c']) await put(engine, sk)
    const base = new DatabaseSync(file())
    base.exec('UPDATE _stream_records SET created_at = created_at - 90000')
    expect(await engine.trim()).toBe(2)
    await put(engine, 'd')
    const left = base.prepare('SELECT sequence_number FROM _stream_records ORDER BY id').all()
    base.close()
    expect(left.map((record) => record.sequence_number)).toEqual(['3', '4'])
  })

  it('takes away as many old records as there are, and no young one', async () => {
    const engine = await start()
    await createTable(engine.call, { name: 'state', stream: 'NEW_AND_OLD_IMAGES' })
    const many = (prefix: string) => Promise.all(Array.from({ length: 450 }, (_, n) => put(engine, `${prefix}${n}`)))
    await many('old')
    const base = new DatabaseSync(file())
    base.exec('UPDATE _stream_records SET created_at = created_at - 90000')
    await many('young')
    expect(await engine.trim()).toBe(450)
    expect(base.prepare('SELECT count(*) AS count FROM _stream_records').get()).toEqual({ count: 450 })
    base.close()
  })

  it('finds the last stream record by an index instead of reading all', async () => {
    const engine = await start()
    await createTable(engine.call, { name: 'state', stream: 'NEW_AND_OLD_IMAGES' })
    const base = new DatabaseSync(file(), { readOnly: true })
    const plan = base
      .prepare(
        `EXPLAIN QUERY PLAN SELECT MAX(CAST(sequence_number AS INTEGER)) FROM _stream_records WHERE table_name = 'state'`,
      )
      .all()
    base.close()
    expect(JSON.stringify(plan)).toContain('stream_sequence')
  })

  it('deletes items whose lifetime is over by the given clock, in every table that has one', async () => {
    const engine = await start()
    await createTable(engine.call, { name: 'state', lifetime: 'ends' })
    const at = (instant: string) => ({ ends: { N: String(Date.parse(instant) / 1000) } })
    await put(engine, 'over', at('2022-08-31T23:59:59Z'))
    await put(engine, 'lasting', at('2022-09-02T00:00:00Z'))
    await put(engine, 'six years ago', at('2016-09-01T00:00:00Z'))
    await put(engine, 'no number', { ends: { S: '1661990399' } })
    await put(engine, 'without')
    expect(await engine.expire()).toBe(1)
    expect(await rows(engine)).toEqual(['lasting', 'no number', 'six years ago', 'without'])
    clock = new Date('2022-09-03T00:00:00Z')
    expect(await engine.expire()).toBe(1)
  })

  it('lets an expired item leave its index and enter the stream', async () => {
    const engine = await start()
    const indexes = [{ name: 'gsi1', keys: ['unit', 'sk'] as const }]
    await createTable(engine.call, { name: 'state', lifetime: 'ends', indexes, stream: 'NEW_AND_OLD_IMAGES' })
    await put(engine, 'over', { unit: { S: 'u' }, ends: { N: String(Date.parse('2022-08-01') / 1000) } })
    await engine.expire()
    expect(await engine.call('Scan', { TableName: 'state', IndexName: 'gsi1' })).toMatchObject({ Count: 0 })
    const base = new DatabaseSync(file(), { readOnly: true })
    const events = base.prepare('SELECT event_name FROM _stream_records ORDER BY id').all()
    base.close()
    expect(events.map((event) => event.event_name)).toEqual(['INSERT', 'REMOVE'])
  })
})
