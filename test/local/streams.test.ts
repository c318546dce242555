import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { aFolder, aSample, apart, sampleAssembly, type Sample } from './sample.ts'

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

const put = (sample: Pick<Sample, 'ask'>, sk: string, more: object = {}) =>
  sample.ask('dynamodb', { operation: 'putItem', Item: { pk: { S: 'p' }, sk: { S: sk }, ...more } })

describe('a table’s stream', () => {
  it('reaches its function with every change that its filter lets through', async () => {
    const sample = await start()
    for (const v of ['1', '2']) await put(sample, 'a', { v: { N: v } })
    await put(sample, 'b')
    expect(await sample.seen('stream')).toEqual(['INSERT a v1', 'INSERT b v', 'MODIFY a v2'])
  })

  it('flows on past a record that its function cannot bear, which is told to the dead-letter queue', async () => {
    const sample = await start()
    for (const sk of ['a', 'b', 'c', 'd']) await put(sample, sk, sk === 'b' ? { poison: { BOOL: true } } : {})
    expect(await sample.seen('stream')).toEqual(['INSERT a v', 'INSERT c v', 'INSERT d v'])
    const [told, ...more] = await sample.queue('sample-dead')
    expect(more).toEqual([])
    expect(told).toMatchObject({
      requestContext: { condition: 'RetryAttemptsExhausted', approximateInvokeCount: 2 },
      DDBStreamBatchInfo: { batchSize: 1, startSequenceNumber: '2', endSequenceNumber: '2' },
    })
  })

  it('goes on at the record that its function names, without repeating those before', async () => {
    const sample = await start()
    for (const sk of ['a', 'b', 'c', 'd']) await put(sample, sk, sk === 'c' ? { partly: { BOOL: true } } : {})
    expect(await sample.seen('stream')).toEqual(['INSERT a v', 'INSERT b v', 'INSERT d v'])
    expect(await sample.times('stream')).toEqual([1, 1, 1])
    expect(await sample.queue('sample-dead')).toHaveLength(1)
  })

  it('goes through a pipe into a queue, as far as its filter lets it and in its words', async () => {
    const sample = await start()
    await put(sample, 'a')
    await put(sample, 'a', { v: { N: '2' } })
    await put(sample, 'b')
    await sample.idle()
    const keys = { pk: { S: 'p' }, sk: { S: 'a' } }
    expect(await sample.queue('sample-removed')).toEqual([{ event: 'MODIFY', keys }])
  })

  it('goes on when the table engine dies and comes back', async () => {
    const sample = await start()
    await put(sample, 'a')
    await sample.seen('stream')
    const { engine } = JSON.parse(readFileSync(join(sample.folder, 'tables/engine.pid'), 'utf8')) as { engine: number }
    process.kill(engine, 'SIGKILL')
    await expect.poll(async () => (await put(sample, 'b')).status, { timeout: 60_000 }).toBe(200)
    await expect.poll(() => sample.seen('stream'), { timeout: 60_000 }).toEqual(['INSERT a v', 'INSERT b v'])
  })

  it('goes on where it stood after a restart', async () => {
    const folder = aFolder()
    const first = await aSample({ folder })
    await put(first, 'a')
    expect(await first.seen('stream')).toEqual(['INSERT a v'])
    await first.close()
    const second = await start({ folder })
    await put(second, 'b')
    expect(await second.seen('stream')).toEqual(['INSERT a v', 'INSERT b v'])
    expect(await second.times('stream')).toEqual([1, 1])
  })

  it('loses nothing when the whole process group is killed', async () => {
    const folder = aFolder()
    const killed = await apart(await sampleAssembly(), folder)
    const names = Array.from({ length: 30 }, (_, n) => String(n).padStart(2, '0'))
    for (const name of names) expect(await put(killed, name)).toMatchObject({ status: 200 })
    await killed.kill()
    const sample = await start({ folder })
    expect(await sample.seen('stream')).toEqual(names.map((name) => `INSERT ${name} v`))
  })
})
