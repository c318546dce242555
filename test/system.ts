import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const root = resolve(import.meta.dirname, '..')

/** The whole local system as `npm start` runs it, in a process group of its own. */
export interface System {
  staff: string
  site: string
  /** one-time sign-in addresses by role */
  links: Record<string, string>
  folder: string
  port: number
  child: ChildProcess
  /** everything it printed */
  printed(): string
  /** ends it as Ctrl+C does; resolves with the exit code */
  stop(): Promise<number>
  /** ends the whole process group with SIGKILL */
  kill(): Promise<void>
}

export interface SystemOptions {
  folder?: string
  port?: number
  args?: readonly string[]
  env?: Record<string, string>
}

/** Ports of this process alone, below those that the system gives away by itself: nobody takes one between two looks. */
const first = 10_000 + (process.pid % 1_000) * 20
let turn = 0

const isFree = (port: number): Promise<boolean> =>
  new Promise((done) => {
    const server = createServer()
    server.once('error', () => done(false))
    server.listen(port, '127.0.0.1', () => server.close(() => done(true)))
  })

/** A port whose next port is free as well. @throws where ten pairs in a row are taken */
export async function freePorts(): Promise<number> {
  for (let tries = 0; tries < 10; tries++) {
    const port = first + 2 * (turn++ % 10)
    if ((await isFree(port)) && (await isFree(port + 1))) return port
  }
  throw new Error(`the ports from ${first} on are taken`)
}

/** A data folder for one test; `remove` takes it away. */
export function aFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'district-'))
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) }
}

/** Starts the system and waits for its `ready` line. @throws with what it printed when it ends before that */
export async function startSystem({ folder, port, args = [], env = {} }: SystemOptions = {}): Promise<System> {
  const data = folder ?? aFolder().path
  const at = port ?? (await freePorts())
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', 'infra/local/start.ts', '--port', String(at), '--data', data, ...args],
    { cwd: root, detached: true, stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, ...env } },
  )
  let printed = ''
  const ended = new Promise<number>((done) => child.once('exit', (code) => done(code ?? 1)))
  const ready = new Promise<void>((done, reject) => {
    const take = (chunk: Buffer): void => {
      printed += chunk.toString()
      if (/^-- ready/m.test(printed)) done()
    }
    child.stdout.on('data', take)
    child.stderr.on('data', take)
    void ended.then((code) => reject(new Error(`The system ended with ${code}:\n${printed}`)))
  })
  await ready
  return {
    staff: /^ready (\S+)$/m.exec(printed)?.[1] ?? '',
    site: /^public (\S+)$/m.exec(printed)?.[1] ?? '',
    links: Object.fromEntries(
      [...printed.matchAll(/^ {2}(\S+) .*?(http\S+#\S+)$/gm)].map(([, role, link]) => [role, link]),
    ),
    folder: data,
    port: at,
    child,
    printed: () => printed,
    stop: () => {
      child.kill('SIGINT')
      return ended
    },
    kill: async () => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}
