import { setTimeout as pause } from 'node:timers/promises'
import type { Outcome } from '../functions/worker.ts'
import { failedItems } from '../queues/mapping.ts'
import type { StreamRecord } from './reader.ts'

/** How a batch is handed over and what happens when that fails; times in seconds. */
interface DeliveryRules {
  bisect: boolean
  /** tries after the first; without it as many as it takes */
  retries: number | undefined
  /** older records are given up; without it never */
  age: number | undefined
  /** whether the receiver reports where it failed */
  partial: boolean
}

export interface Delivery extends DeliveryRules {
  /** ends the waiting between two tries when the runtime stops */
  signal: AbortSignal
  hand(records: readonly StreamRecord[]): Promise<Outcome>
  /** everything up to this record is done with */
  done(last: StreamRecord): void
  /** hears of records that were given up, before they count as done */
  dead(records: readonly StreamRecord[], why: 'RetryAttemptsExhausted' | 'RecordAgeExceeded', tries: number): void
}

/** Milliseconds before a batch is tried again: twice as long each time, half a minute at most. */
const backOff = (tries: number): number => Math.min(30_000, 100 * 2 ** tries)

/**
 * Hands over records in their order until each is done with, one way or the other. A batch that fails is tried again,
 * halved where the rules say so, until the record at fault is alone; that one is given up after its retries and the
 * rest flows on. Source: Lambda guide, "Using Lambda with DynamoDB Streams: error handling".
 * @returns false when the runtime stopped before the end
 */
export async function deliver(records: readonly StreamRecord[], delivery: Delivery, tries = 0): Promise<boolean> {
  const young = withoutOld(records, delivery)
  const last = young.at(-1)
  if (!last) return true
  const outcome = await delivery.hand(young)
  if (!outcome.ok && outcome.why === 'stopped') return false
  const at = failedAt(outcome, young, delivery.partial)
  if (at === undefined) {
    delivery.done(last)
    return true
  }
  const before = young[at - 1]
  if (before) delivery.done(before)
  return again(young.slice(at), delivery, at > 0 ? 0 : tries)
}

async function again(records: readonly StreamRecord[], delivery: Delivery, tries: number): Promise<boolean> {
  if (stopped(delivery)) return false
  if (delivery.bisect && records.length > 1) {
    const middle = Math.ceil(records.length / 2)
    return (
      (await deliver(records.slice(0, middle), delivery, tries)) &&
      (await deliver(records.slice(middle), delivery, tries))
    )
  }
  if (delivery.retries !== undefined && tries >= delivery.retries) {
    giveUp(records, delivery, { why: 'RetryAttemptsExhausted', tries: tries + 1 })
    return true
  }
  await pause(backOff(tries), undefined, { ref: false, signal: delivery.signal }).catch(() => undefined)
  return !stopped(delivery) && deliver(records, delivery, tries + 1)
}

const stopped = ({ signal }: Delivery): boolean => signal.aborted

/** The first record that was not managed; undefined when all were. */
function failedAt(outcome: Outcome, records: readonly StreamRecord[], partial: boolean): number | undefined {
  if (!outcome.ok) return 0
  const named = partial ? failedItems(outcome.value) : []
  if (named.length === 0) return undefined
  const places = named.map((sequence) => records.findIndex((record) => record.dynamodb.SequenceNumber === sequence))
  return places.includes(-1) ? 0 : Math.min(...places)
}

function withoutOld(records: readonly StreamRecord[], delivery: Delivery): readonly StreamRecord[] {
  const { age } = delivery
  if (age === undefined) return records
  const limit = Date.now() / 1000 - age
  const old = records.filter((record) => record.dynamodb.ApproximateCreationDateTime < limit)
  giveUp(old, delivery, { why: 'RecordAgeExceeded', tries: 0 })
  return old.length === 0 ? records : records.slice(old.length)
}

interface GivenUp {
  why: 'RetryAttemptsExhausted' | 'RecordAgeExceeded'
  tries: number
}

function giveUp(records: readonly StreamRecord[], delivery: Delivery, { why, tries }: GivenUp): void {
  const last = records.at(-1)
  if (!last) return
  delivery.dead(records, why, tries)
  delivery.done(last)
}
