import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { accessKeyOf, type Keyring } from '../rights/principal.ts'
import type { Rights } from '../rights/rights.ts'
import { ServiceError, type Input, type Operation } from './operation.ts'

export interface Services {
  /** answers the operations given; until then every call waits for nothing and is refused */
  serve(operations: Readonly<Record<string, Operation>>, rights: Rights): void
  url: string
  close(): Promise<void>
}

/** No message or key is larger. */
const LARGEST = 2 * 1024 * 1024

/**
 * Key service, secrets, parameters and queues at one address, in the JSON form of AWS. The address is needed before the
 * template is resolved, because queues are known by it; operations come afterwards.
 */
export async function startServices(keyring: Keyring): Promise<Services> {
  let operations: Readonly<Record<string, Operation>> = {}
  let rights: Rights | undefined
  const server = createServer((request, response) => {
    void bodyOf(request)
      .then((input) => answer(request, input))
      .then((value) => send(response, 200, value))
      .catch((error: unknown) => send(response, error instanceof ServiceError ? 400 : 500, saidOf(error)))
  })
  const answer = (request: IncomingMessage, input: Input): object => {
    const target = String(request.headers['x-amz-target'] ?? '')
    const operation = operations[target]
    if (!operation || !rights)
      throw new ServiceError('UnknownOperationException', `One machine does not serve ${target || 'this'}.`)
    const principal = keyring.principalOf(accessKeyOf(request.headers.authorization))
    if (!principal)
      throw new ServiceError('UnrecognizedClientException', 'The security token included in the request is invalid.')
    const context = operation.context?.(input)
    const question = { action: operation.action, resource: operation.resource(input), ...(context ? { context } : {}) }
    const refusal = rights.refusal(principal, question)
    if (refusal) throw new ServiceError('AccessDeniedException', refusal)
    return operation.run(input)
  }
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    serve: (given, check) => {
      operations = given
      rights = check
    },
    close: () => close(server),
  }
}

async function bodyOf(request: IncomingMessage): Promise<Input> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    parts.push(part)
    size += part.length
    if (size > LARGEST) throw new ServiceError('RequestEntityTooLarge', 'The request is too large.')
  }
  try {
    return JSON.parse(Buffer.concat(parts).toString() || '{}') as Input
  } catch {
    throw new ServiceError('SerializationException', 'The body is not JSON.')
  }
}

function saidOf(error: unknown): object {
  if (error instanceof ServiceError) return { __type: error.code, message: error.message, Message: error.message }
  return { __type: 'InternalFailure', message: error instanceof Error ? error.message : String(error) }
}

function send(response: ServerResponse, status: number, value: object): void {
  const body = JSON.stringify(value)
  response.writeHead(status, {
    'content-type': 'application/x-amz-json-1.1',
    'content-length': Buffer.byteLength(body),
  })
  response.end(body)
}

async function close(server: Server): Promise<void> {
  server.close()
  server.closeAllConnections()
  await once(server, 'close')
}
