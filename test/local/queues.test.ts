import { afterEach, describe, expect, it } from 'vitest'
import type { Template } from '../../infra/local/template/assembly.ts'
import { aFolder, aSample, apart, edited, sampleAssembly, type Sample } from './sample.ts'
import { rmSync } from 'node:fs'

/** Milliseconds that even a busy machine needs no longer than. */
const patience = { timeout: 60_000 }

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

const send = (sample: Pick<Sample, 'ask'>, message: object, more: object = {}) =>
  sample.ask('send', { MessageBody: JSON.stringify(message), ...more })

/** Nobody takes messages: they lie where they are. */
const noConsumer = (template: Template): void => {
  for (const resource of Object.values(template.Resources)) {
    if (resource.Type === 'AWS::Lambda::EventSourceMapping')
      resource.Properties = { ...resource.Properties, Enabled: false }
  }
}

describe('a message in a queue', () => {
  it('reaches its function', async () => {
    const sample = await start()
    await send(sample, { id: 'a' })
    await expect.poll(() => sample.seen('queue'), patience).toEqual(['a#1'])
  })

  it('that failed comes again, and only that one of its batch', async () => {
    const sample = await start()
    await Promise.all([send(sample, { id: 'a' }), send(sample, { id: 'b', fails: 1 }), send(sample, { id: 'c' })])
    await expect.poll(() => sample.seen('queue'), patience).toEqual(['a#1', 'b#2', 'c#1'])
  })

  it('that never succeeds lands in the dead-letter queue', async () => {
    const sample = await start()
    await send(sample, { id: 'poison', fails: 99 })
    await expect.poll(async () => (await sample.queue('sample-dead')).map(({ id }) => id), patience).toEqual(['poison'])
    expect(await sample.seen('queue')).toEqual([])
  })

  it('that was told to wait waits', async () => {
    const sample = await start()
    await send(sample, { id: 'later' }, { DelaySeconds: 3 })
    expect(await sample.seen('queue')).toEqual([])
    await expect.poll(() => sample.seen('queue'), patience).toEqual(['later#1'])
  })

  it('that was acknowledged outlives a SIGKILL of the whole process group', async () => {
    const folder = aFolder()
    const template = edited(await sampleAssembly(), noConsumer)
    const killed = await apart(template, folder)
    const ids = ['a', 'b', 'c']
    for (const id of ids) expect(await send(killed, { id })).toMatchObject({ status: 200 })
    await killed.kill()
    const sample = await start({ folder })
    await expect.poll(() => sample.seen('queue'), patience).toEqual(['a#1', 'b#1', 'c#1'])
    rmSync(template, { recursive: true })
  })

  it('that was under way when the system was killed comes again', async () => {
    const folder = aFolder()
    const killed = await apart(await sampleAssembly(), folder)
    // Its function fails once, so the message is held back when the kill comes.
    await send(killed, { id: 'held', fails: 1 })
    await killed.kill()
    const sample = await start({ folder })
    await expect.poll(() => sample.seen('queue'), patience).toHaveLength(1)
  })
})

describe('a file notification', () => {
  it('reaches the queue for the folder that it is about, and for no other', async () => {
    const sample = await start()
    await sample.ask('upload', { key: 'uploads/汉 字.csv', body: 'a' })
    await expect.poll(() => sample.seen('queue'), patience).toEqual(['uploads/%E6%B1%89+%E5%AD%97.csv'])
  })
})
