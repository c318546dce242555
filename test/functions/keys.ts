import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import { kms } from '../../infra/local/services/kms.ts'
import { ServiceError } from '../../infra/local/services/operation.ts'

const arn = 'arn:aws:kms:local:000000000000:key/00000000-0000-4000-8000-000000000001'

/** The local system's key service by itself, with one key that lasts as long as the suite. */
export async function aKeyService(): Promise<{ url: string; key: string; close(): void }> {
  const kept = new Map<string, string>()
  const get = (_: string, name: string, make: () => string): string => {
    const value = kept.get(name) ?? make()
    kept.set(name, value)
    return value
  }
  const names = new Map([arn, arn.split('/')[1] ?? ''].map((name) => [name, arn]))
  const operations = kms(names, { get })
  const answer = async (request: IncomingMessage): Promise<[number, object]> => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const input = JSON.parse(Buffer.concat(parts).toString()) as Record<string, unknown>
    try {
      return [200, operations[String(request.headers['x-amz-target'])]?.run(input) ?? {}]
    } catch (error) {
      if (error instanceof ServiceError) return [400, { __type: error.code, message: error.message }]
      throw error
    }
  }
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body)),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    key: arn,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
