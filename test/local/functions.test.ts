import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { aClock } from '../../infra/local/clock.ts'
import { readLog } from '../../infra/local/log.ts'
import { aSample, type Sample } from './sample.ts'

let sample: Sample
const clock = aClock(new Date('2022-09-01T00:00:00Z'))

beforeAll(async () => {
  sample = await aSample({ clock })
})

afterAll(() => sample.remove())

const alive = async () => (await sample.ask('echo')).status

describe('a function', () => {
  it('sees its own environment and nothing of the machine', async () => {
    const { value } = await sample.ask('environment')
    expect(value).toMatchObject({
      ROWS: 'sample-rows',
      STAFF_ORIGIN: sample.staff,
      AWS_REGION: 'cn-north-1',
      AWS_LAMBDA_FUNCTION_NAME: 'sample-tool',
    })
    expect(value).not.toHaveProperty('PATH')
    expect(value).not.toHaveProperty('HOME')
  })

  it('has access keys of its own', async () => {
    const { value } = await sample.ask('environment')
    expect(value).toHaveProperty('AWS_ACCESS_KEY_ID', sample.function('tool').environment.AWS_ACCESS_KEY_ID)
    expect(sample.function('reader').environment.AWS_ACCESS_KEY_ID).not.toBe(
      sample.function('tool').environment.AWS_ACCESS_KEY_ID,
    )
  })

  it('is told the system’s time by every way that it can ask', async () => {
    const { value } = await sample.ask('now')
    const { now, stamp, called, at } = value as { now: string; stamp: number; called: string; at: string }
    expect(now.slice(0, 10)).toBe('2022-09-01')
    expect(Math.abs(stamp - Date.parse(now))).toBeLessThan(1000)
    expect(called).toBe('2022')
    expect(at).toBe('1970-01-01T00:00:00.000Z')
    clock.set(new Date('2023-03-01T12:00:00Z'))
    expect((await sample.ask('now')).value).toHaveProperty('now', expect.stringMatching(/^2023-03-01T12/))
  })

  it.each([
    ['ends its process', 'crash'],
    ['leaves a rejection to nobody', 'reject'],
    ['takes more memory than it may', 'greedy'],
    ['never comes back', 'block'],
    ['waits for longer than it may', 'sleep'],
  ])('that %s fails that call, and answers the next', async (_, what) => {
    expect(await sample.ask(what)).toMatchObject({ status: 502 })
    expect(await alive()).toBe(200)
  })

  it('that took too much memory is told apart from one that took too long', async () => {
    await sample.ask('greedy')
    const said = readLog(sample.logFile).map((line) => line.runtime)
    expect(said).toContainEqual(expect.stringMatching(/sample-tool.* failed: .*memory limit/))
  })

  it('that fails leaves its reason in the log', async () => {
    await sample.ask('throw')
    const said = readLog(sample.logFile).map((line) => line.runtime)
    expect(said).toContainEqual(expect.stringMatching(/sample-tool.* failed: Error: thrown on purpose/))
  })

  it('writes its lines into the log, with the system’s time and its name', async () => {
    await sample.ask('log', { line: 'one call' })
    const lines = readLog(sample.logFile).filter((line) => line.function === 'sample-tool')
    const at = expect.stringMatching(/^2023-03-01T/) as unknown
    expect(lines).toContainEqual({ at, function: 'sample-tool', text: 'one call' })
    expect(lines).toContainEqual({ at, function: 'sample-tool', kind: 'request', line: 'one call' })
  })

  it('takes many calls at the same time', async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => sample.ask('echo')))
    expect(answers.every(({ status }) => status === 200)).toBe(true)
  })
})
