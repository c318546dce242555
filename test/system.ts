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

/** A port whose next port is free as well. */
export async function freePorts(): Promise<number> {
  const taken = (port: number): Promise<number> =>
    new Promise((done, reject) => {
      const server = createServer()
      server.once('error', reject)
      server.listen(port, '127.0.0.1', () => {
        const address = server.address()
        const found = typeof address === 'object' && address ? address.port : 0
        server.close(() => done(found))
      })
    })
  const port = await taken(0)
  try {
    await taken(port + 1)
    return port
  } catch {
    return freePorts()
  }
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
