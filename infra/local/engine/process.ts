import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { engineBinary, leashed } from './binary.ts'
import { EngineFault } from './fault.ts'

/** A running engine program: its number, its port, and when it ends. */
export interface EngineProcess {
  pid: number
  port: number
  ended: Promise<void>
  stop(): Promise<void>
}

/**
 * Starts the engine's program on 127.0.0.1 and waits for its word that it listens. Without a port it takes a free one,
 * and another should somebody be quicker.
 * @throws EngineFault engine/platform, engine/silent
 */
export async function startProcess(file: string, port?: number): Promise<EngineProcess> {
  const binary = engineBinary()
  for (let tries = 1; ; tries++) {
    const chosen = port ?? (await freePort())
    const words = ['serve', '--host', '127.0.0.1', '--port', String(chosen), '--db-path', file]
    const [program, args] = leashed(binary, words)
    // A group of its own: Ctrl+C in a terminal reaches the launcher alone, which ends the engine last.
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], env: {}, detached: true })
    const reason = await listening(child)
    if (!reason) return running(child, chosen)
    if (port !== undefined || tries === 5 || !reason.includes('in use'))
      throw new EngineFault('engine/silent', { reason })
  }
}

function running(child: ChildProcess, port: number): EngineProcess {
  const ended = once(child, 'exit').then(() => undefined)
  child.stdout?.resume()
  child.stderr?.resume()
  return {
    pid: child.pid ?? 0,
    port,
    ended,
    stop: async () => {
      child.kill('SIGTERM')
      const late = setTimeout(() => child.kill('SIGKILL'), 5_000)
      await ended
      clearTimeout(late)
    },
  }
}

/** Resolves to undefined once the program listens, else to the reason why it ended. */
function listening(child: ChildProcess): Promise<string | undefined> {
  let said = ''
  return new Promise((resolve) => {
    const hear = (part: Buffer) => {
      said += part.toString()
      if (said.includes('listening on')) resolve(undefined)
    }
    child.stdout?.on('data', hear)
    child.stderr?.on('data', hear)
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(said.trim() || `it ended with ${signal ?? code}`))
  })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  return typeof address === 'object' && address ? address.port : 0
}
