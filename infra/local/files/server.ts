import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { pipeline } from 'node:stream/promises'
import { address } from './addressing.ts'
import { callOf, headersOf, type Shelves } from './asking.ts'
import type { Answer } from './call.ts'
import { corsHeaders, preflight } from './cors.ts'
import { Fault, fault } from './fault.ts'
import { operationOf } from './operations.ts'
import type { FilesSettings } from './settings.ts'
import { Shelf } from './shelf.ts'
import { bareXml } from './xml.ts'

export type { FileEvent, FilesSettings, RightsQuestion } from './settings.ts'

export interface Files {
  url: string
  /** Answers what has begun, then stops. */
  close(): Promise<void>
}

/** How long a stop waits for answers that have begun, in milliseconds. */
const patience = 2000

/**
 * Starts the file server: Amazon S3's calls on one machine, path-style addresses, on loopback. The caller sees to it
 * that no second server uses the same folder.
 *
 * @throws when the port is taken or a stored file is damaged; no file is touched then
 */
export async function startFiles(settings: FilesSettings): Promise<Files> {
  const shelves = new Map(settings.buckets.map((bucket) => [bucket.name, new Shelf(settings.folder, bucket)]))
  const server = createServer()
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(settings.port ?? 0, settings.host, resolve)
  })
  const close = () => stop(server)
  const loaded = load(shelves)
  server.on('request', (request, response) => {
    const answered = () => serve({ settings, shelves, request, response })
    loaded.then(answered, () => response.destroy())
  })
  await loaded.catch(async (error: unknown) => {
    await close()
    throw error
  })
  const { port } = server.address() as AddressInfo
  return { url: `http://${settings.host}:${port}`, close }
}

async function load(shelves: Shelves): Promise<void> {
  for (const shelf of shelves.values()) await shelf.load()
}

async function stop(server: Server): Promise<void> {
  setTimeout(() => server.closeAllConnections(), patience).unref()
  await new Promise<void>((resolve) => void server.close(() => resolve()))
}

interface Exchange {
  settings: FilesSettings
  shelves: Shelves
  request: IncomingMessage
  response: ServerResponse
}

async function serve(exchange: Exchange): Promise<void> {
  const { settings, request, response } = exchange
  const id = randomBytes(8).toString('hex').toUpperCase()
  response.sendDate = false
  response.setHeader('date', settings.now().toUTCString())
  response.setHeader('x-amz-request-id', id)
  try {
    await send(exchange, await answer(exchange))
  } catch (error) {
    if (response.headersSent || response.destroyed) response.destroy()
    else await send(exchange, refusal(exchange, error, id)).catch(() => response.destroy())
  } finally {
    // a client may read its answer only after it has sent everything; a stream notices its lost listeners a tick later
    request.removeAllListeners('readable')
    setImmediate(() => request.resume())
  }
}

async function answer({ settings, shelves, request, response }: Exchange): Promise<Answer> {
  const [method, headers] = [request.method ?? '', headersOf(request)]
  const bucket = shelves.get(address(request.url ?? '').bucket)?.settings
  if (method === 'OPTIONS') return preflight(bucket, headers)
  for (const [name, value] of Object.entries(corsHeaders(bucket, method, headers))) response.setHeader(name, value)
  const call = callOf(request, settings, shelves)
  const { action, versionAction, run } = operationOf(call)
  const right = call.query.has('versionId') ? (versionAction ?? action) : action
  if (right !== undefined && !call.may(right)) throw fault('AccessDenied')
  return run(call)
}

function refusal({ settings, request }: Exchange, error: unknown, id: string): Answer {
  const known = error instanceof Fault ? error : fault('InternalError')
  if (known !== error) (settings.onDefect ?? console.error)(error)
  const { code, message, status, facts, headers } = known
  if (status === 304) return { status, headers }
  const [path = ''] = (request.url ?? '').split('?')
  const body = bareXml('Error', { Code: code, Message: message, ...facts, Resource: path, RequestId: id })
  return { status, headers: { ...headers, 'content-type': 'application/xml' }, body }
}

async function send({ request, response }: Exchange, { status, headers = {}, body }: Answer): Promise<void> {
  const bodiless = request.method === 'HEAD' || status === 204 || status === 304
  if (typeof body === 'object') {
    const { handle, start, length } = body
    response.writeHead(status, headers)
    if (length > 0 && !bodiless) return pipeline(handle.createReadStream({ start, end: start + length - 1 }), response)
    await handle.close()
    return void response.end()
  }
  const text = bodiless ? '' : (body ?? '')
  const length = bodiless ? {} : { 'content-length': String(Buffer.byteLength(text)) }
  response.writeHead(status, { ...length, ...headers }).end(text)
}
