// Started by a test as a process group of its own, to be killed: runs the sample in a folder, prints where it answers.
import { startRuntime } from '../../../infra/local/runtime.ts'

const [assembly = '', folder = ''] = process.argv.slice(2)
const running = await startRuntime({ assembly, folder, port: 0, publicPort: 0, log: console.error })
process.stdout.write(`${JSON.stringify({ staff: running.staff, environment: running.environment })}\n`)
process.on('SIGINT', () => void running.close().then(() => process.exit(0)))
