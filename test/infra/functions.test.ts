import { describe, expect, it } from 'vitest'
import { functionNames, functions } from '../../infra/functions.ts'
import { matches } from '../../infra/local/streams/pattern.ts'
import type { Json } from '../../infra/local/template/assembly.ts'
import { places } from './synthesize.ts'
import {
  allOf,
  functionOf,
  placeNames,
  prefixOf,
  theOne,
  type Data,
  type PlaceName,
  type Resource,
} from './templates.ts'

const everywhere = placeNames.map((place) => [place] as const)

const logOf = (place: PlaceName, name: string): Resource =>
  theOne(place, 'AWS::Logs::LogGroup', ['LogGroupName', `/aws/lambda/${prefixOf(place)}-${name}`])

const variablesOf = (place: PlaceName, name: string): Data => {
  const { Variables } = functionOf(place, name).properties.Environment as { Variables: Data }
  return Variables
}

/** The mapping whose source's address contains a word. */
function sourceOf(place: PlaceName, word: string): Data {
  const found = allOf(place, 'AWS::Lambda::EventSourceMapping').filter(({ properties }) =>
    JSON.stringify(properties.EventSourceArn).includes(word),
  )
  expect(found).toHaveLength(1)
  return found[0]?.properties ?? {}
}

describe.each(everywhere)('in %s', (place) => {
  it('there is one function for each level of trust, and no other', () => {
    const names = allOf(place, 'AWS::Lambda::Function').map(({ properties }) => properties.FunctionName)
    expect(names.sort()).toEqual(functionNames.map((name) => `${prefixOf(place)}-${name}`).sort())
  })

  it.each(functionNames)('the function %s runs on Node 24 with memory and time of its own', (name) => {
    const { properties } = functionOf(place, name)
    expect(properties.Runtime).toBe('nodejs24.x')
    expect(properties.Architectures).toEqual([name === 'publisher' ? 'x86_64' : 'arm64'])
    expect(properties.MemorySize).toBe(functions[name].megabytes)
    expect(properties.Timeout).toBe(functions[name].seconds)
    expect(properties.ReservedConcurrentExecutions).toBeUndefined()
    expect(properties.TracingConfig).toEqual(places[place].tracing ? { Mode: 'Active' } : undefined)
  })

  it.each(functionNames)('the log of %s is kept for at least six months', (name) => {
    expect(Number(logOf(place, name).properties.RetentionInDays)).toBeGreaterThanOrEqual(184)
    expect(functionOf(place, name).properties.LoggingConfig).toMatchObject({ LogGroup: { Ref: logOf(place, name).id } })
  })

  it('everything calls a function by its alias "live"', () => {
    const aliases = allOf(place, 'AWS::Lambda::Alias')
    expect(aliases.map(({ properties }) => properties.Name)).toEqual(functionNames.map(() => 'live'))
    const ids = aliases.map(({ id }) => id)
    const called = [
      ...allOf(place, 'AWS::Lambda::EventSourceMapping').map(({ properties }) => properties.FunctionName),
      ...allOf(place, 'AWS::Lambda::Permission').map(({ properties }) => properties.FunctionName),
      ...allOf(place, 'AWS::Scheduler::Schedule').map(({ properties }) => (properties.Target as Data).Arn),
    ]
    expect(called).toHaveLength(7)
    for (const target of called) expect(ids).toContain((target as Data).Ref)
  })

  it('functions are told names and addresses, and no secret', () => {
    for (const name of functionNames) {
      const variables = variablesOf(place, name)
      expect(Object.keys(variables)).toEqual(expect.arrayContaining([...told]))
      expect(Object.keys(variables).filter((key) => /SECRET|PASSWORD(?!_PROFILE)|TOKEN|CREDENTIAL/.test(key))).toEqual(
        [],
      )
      for (const value of Object.values(variables))
        if (typeof value === 'string') expect(value).not.toMatch(/^[A-Za-z0-9+/=]{32,}$|BEGIN|AKIA/)
    }
  })

  it('a record that cannot be projected is put aside and the rest of the stream flows on', () => {
    expect(sourceOf(place, 'statestreamarn')).toMatchObject({
      BisectBatchOnFunctionError: true,
      MaximumRetryAttempts: 8,
      ParallelizationFactor: 1,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    })
    expect(Number(sourceOf(place, 'statestreamarn').MaximumRecordAgeInSeconds)).toBeLessThan(86_400)
    expect(JSON.stringify(sourceOf(place, 'statestreamarn').DestinationConfig)).toContain('stream-dead')
  })

  it('rows wake the projector; sessions, batches and the feeds that it writes itself do not', () => {
    const { Filters } = sourceOf(place, 'statestreamarn').FilterCriteria as { Filters: { Pattern: string }[] }
    const patterns = Filters.map(({ Pattern }) => JSON.parse(Pattern) as Data)
    const wakes = (NewImage?: Record<string, object>): boolean =>
      patterns.some((pattern) => matches(pattern as Json, { eventName: 'MODIFY', dynamodb: { NewImage } } as Json))
    expect(wakes({ pk: { S: 'd#DISTRICT' }, sk: { S: 'UNIT#1' }, rev: { N: '7' }, name: { S: '水务所' } })).toBe(true)
    expect(wakes({ pk: { S: 'd#SESSION#1' }, sk: { S: 'SESSION' }, seen: { S: '2026-10-12' } })).toBe(false)
    expect(wakes({ pk: { S: 'd#BATCH#1' }, sk: { S: 'HEAD' }, state: { S: 'applied' } })).toBe(false)
    expect(wakes({ pk: { S: 'd#FEED#DISTRICT' }, sk: { S: 'HEAD' }, n: { N: '8' } })).toBe(false)
    expect(wakes()).toBe(false)
  })

  it('each queue hands out one piece of work at a time, for six times as long as its worker may take', () => {
    for (const [queue, worker] of [
      ['changes', 'applier'],
      ['editions', 'publisher'],
    ] as const) {
      const source = sourceOf(place, `-${queue}"`)
      expect(source).toMatchObject({ BatchSize: 1, FunctionResponseTypes: ['ReportBatchItemFailures'] })
      const { properties } = theOne(place, 'AWS::SQS::Queue', ['QueueName', `${prefixOf(place)}-${queue}`])
      expect(properties.VisibilityTimeout).toBe(functions[worker].seconds * 6)
    }
  })

  it('the clock is woken every minute, by a role that may start nothing else', () => {
    const [schedule] = allOf(place, 'AWS::Scheduler::Schedule')
    expect(schedule?.properties.ScheduleExpression).toBe('rate(1 minute)')
    const target = schedule?.properties.Target as Data
    expect(JSON.stringify(target.DeadLetterConfig)).toContain('clock-dead')
    expect(JSON.stringify(target.RoleArn)).toContain('clockschedulerole')
  })

  it('the gateway holds the only permissions there are: one for each function that it calls', () => {
    const permissions = allOf(place, 'AWS::Lambda::Permission')
    const named = permissions.map(({ properties }) => JSON.stringify(properties.FunctionName))
    expect(named).toEqual([expect.stringContaining('stafflive'), expect.stringContaining('importerlive')])
    for (const { properties } of permissions) {
      expect(properties).toMatchObject({ Action: 'lambda:InvokeFunction', Principal: 'apigateway.amazonaws.com' })
      expect(JSON.stringify(properties.SourceArn)).toContain('/live/*/*')
    }
  })
})

const told = [
  'STAGE',
  'DISTRICT',
  'STATE_TABLE',
  'LEDGER_TABLE',
  'FILES_BUCKET',
  'EDITIONS_BUCKET',
  'CHANGES_QUEUE',
  'EDITIONS_QUEUE',
  'IMPORTS_QUEUE',
  'PEOPLE_KEY',
  'STAFF_ORIGIN',
  'PUBLIC_ORIGIN',
  'PASSWORD_PROFILE',
] as const
