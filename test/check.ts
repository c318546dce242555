import { spawnSync } from 'node:child_process'

/** Everything a machine can say of the code without running it. All run, even after one has failed. */
const checks: [name: string, command: string, ...args: string[]][] = [
  ['format', 'prettier', '--check', '--log-level', 'warn', '.'],
  ['types: shared, functions, test', 'tsc', '--noEmit', '-p', 'tsconfig.json'],
  ['types: infra', 'tsc', '--noEmit', '-p', 'infra/tsconfig.json'],
  ['types: web', 'svelte-check', '--tsconfig', 'web/tsconfig.json', '--fail-on-warnings', '--output', 'human'],
  ['lint', 'eslint', '.', '--max-warnings', '0'],
  ['unused', 'knip'],
]

const failed = checks.filter(([name, command, ...args]) => {
  const ran = spawnSync(command, args, { stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' })
  const good = ran.status === 0
  console.log(`${good ? 'ok  ' : 'FAIL'} ${name}`)
  if (!good) console.log(ran.stdout + ran.stderr)
  return !good
})

console.log(failed.length === 0 ? 'check: all good' : `check: ${failed.length} of ${checks.length} failed`)
process.exit(failed.length === 0 ? 0 : 1)
