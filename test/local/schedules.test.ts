import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aClock } from '../../infra/local/clock.ts'
import { nextOf } from '../../infra/local/schedules/expression.ts'
import { aSample, type Sample } from './sample.ts'

describe('a schedule', () => {
  const after = new Date('2022-09-01T00:00:30Z')
  it.each([
    ['rate(1 minute)', 'UTC', '2022-09-01T00:01:00.000Z'],
    ['rate(5 minutes)', 'UTC', '2022-09-01T00:05:00.000Z'],
    ['rate(1 day)', 'UTC', '2022-09-02T00:00:00.000Z'],
    ['cron(15 18 * * ? *)', 'UTC', '2022-09-01T18:15:00.000Z'],
    ['cron(0 3 * * ? *)', 'Asia/Shanghai', '2022-09-01T19:00:00.000Z'],
    ['cron(0/15 8-18 ? * MON-FRI *)', 'Asia/Shanghai', '2022-09-01T00:15:00.000Z'],
    ['cron(0 9 ? * 2 *)', 'UTC', '2022-09-05T09:00:00.000Z'],
    ['cron(0 0 L * ? *)', 'UTC', '2022-09-30T00:00:00.000Z'],
    ['cron(0 0 29 2 ? *)', 'UTC', '2024-02-29T00:00:00.000Z'],
    ['cron(0 0 1 JAN ? *)', 'Asia/Shanghai', '2022-12-31T16:00:00.000Z'],
    ['at(2022-10-01T08:00:00)', 'Asia/Shanghai', '2022-10-01T00:00:00.000Z'],
    ['at(2022-08-01T08:00:00)', 'Asia/Shanghai', undefined],
  ])('%s in %s is due next at %s', (expression, zone, due) => {
    expect(nextOf(expression, zone)(after)?.toISOString()).toBe(due)
  })

  it.each(['rate(5)', 'cron', 'every monday', 'rate(0 minutes)'])('%s is refused', (expression) => {
    expect(() => nextOf(expression)).toThrow(/cannot be read/)
  })
})

describe('the system’s clock', () => {
  const patience = { timeout: 60_000 }
  const clock = aClock(new Date('2022-09-01T00:10:00Z'))
  let sample: Sample
  beforeAll(async () => {
    sample = await aSample({ clock })
  })
  afterAll(() => sample.remove())

  it('makes schedules and rules due, and tells their function its own time', async () => {
    clock.set(new Date('2022-09-01T01:00:01Z'))
    await expect.poll(() => sample.seen('clock'), patience).toEqual(['2022-09-01T01'])
    clock.set(new Date('2022-09-01T17:30:00Z'))
    await expect.poll(() => sample.seen('clock'), patience).toEqual(['2022-09-01T01', '2022-09-01T17'])
  })

  it('ends the life of items', async () => {
    const Key = { pk: { S: 'short' }, sk: { S: 'life' } }
    const ttl = { N: String(Date.parse('2022-09-02T00:00:00Z') / 1000) }
    await sample.ask('dynamodb', { operation: 'putItem', Item: { ...Key, ttl } })
    const there = async () => 'Item' in ((await sample.ask('dynamodb', { operation: 'getItem', Key })).value as object)
    expect(await there()).toBe(true)
    clock.set(new Date('2022-09-02T00:00:01Z'))
    await expect.poll(there, patience).toBe(false)
  })
})
