import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { once } from 'node:events'
import type { Keyring } from '../rights/principal.ts'
import type { Rights } from '../rights/rights.ts'
import { refusalAnswer, Requests, type Request } from './exchange.ts'
import { needsOf, writes, type Body, type Tables } from './needs.ts'

export interface ProxySettings {
  /** the table engine's address */
  engine: string
  keyring: Keyring
  rights: Rights
  tables: Tables
  /** hears which tables' streams may hold something new, once the engine has answered */
  onWritten(tables: readonly string[]): void
}

export interface Proxy {
  url: string
  close(): Promise<void>
}

/**
 * The rights check in front of the table engine. Each connection of a client has one of its own to the engine, so that
 * answers pass through as bytes; requests are read once and passed on unchanged, or refused as AWS refuses.
 */
export async function startProxy(settings: ProxySettings): Promise<Proxy> {
  const open = new Set<Socket>()
  const server = createServer({ noDelay: true }, (client) => {
    open.add(client)
    client.on('close', () => open.delete(client))
    serve(client, settings)
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  return { url: `http://127.0.0.1:${portOf(server)}`, close: () => closeAll(server, open) }
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port

async function closeAll(server: Server, open: ReadonlySet<Socket>): Promise<void> {
  for (const client of open) client.destroy()
  server.close()
  await once(server, 'close')
}

function serve(client: Socket, settings: ProxySettings): void {
  const { hostname, port } = new URL(settings.engine)
  const engine = connect({ host: hostname, port: Number(port), noDelay: true })
  const requests = new Requests()
  let written: readonly string[] = []
  client.on('data', (part: Buffer) => {
    try {
      for (const request of requests.push(part)) {
        const { refusal, tables } = check(request, settings)
        if (refusal === undefined) engine.write(request.bytes)
        else client.write(refusal)
        if (tables.length > 0) written = tables
      }
    } catch {
      client.destroy()
    }
  })
  engine.on('data', (part: Buffer) => {
    if (!client.write(part)) {
      engine.pause()
      client.once('drain', () => engine.resume())
    }
    if (written.length > 0) settings.onWritten(written)
    written = []
  })
  for (const [one, other] of [
    [client, engine],
    [engine, client],
  ] as const) {
    one.on('error', () => other.destroy())
    one.on('close', () => other.destroy())
  }
}

interface Checked {
  /** the bytes of the refusal, if any */
  refusal?: string
  /** tables that the request writes to */
  tables: readonly string[]
}

function check(request: Request, { keyring, rights, tables }: ProxySettings): Checked {
  const [service, operation = ''] = request.target.split('.')
  const principal = keyring.principalOf(request.accessKeyId)
  if (!principal) {
    return refuse('UnrecognizedClientException', 'The security token included in the request is invalid.')
  }
  if (service !== 'DynamoDB_20120810') {
    return refuse('UnknownOperationException', 'Streams are read by event source mappings only.')
  }
  const body = bodyOf(request)
  if (!body) return refuse('SerializationException', 'The body is not JSON.')
  const needs = needsOf(operation, body, tables, principal.asks('dynamodb:LeadingKeys'))
  for (const { question, table } of needs) {
    const sentence = rights.refusal(principal, question, table)
    if (sentence) return refuse('AccessDeniedException', sentence)
  }
  return { tables: writes(operation) ? needs.map(({ table }) => table) : [] }
}

const refuse = (code: string, message: string): Checked => ({ refusal: refusalAnswer(code, message), tables: [] })

function bodyOf(request: Request): Body | undefined {
  try {
    return JSON.parse(request.body()) as Body
  } catch {
    return undefined
  }
}
