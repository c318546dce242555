import type { Function } from '../functions/functions.ts'
import { Pump } from './pump.ts'
import type { Message, Queue, Queues } from './queues.ts'

/** A call that nobody waits for, as it is kept until it is done. */
export interface LaterCall {
  event: unknown
  /** tries after the first */
  retries: number
  /** the queue that takes a call that failed for good */
  dead?: string | undefined
}

const prefix = 'calls of '

/** The runtime's own queue of calls to a function. */
export const callsQueue = (name: string): Queue => ({
  name: prefix + name,
  visibility: 12 * 3600,
  delay: 0,
  retention: 24 * 3600,
})

/**
 * Calls that nobody waits for: from schedules, rules and file notifications. They are on disk before the caller goes
 * on; a call that fails is tried again after one minute and after two, then goes to its dead-letter queue.
 * Source: Lambda guide, "Error handling for asynchronous invocation".
 */
export function startCalls(called: Function, queues: Queues, failed: (sentence: string) => void): Pump {
  const queue = prefix + called.name
  const work = async (messages: readonly Message[]): Promise<void> => {
    for (const { body, receipt, receipts } of messages) {
      const { event, retries, dead } = JSON.parse(body) as LaterCall
      const outcome = await called.invoke(event)
      if (!outcome.ok && outcome.why === 'stopped') return
      if (!outcome.ok) failed(`${called.name} failed: ${outcome.error.errorMessage}`)
      if (!outcome.ok && receipts <= retries) queues.hide(receipt, 60 * receipts)
      else {
        if (!outcome.ok && dead !== undefined) queues.send(dead, { body: JSON.stringify(event) })
        queues.delete(receipt)
      }
    }
  }
  return new Pump(queues, { queue, most: 1, atOnce: 4, work })
}

export const callLater = (queues: Queues, name: string, call: LaterCall): void => {
  queues.send(prefix + name, { body: JSON.stringify(call) })
}
