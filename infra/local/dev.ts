import { resolve } from 'node:path'
import { createServer } from 'vite'
import { buildAll } from './build/steps.ts'
import { aClock } from './clock.ts'
import { fill, signInLines } from './fill.ts'
import { openFolder, remember, resetFolder } from './folder.ts'
import { helpText, readOptions } from './options.ts'
import { seeFree } from './listen.ts'
import { startRuntime } from './runtime.ts'

/** `npm run dev`: the system as `npm start` runs it, with the staff app served from its sources as they change. */
const root = resolve(import.meta.dirname, '../..')
const options = readOptions(process.argv.slice(2), root)
if (options === 'help') {
  console.log(helpText)
  process.exit(0)
}
const { port, data, empty, reset, clock } = options
if (reset) await seeFree(port, port + 1).then(() => resetFolder(data))
const facts = openFolder(data, { empty })
await buildAll(root, console.log)
const running = await startRuntime({
  assembly: resolve(root, '.build/cdk.local'),
  folder: data,
  port: 0,
  publicPort: port + 1,
  clock: aClock(clock),
  log: (sentence) => console.error(sentence),
})
const filled = await fill(running, { root, empty, filled: facts.filled, say: console.log })
if (facts.filled === undefined) remember(data, { ...facts, filled })

const vite = await createServer({
  configFile: resolve(root, 'web/vite.config.ts'),
  server: {
    port,
    strictPort: true,
    proxy: { '/api': { target: running.staff, changeOrigin: true, headers: { origin: running.staff } } },
  },
})
await vite.listen()
const address = `http://127.0.0.1:${port}`
console.log(`ready ${address}`)
console.log(`public ${running.site}`)
for (const line of await signInLines({ ...running, staff: address }, filled)) console.log(line)
process.on('SIGINT', () => {
  void vite
    .close()
    .then(() => running.close())
    .then(() => process.exit(0))
})
