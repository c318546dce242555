import type { Clock } from '../clock.ts'
import type { Function } from '../functions/functions.ts'
import type { Outcome } from '../functions/worker.ts'
import { Pump } from './pump.ts'
import { md5, type Message, type Queues } from './queues.ts'

export interface QueueMapping {
  queue: string
  arn: string
  region: string
  function: Function
  batch: number
  atOnce: number
  /** whether the function reports which messages failed */
  partial: boolean
}

interface Around {
  queues: Queues
  clock: Clock
  /** hears of batches that failed */
  failed: (sentence: string) => void
}

/** An event source mapping of a queue: batches to the function; what it did not manage becomes visible again later. */
export function startQueueMapping(mapping: QueueMapping, { queues, clock, failed }: Around): Pump {
  const work = async (messages: readonly Message[]): Promise<void> => {
    const ahead = clock.now().getTime() - Date.now()
    const outcome = await mapping.function.invoke({
      Records: messages.map((message) => recordOf(message, mapping, ahead)),
    })
    if (!outcome.ok && outcome.why === 'stopped') return
    const left = failures(outcome, messages, mapping.partial)
    for (const { id, receipt } of messages) if (!left.has(id)) queues.delete(receipt)
    if (left.size > 0)
      failed(`${mapping.function.name} left ${left.size} of ${messages.length} messages of ${mapping.queue}`)
  }
  return new Pump(queues, { queue: mapping.queue, most: mapping.batch, atOnce: mapping.atOnce, work })
}

/** Messages that were not managed. An answer that names something else counts as a failure of the whole batch. */
function failures(outcome: Outcome, messages: readonly Message[], partial: boolean): ReadonlySet<string> {
  const all = new Set(messages.map(({ id }) => id))
  if (!outcome.ok) return all
  const named = partial ? failedItems(outcome.value) : []
  return named.every((id) => all.has(id)) ? new Set(named) : all
}

/** `batchItemFailures` of a function's answer; anything but a list counts as none. */
export function failedItems(value: unknown): string[] {
  const items = (value as { batchItemFailures?: { itemIdentifier?: unknown }[] } | null)?.batchItemFailures
  return Array.isArray(items) ? items.map(({ itemIdentifier }) => String(itemIdentifier)) : []
}

const recordOf = (message: Message, { arn, region }: QueueMapping, ahead: number) => ({
  messageId: message.id,
  receiptHandle: message.receipt,
  body: message.body,
  attributes: {
    ApproximateReceiveCount: String(message.receipts),
    SentTimestamp: String(message.sent + ahead),
    SenderId: 'local',
    ApproximateFirstReceiveTimestamp: String(message.first + ahead),
  },
  messageAttributes: message.attributes,
  md5OfBody: md5(message.body),
  eventSource: 'aws:sqs',
  eventSourceARN: arn,
  awsRegion: region,
})
