import { randomUUID } from 'node:crypto'
import type { Clock } from '../clock.ts'
import { listOf, numberAt, objectAt, objectOf, textAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'
import { nextOf, type Next } from './expression.ts'

/** A time at which a function is to be called, and what with. */
export interface Schedule {
  /** as logs name it */
  name: string
  arn: string
  next: Next
  target: string
  /** under which the call is made; rules call without one */
  role: string | undefined
  input: (due: Date) => unknown
  retries: number
  /** ARN of the queue for calls that failed for good */
  dead: string | undefined
}

/** Schedules and timed rules of the template that are switched on. */
export function schedulesOf(resources: readonly Resolved[]): Schedule[] {
  return resources.flatMap((resource) => {
    const { type, properties } = resource
    if (textAt(properties, 'State') === 'DISABLED') return []
    if (type === 'AWS::Scheduler::Schedule') return [scheduleOf(resource, objectAt(properties, 'Target') ?? {})]
    if (type !== 'AWS::Events::Rule' || !textAt(properties, 'ScheduleExpression')) return []
    return listOf(properties.Targets).map((target) => scheduleOf(resource, objectOf(target) ?? {}))
  })
}

function scheduleOf(
  { ref, arn, type, stack, properties }: Resolved,
  target: NonNullable<ReturnType<typeof objectOf>>,
): Schedule {
  const zone = textAt(properties, 'ScheduleExpressionTimezone')
  const input = textAt(target, 'Input')
  return {
    name: ref,
    arn,
    next: nextOf(textAt(properties, 'ScheduleExpression') ?? '', zone),
    target: textAt(target, 'Arn') ?? '',
    role: type === 'AWS::Scheduler::Schedule' ? textAt(target, 'RoleArn') : undefined,
    input: (due) => (input === undefined ? scheduledEvent(arn, stack, due) : (JSON.parse(input) as unknown)),
    // A function that fails is tried twice more; retries of the schedule itself are for calls that do not arrive.
    retries: Math.min(2, numberAt(objectAt(target, 'RetryPolicy'), 'MaximumRetryAttempts') ?? 2),
    dead: textAt(objectAt(target, 'DeadLetterConfig'), 'Arn'),
  }
}

/** What EventBridge sends when a target names no input. */
const scheduledEvent = (arn: string, { account, region }: Resolved['stack'], due: Date) => ({
  version: '0',
  id: randomUUID(),
  'detail-type': 'Scheduled Event',
  source: 'aws.events',
  account,
  time: due.toISOString().replace(/\.\d{3}/, ''),
  region,
  resources: [arn],
  detail: {},
})

/** No timer of Node runs longer than 24 days; looking again every hour also follows a clock that was put. */
const LONGEST = 3_600_000

/** Calls out when schedules are due by the clock, one at a time; what came due while the system was off is not made up for. */
export class Ticker {
  readonly #clock: Clock
  readonly #due: { schedule: Schedule; at: Date | undefined }[]
  readonly #ring: (schedule: Schedule, due: Date) => void
  readonly #unhear: () => void
  #timer: NodeJS.Timeout | undefined

  constructor(clock: Clock, schedules: readonly Schedule[], ring: (schedule: Schedule, due: Date) => void) {
    this.#clock = clock
    this.#ring = ring
    this.#due = schedules.map((schedule) => ({ schedule, at: schedule.next(clock.now()) }))
    this.#unhear = clock.onSet(() => this.#look(true))
    this.#look(false)
  }

  /** Rings what is due. After the clock was put back, what lies ahead is counted anew. */
  #look(put: boolean): void {
    clearTimeout(this.#timer)
    const now = this.#clock.now()
    for (const one of this.#due) {
      const { schedule, at } = one
      const due = at !== undefined && at <= now
      if (due) this.#ring(schedule, at)
      if (due || put) one.at = schedule.next(now)
    }
    const soonest = Math.min(...this.#due.map(({ at }) => at?.getTime() ?? Infinity), now.getTime() + LONGEST)
    this.#timer = setTimeout(() => this.#look(false), Math.max(1, soonest - now.getTime()))
    this.#timer.unref()
  }

  stop(): void {
    this.#unhear()
    clearTimeout(this.#timer)
  }
}
