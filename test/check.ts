import { spawn } from 'node:child_process'
import { availableParallelism } from 'node:os'

const apart = ['infra', 'local', 'contracts'].flatMap((part) => ['--ignore-pattern', `test/${part}/**`])

type Check = [name: string, command: string, ...args: string[]]

/** What the others read: it comes before them. */
const before: Check[] = [['routes of the web', 'svelte-kit', 'sync']]

/** Everything a machine can say of the code without running it, the longest first. All run, even after one has failed. */
const checks: Check[] = [
  // In parts: each part's types are read anew, and together they would not fit into memory.
  ['lint: test', 'eslint', 'test', ...apart, '--max-warnings', '0'],
  ['lint: shared, functions', 'eslint', 'shared', 'functions', '--max-warnings', '0'],
  ['lint: web', 'eslint', 'web', '--max-warnings', '0'],
  ['lint: infra', 'eslint', 'infra', 'test/infra', 'test/local', 'test/contracts', '--max-warnings', '0'],
  ['types: web', 'svelte-check', '--tsconfig', 'web/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['types: shared, functions, test', 'tsc', '--noEmit', '-p', 'tsconfig.json'],
  ['types: browser tests', 'tsc', '--noEmit', '-p', 'test/web/tsconfig.json'],
  ['types: infra', 'tsc', '--noEmit', '-p', 'infra/tsconfig.json'],
  ['types: one machine', 'tsc', '--noEmit', '-p', 'infra/local/tsconfig.json'],
  ['unused', 'knip'],
]

/** Whether it found nothing; what it found is printed. */
function holds([name, command, ...args]: Check): Promise<boolean> {
  const cwd = command === 'svelte-kit' ? 'web' : '.'
  const child = spawn(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => said.push(chunk.toString()))
  return new Promise((done, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      console.log(`${code === 0 ? 'ok  ' : 'FAIL'} ${name}`)
      if (code !== 0) console.log(said.join(''))
      done(code === 0)
    })
  })
}

/** Runs them side by side, each lane taking the next, and answers how many failed. */
async function failuresOf(list: readonly Check[], lanes: number): Promise<number> {
  const waiting = [...list]
  let failed = 0
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) if (!(await holds(next))) failed += 1
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return failed
}

const lanes = Math.min(4, availableParallelism())
const failed = (await failuresOf(before, 1)) + (await failuresOf(checks, lanes))
const all = before.length + checks.length
console.log(failed === 0 ? 'check: all good' : `check: ${failed} of ${all} failed`)
process.exit(failed === 0 ? 0 : 1)
