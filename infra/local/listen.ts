import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { RuntimeFault } from './fault.ts'

type Handle = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** A web server on this machine; until it is told what to answer it says that it is not ready yet. */
export interface Front {
  url: string
  answer(handle: Handle): void
  close(): Promise<void>
}

const notReady: Handle = (_, response) => {
  response.writeHead(503, { 'retry-after': '1', 'content-type': 'text/plain; charset=utf-8' }).end('正在启动')
  return Promise.resolve()
}

/** Milliseconds that requests under way have to end after the server was told to close. */
const GRACE = 2_000

/**
 * Takes a port on 127.0.0.1; 0 takes a free one.
 * @throws RuntimeFault when somebody else has it
 */
export async function listen(port: number): Promise<Front> {
  let handle = notReady
  const server = createServer(
    { keepAliveTimeout: 65_000, noDelay: true },
    (request, response) => void handle(request, response),
  )
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(
        error.code === 'EADDRINUSE'
          ? new RuntimeFault(`The port ${port} is in use: stop what listens there, or choose another with --port.`)
          : error,
      ),
    )
    server.listen(port, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answer: (given) => {
      handle = given
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeIdleConnections()
      await Promise.race([closed, pause(GRACE, undefined, { ref: false })])
      server.closeAllConnections()
      await closed
    },
  }
}

/**
 * Sees that ports could be taken, and leaves them free.
 * @throws RuntimeFault when somebody else has one
 */
export async function seeFree(...ports: readonly number[]): Promise<void> {
  for (const port of ports) await (await listen(port)).close()
}
