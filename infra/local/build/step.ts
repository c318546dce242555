import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** One thing that is built from sources and kept by the hash of its input. */
export interface BuildStep {
  name: string
  /** what people read while it runs */
  words: string
  /** globs from the project's root; the content of every match counts */
  inputs: readonly string[]
  /** files that must stand for the step to count as done */
  outputs: readonly string[]
  command: readonly [string, ...string[]]
}

/** A build step that did not succeed: its name and what it printed. */
export class BuildFailure extends Error {
  override readonly name = 'BuildFailure'

  constructor(step: string, printed: string) {
    super(`Building "${step}" failed:\n${printed}`)
  }
}

/** The hash of names and contents of everything a step is made from. */
export function inputHash(root: string, { inputs, command }: BuildStep): string {
  const hash = createHash('sha256').update(JSON.stringify(command))
  for (const file of globSync([...inputs], { cwd: root }).sort()) {
    const path = join(root, file)
    if (!statSync(path).isFile()) continue
    hash.update(`\0${file}\0`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

const stampOf = (root: string, step: BuildStep): string => join(root, '.build/stamps', step.name)

function standing(root: string, step: BuildStep, hash: string): boolean {
  const stamp = stampOf(root, step)
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== hash) return false
  return step.outputs.every((output) => existsSync(join(root, output)))
}

function run(root: string, { name, command: [program, ...args] }: BuildStep): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, CDK_VALIDATION: 'false', CDK_DISABLE_CLI_TELEMETRY: 'true', FORCE_COLOR: '0' },
    })
    let printed = ''
    child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString()))
    child.on('error', reject)
    child.on('exit', (code) => (code === 0 ? resolve() : reject(new BuildFailure(name, printed))))
  })
}

/**
 * Runs a step unless its outputs stand for this very input. `say` is told what is being built.
 * @throws BuildFailure with what the step printed
 */
export async function build(root: string, step: BuildStep, say: (words: string) => void): Promise<boolean> {
  const hash = inputHash(root, step)
  if (standing(root, step, hash)) return false
  say(step.words)
  await run(root, step)
  mkdirSync(join(root, '.build/stamps'), { recursive: true })
  writeFileSync(stampOf(root, step), hash)
  return true
}
