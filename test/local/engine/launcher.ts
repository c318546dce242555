// Started by a test as a process of its own, to be killed: prints the engine's address and number, then waits.
import { startEngine } from '../../../infra/local/engine/engine.ts'

const engine = await startEngine({ folder: process.argv[2] ?? '', now: () => new Date() })
process.stdout.write(`${JSON.stringify({ url: engine.url, pid: engine.pid })}\n`)
setInterval(() => undefined, 60_000)
