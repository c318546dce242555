import { describe, expect, it } from 'vitest'
import { allOf, chinese, global, placeNames, prefixOf, type Data, type PlaceName } from './templates.ts'

const everywhere = placeNames.map((place) => [place] as const)
const alarmsOf = (place: PlaceName) => allOf(place, 'AWS::CloudWatch::Alarm')

const named = (place: PlaceName, name: string): Data => {
  const found = alarmsOf(place).find(({ properties }) => properties.AlarmName === `${prefixOf(place)}-${name}`)
  if (!found) throw new Error(`no alarm ${name}`)
  return found.properties
}

describe.each(everywhere)('in %s', (place) => {
  it('an operator is told of every alarm, and when it is over', () => {
    expect(alarmsOf(place).length).toBeGreaterThan(20)
    for (const { id, properties } of alarmsOf(place)) {
      expect(properties.AlarmActions, id).toHaveLength(1)
      expect(properties.OKActions, id).toHaveLength(1)
    }
  })

  it('every alarm says in a sentence who is held up, and fits the field', () => {
    const held = /who|staff|colleague|everybody|somebody|nobody|reader|unit|unfinished|interrupted|accounts/i
    for (const { id, properties } of alarmsOf(place)) {
      const sentence = String(properties.AlarmDescription)
      expect(sentence.length, id).toBeGreaterThan(60)
      expect(sentence.length, id).toBeLessThan(1024)
      expect(sentence, id).toMatch(held)
      expect(sentence, id).toMatch(/\.$/)
    }
  })

  it('a single dead letter rings', () => {
    const dead = allOf(place, 'AWS::SQS::Queue')
      .map(({ properties }) => String(properties.QueueName))
      .filter((name) => /-(dead|tampered)$/.test(name))
    expect(dead).toHaveLength(6)
    for (const queue of dead) {
      const alarm = named(place, `queue-${queue.slice(prefixOf(place).length + 1)}`)
      expect(alarm).toMatchObject({ Threshold: 0, ComparisonOperator: 'GreaterThanThreshold' })
      expect(alarm.MetricName).toBe('ApproximateNumberOfMessagesVisible')
      expect(alarm.Dimensions).toEqual([{ Name: 'QueueName', Value: queue }])
    }
  })

  it('rings where staff or readers would notice', () => {
    expect(named(place, 'answers-fail')).toMatchObject({ Threshold: 1, EvaluationPeriods: 1 })
    expect(named(place, 'answers-slow')).toMatchObject({ Threshold: 1000, EvaluationPeriods: 2, Period: 300 })
    expect(named(place, 'feeds-late')).toMatchObject({ Threshold: 900, Namespace: 'DistrictDesk' })
    expect(named(place, 'batch-stuck')).toMatchObject({ Threshold: 300 })
    expect(named(place, 'failed-sign-ins')).toMatchObject({ Threshold: 50, Period: 300 })
    expect(named(place, 'clock-stopped')).toMatchObject({ Threshold: 1, TreatMissingData: 'breaching' })
    for (const name of ['staff', 'projector', 'applier', 'clock', 'publisher'])
      expect(named(place, `throttled-${name}`)).toMatchObject({ Threshold: 0, MetricName: 'Throttles' })
  })

  it('counts in the log what it rings for', () => {
    const counted = allOf(place, 'AWS::Logs::MetricFilter').flatMap(
      ({ properties }) => properties.MetricTransformations as Data[],
    )
    for (const name of ['failed-sign-ins', 'defects']) {
      const { MetricName, Namespace } = named(place, name)
      expect(counted).toContainEqual(expect.objectContaining({ MetricName, MetricNamespace: Namespace }))
    }
  })

  it('shows every alarm on one page, beside what was promised', () => {
    const [dashboard] = allOf(place, 'AWS::CloudWatch::Dashboard')
    const text = JSON.stringify(dashboard?.properties.DashboardBody)
    expect(text).toContain('99.9 %')
    expect(text.match(/alarm-?[a-z]/gi)?.length).toBeGreaterThanOrEqual(alarmsOf(place).length)
  })
})

it('a budget rings at 80 and 100 % where accounts have budgets, and nowhere else', () => {
  for (const place of global) {
    const [budget] = allOf(place, 'AWS::Budgets::Budget')
    expect(JSON.stringify(budget?.properties)).toMatch(/"Threshold":80.*"Threshold":100/)
  }
  for (const place of [...chinese, 'local' as const]) expect(allOf(place, 'AWS::Budgets::Budget')).toEqual([])
})
