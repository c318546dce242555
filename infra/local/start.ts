import { resolve } from 'node:path'
import { buildAll } from './build/steps.ts'
import { BuildFailure } from './build/step.ts'
import { aClock } from './clock.ts'
import { EngineFault } from './engine/fault.ts'
import { RuntimeFault } from './fault.ts'
import { FolderFault, openFolder, remember, resetFolder } from './folder.ts'
import { seeFree } from './listen.ts'
import { helpText, OptionFault, readOptions, type StartOptions } from './options.ts'
import { startRuntime } from './runtime.ts'
import { fill, signInLines } from './fill.ts'

const root = resolve(import.meta.dirname, '../..')

/** `npm start`: builds what is not up to date, runs the system on this machine, and says how to sign in. */
async function start(options: StartOptions): Promise<void> {
  const { port, data, empty, reset, clock } = options
  if (reset) await seeFree(port, port + 1).then(() => resetFolder(data))
  const facts = openFolder(data, { empty })
  await buildAll(root, console.log)
  console.log('Starting …')
  const running = await startRuntime({
    assembly: resolve(root, '.build/cdk.local'),
    folder: data,
    port,
    publicPort: port + 1,
    clock: aClock(clock),
    log: (sentence) => console.error(sentence),
  })
  stopOn(['SIGINT', 'SIGTERM', 'SIGHUP'], () => running.close())
  const filled = await fill(running, { root, empty, filled: facts.filled, say: console.log })
  if (facts.filled === undefined) remember(data, { ...facts, filled })
  console.log(`Left out on one machine: ${running.leftOut.types.join(', ')}`)
  console.log(`ready ${running.staff}`)
  console.log(`public ${running.site}`)
  for (const line of await signInLines(running, filled)) console.log(line)
  console.log('-- ready, Ctrl+C stops --')
}

/**
 * The first signal closes in order; one that comes a second later does not wait. Ctrl+C alone comes twice: from the
 * terminal, and passed on by `run.js`.
 */
function stopOn(signals: readonly NodeJS.Signals[], close: () => Promise<void>): void {
  let since: number | undefined
  const stop = (): void => {
    if (since !== undefined && performance.now() - since > 1_000) process.exit(130)
    if (since !== undefined) return
    since = performance.now()
    void close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error)
        process.exit(1)
      },
    )
  }
  for (const signal of signals) process.on(signal, stop)
}

const known = [OptionFault, FolderFault, EngineFault, RuntimeFault, BuildFailure]

try {
  const options = readOptions(process.argv.slice(2), root)
  if (options === 'help') console.log(helpText)
  else await start(options)
} catch (error) {
  const told = error instanceof Error && known.some((kind) => error instanceof kind)
  console.error(told ? error.message : error)
  process.exit(1)
}
