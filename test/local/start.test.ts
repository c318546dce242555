import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startRuntime } from '../../infra/local/runtime.ts'
import type { Template } from '../../infra/local/template/assembly.ts'
import { objectsAt } from '../../infra/local/template/properties.ts'
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
const get = async (sample: Sample, sk: string) =>
  (
    (await sample.ask('dynamodb', { operation: 'getItem', Key: { pk: { S: 'p' }, sk: { S: sk } } })).value as {
      Item?: object
    }
  ).Item

const rowsTable =
  (edit: (properties: NonNullable<Template['Resources'][string]['Properties']>) => void) => (template: Template) => {
    for (const { Properties } of Object.values(template.Resources))
      if (Properties?.TableName === 'sample-rows') edit(Properties)
  }

describe('a start', () => {
  it('names what one machine does without', async () => {
    const { leftOut } = await start()
    expect(leftOut.types).toEqual(['AWS::CloudWatch::Alarm', 'AWS::SQS::QueuePolicy'])
    expect(leftOut.behaviours).toContainEqual(expect.stringContaining('throttling'))
  })

  it('finds everything that was acknowledged before a SIGKILL of the whole process group', async () => {
    const folder = aFolder()
    const killed = await apart(await sampleAssembly(), folder)
    for (const sk of ['a', 'b', 'c']) expect(await put(killed, sk)).toMatchObject({ status: 200 })
    await killed.kill()
    const sample = await start({ folder })
    for (const sk of ['a', 'b', 'c']) expect(await get(sample, sk)).toBeDefined()
  })

  it('gives a table the index that a newer template adds', async () => {
    const folder = aFolder()
    const edit = rowsTable((properties) => {
      properties.GlobalSecondaryIndexes = []
      properties.AttributeDefinitions = objectsAt(properties, 'AttributeDefinitions').filter(
        (one) => one.AttributeName !== 'kind',
      )
    })
    const older = await aSample({ folder, edit })
    await put(older, 'a', { kind: { S: 'k' } })
    await older.close()
    const newer = await start({ folder })
    const query = {
      IndexName: 'by-kind',
      KeyConditionExpression: 'kind = :k',
      ExpressionAttributeValues: { ':k': { S: 'k' } },
    }
    expect(await newer.ask('dynamodb', { operation: 'query', ...query })).toMatchObject({ value: { Count: 1 } })
  })

  it('puts its own addresses in the place of those the template was made with, even where they look alike', async () => {
    const origins = { staff: 'http://127.0.0.1:8080', site: 'http://127.0.0.1:8081' }
    const { readAssembly } = await import('../../infra/local/template/assembly.ts')
    const instead = new Map([
      [origins.staff, origins.site],
      [origins.site, 'http://127.0.0.1:8082'],
    ])
    const text = JSON.stringify(readAssembly(await sampleAssembly(), instead))
    expect(text).toContain('"STAFF_ORIGIN":"http://127.0.0.1:8081"')
  })

  it('ends in order on Ctrl+C, which reaches its whole process group', async () => {
    const folder = aFolder()
    const running = await apart(await sampleAssembly(), folder)
    await put(running, 'a')
    expect(await running.interrupt()).toBe(0)
    const mark = JSON.parse(readFileSync(join(folder, 'tables/tables.mark'), 'utf8')) as { clean: boolean }
    expect(mark.clean).toBe(true)
    expect(readFileSync(join(folder, 'log.ndjson'), 'utf8')).toBe('')
    rmSync(folder, { recursive: true })
  })

  it('closes twice without complaint', async () => {
    const sample = await aSample()
    await Promise.all([sample.close(), sample.close()])
    await sample.remove()
  })
})

describe('a start is refused with a sentence', () => {
  it('when the port is taken', async () => {
    const { port } = new URL((await start()).staff)
    const folder = aFolder()
    await expect(aSample({ folder, port: Number(port) })).rejects.toThrow(`The port ${port} is in use`)
    rmSync(folder, { recursive: true })
  })

  it('when another start holds the data folder, which goes on', async () => {
    const folder = aFolder()
    const sample = await start({ folder })
    await expect(aSample({ folder })).rejects.toThrow(/in use by process/)
    expect(await put(sample, 'a')).toMatchObject({ status: 200 })
  })

  it('when a table in the folder has other keys', async () => {
    const folder = aFolder()
    await (await aSample({ folder })).close()
    const edit = rowsTable((properties) => {
      properties.KeySchema = [{ AttributeName: 'pk', KeyType: 'HASH' }]
    })
    await expect(aSample({ folder, edit })).rejects.toThrow(/sample-rows .* other keys/)
    const sample = await start({ folder })
    expect(await put(sample, 'a')).toMatchObject({ status: 200 })
  })

  it.each([
    ['holds no template', () => undefined, /cannot be read/],
    [
      'holds a template cut short',
      (folder: string) => writeFileSync(join(folder, 'manifest.json'), '{"artifacts":'),
      /cannot be read/,
    ],
    [
      'holds no stacks',
      (folder: string) => writeFileSync(join(folder, 'manifest.json'), '{"artifacts":{}}'),
      /no stacks/,
    ],
  ])('when the assembly %s', async (_, make, sentence) => {
    const [assembly, folder] = [aFolder(), aFolder()]
    mkdirSync(assembly, { recursive: true })
    make(assembly)
    await expect(startRuntime({ assembly, folder, port: 0, publicPort: 0 })).rejects.toThrow(sentence)
    rmSync(assembly, { recursive: true })
    rmSync(folder, { recursive: true })
  })
})
