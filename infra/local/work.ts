import { setTimeout as pause } from 'node:timers/promises'
import type { Clock } from './clock.ts'
import type { Closers } from './closers.ts'
import type { Ground } from './ground.ts'
import type { Places } from './places.ts'
import { callLater, startCalls } from './queues/calls.ts'
import { queueName } from './queues/settings.ts'
import { schedulesOf, Ticker, type Schedule } from './schedules/schedules.ts'
import { startSources, type Sources } from './sources.ts'
import type { Resolved } from './template/scope.ts'

/** What calls functions by itself. */
export type Work = Sources

export interface WorkSettings {
  resources: readonly Resolved[]
  ground: Ground
  places: Places
  clock: Clock
}

/** Milliseconds that work under way has to end before its threads are ended. */
const GRACE = 3_000

/** Starts queues, streams, schedules and later calls; stops them in the reverse order, the functions last. */
export function startWork({ resources, ground, places, clock }: WorkSettings, closers: Closers): Work {
  const failed = (sentence: string): void => ground.log.say(sentence)
  const { queues, functions } = places
  const { positions, engine } = ground
  const work: Work = { pumps: [], followers: [] }
  closers.add(() => stop(work, places))
  startSources(resources, { ...places, clock, positions, call: engine.call, failed }, work)
  work.pumps.push(...functions.all.map((one) => startCalls(one, queues, failed)))
  places.onWritten((tables) => {
    for (const { table, follower } of work.followers) if (tables.includes(table)) follower.wake()
  })
  const ticker = new Ticker(clock, schedulesOf(resources), (schedule, due) => ring(schedule, due, { places, failed }))
  const unhear = clock.onSet(() => {
    void engine.expire().catch((error: unknown) => failed(`Items did not expire: ${String(error)}`))
  })
  closers.add(() => {
    ticker.stop()
    unhear()
  })
  return work
}

/** Lets what is under way end, but not for long; then ends the functions, and with them the rest. */
async function stop({ pumps, followers }: Work, { functions }: Places): Promise<void> {
  const ended = Promise.all([...pumps, ...followers.map(({ follower }) => follower)].map((one) => one.stop()))
  await Promise.race([ended, pause(GRACE, undefined, { ref: false })])
  await functions.stop()
  await ended
}

interface Ringing {
  places: Places
  failed: (sentence: string) => void
}

/** A schedule that is due: its role, or the function's own permission, has to allow the call. */
function ring(schedule: Schedule, due: Date, { places, failed }: Ringing): void {
  const { name, arn, target, role, retries, dead } = schedule
  const allowed =
    role === undefined
      ? places.permissions.allow('events', { target, source: arn })
      : places.rights.refusal(places.roles.principal(role, name), {
          action: 'lambda:InvokeFunction',
          resource: target,
        }) === undefined
  if (!allowed) {
    failed(`The schedule ${name} may not call ${target}.`)
    return
  }
  callLater(places.queues, places.functions.find(target).name, {
    event: schedule.input(due),
    retries,
    dead: dead === undefined ? undefined : queueName(dead),
  })
}
