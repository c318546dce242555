import { spawnSync } from 'node:child_process'

const apart = ['infra', 'local', 'contracts'].flatMap((part) => ['--ignore-pattern', `test/${part}/**`])

/** Everything a machine can say of the code without running it. All run, even after one has failed. */
const checks: [name: string, command: string, ...args: string[]][] = [
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['types: shared, functions, test', 'tsc', '--noEmit', '-p', 'tsconfig.json'],
  ['types: browser tests', 'tsc', '--noEmit', '-p', 'test/web/tsconfig.json'],
  ['types: infra', 'tsc', '--noEmit', '-p', 'infra/tsconfig.json'],
  ['types: one machine', 'tsc', '--noEmit', '-p', 'infra/local/tsconfig.json'],
  ['routes of the web', 'svelte-kit', 'sync'],
  ['types: web', 'svelte-check', '--tsconfig', 'web/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  // In parts: each part's types are read anew, and together they would not fit into memory.
  ['lint: shared, functions', 'eslint', 'shared', 'functions', '--max-warnings', '0'],
  ['lint: infra', 'eslint', 'infra', 'test/infra', 'test/local', 'test/contracts', '--max-warnings', '0'],
  ['lint: web', 'eslint', 'web', '--max-warnings', '0'],
  ['lint: test', 'eslint', 'test', ...apart, '--max-warnings', '0'],
  ['unused', 'knip'],
]

const failed = checks.filter(([name, command, ...args]) => {
  const cwd = command === 'svelte-kit' ? 'web' : '.'
  const ran = spawnSync(command, args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  const good = ran.status === 0
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name}`)
  if (!good) console.log(ran.stdout + ran.stderr)
  return !good
})

console.log(failed.length === 0 ? 'check: all good' : `check: ${failed.length} of ${checks.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)
