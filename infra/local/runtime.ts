import { setTimeout as pause } from 'node:timers/promises'
import { aClock, type Clock } from './clock.ts'
import { Closers } from './closers.ts'
import type { Function } from './functions/functions.ts'
import { openGround } from './ground.ts'
import { behavioursLeftOut, typesLeftOut } from './left-out.ts'
import { listen, type Front } from './listen.ts'
import { openPlaces, type Places } from './places.ts'
import { readAssembly } from './template/assembly.ts'
import { RuntimeFault } from './fault.ts'
import { resolveStacks, type Resolved } from './template/scope.ts'
import { openFronts } from './fronts.ts'
import { startWork, type Work } from './work.ts'

export interface RuntimeSettings {
  /** what `cdk synth` wrote for the stage of one machine */
  assembly: string
  /** the data folder: everything that has to outlive a kill */
  folder: string
  /** staff app and API; 0 takes a free port */
  port: number
  /** public site */
  publicPort: number
  clock?: Clock
  /** hears what an operator should know at once */
  log?: (sentence: string) => void
  /** the addresses that the stage was synthesized with; those of this start take their place everywhere */
  origins?: { staff: string; site: string }
  /** the bucket that the public site shows; without it the one whose name says `editions` */
  site?: string
}

/** A running system. */
export interface Running {
  staff: string
  site: string
  clock: Clock
  /** lines of functions and of the runtime */
  logFile: string
  /** resource types, and behaviours of others, that one machine does without */
  leftOut: { types: readonly string[]; behaviours: readonly string[] }
  /** a function by its name, or by a name that its own ends in, such as `staff` */
  function(name: string): Function
  /** the bucket whose name has this word, such as `app` */
  bucket(word: string): string
  /** variables by which the SDK of a tool or test reaches this system with every right */
  environment: Readonly<Record<string, string>>
  /** resolves when streams and queues hold nothing more that could be worked off now */
  idle(): Promise<void>
  close(): Promise<void>
}

const standard = { staff: 'http://127.0.0.1:8080', site: 'http://127.0.0.1:8081' }

/**
 * Runs a synthesized template on this machine.
 * @throws EngineFault and RuntimeFault, each with a sentence for the terminal; what was opened is closed again
 */
export async function startRuntime(settings: RuntimeSettings): Promise<Running> {
  const closers = new Closers()
  try {
    return await start(settings, closers)
  } catch (error) {
    await closers.close()
    throw error
  }
}

async function start(settings: RuntimeSettings, closers: Closers): Promise<Running> {
  const { folder, origins = standard, clock = aClock(), log = () => undefined } = settings
  const fronts = { staff: await take(settings.port, closers), site: await take(settings.publicPort, closers) }
  const ground = await openGround({ folder, clock, say: log }, closers)
  const instead = new Map([
    [origins.staff, fronts.staff.url],
    [origins.site, fronts.site.url],
  ])
  const { stacks, assets } = readAssembly(settings.assembly, instead)
  const resources = resolveStacks(stacks, { services: ground.services.url })
  const places = await openPlaces({ resources, assets, ground, clock }, closers)
  const work = startWork({ resources, ground, places, clock }, closers)
  openFronts({ resources, ground, places, clock, fronts, site: settings.site }, closers)
  closers.add(() => fronts.staff.close())
  closers.add(() => fronts.site.close())
  return {
    staff: fronts.staff.url,
    site: fronts.site.url,
    clock,
    logFile: ground.log.file,
    leftOut: { types: typesLeftOut(resources), behaviours: behavioursLeftOut },
    function: (name) => functionNamed(places, name),
    bucket: (word) => bucketNamed(resources, word),
    environment: places.environment,
    idle: () => idle(work),
    close: () => closers.close(),
  }
}

async function take(port: number, closers: Closers): Promise<Front> {
  const front = await listen(port)
  closers.add(() => front.close())
  return front
}

const functionNamed = ({ functions }: Places, name: string): Function =>
  functions.all.find((one) => one.name.endsWith(`-${name}`)) ?? functions.find(name)

const bucketNamed = (resources: readonly Resolved[], word: string): string => {
  const found = resources.find(({ type, ref }) => type === 'AWS::S3::Bucket' && ref.split('-').includes(word))
  if (!found) throw new RuntimeFault(`The template has no bucket with "${word}" in its name.`)
  return found.ref
}

/** Twice in a row nothing to do: what one source hands on, another may take up. */
async function idle({ pumps, followers }: Work): Promise<void> {
  for (let quiet = 0; quiet < 2;) {
    for (const { follower } of followers) await follower.drain()
    const resting = pumps.every((pump) => pump.idle)
    quiet = resting ? quiet + 1 : 0
    if (!resting) await pause(10)
  }
}
