import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { SQSEvent } from 'aws-lambda'

/** A queue service for one suite: keeps what is sent, by queue, until the suite takes it. */
export interface Post {
  url: string
  /** what was sent to a queue since it was last taken, as its function would get it */
  take(queue: string): SQSEvent | undefined
  close(): void
}

export async function aPost(): Promise<Post> {
  const kept = new Map<string, string[]>()
  const server = createServer((request, response) => {
    void sentIn(request).then(({ QueueUrl, MessageBody }) => {
      const queue = QueueUrl.slice(QueueUrl.lastIndexOf('/') + 1)
      kept.set(queue, [...(kept.get(queue) ?? []), MessageBody])
      const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex')
      response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' })
      response.end(JSON.stringify({ MessageId: String(kept.get(queue)?.length), MD5OfMessageBody }))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    take: (queue) => {
      const bodies = kept.get(queue) ?? []
      kept.delete(queue)
      return bodies.length === 0 ? undefined : eventOf(bodies)
    },
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

async function sentIn(request: IncomingMessage): Promise<{ QueueUrl: string; MessageBody: string }> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return JSON.parse(Buffer.concat(parts).toString()) as { QueueUrl: string; MessageBody: string }
}

export const eventOf = (bodies: readonly string[]): SQSEvent =>
  ({ Records: bodies.map((body, i) => ({ messageId: `message-${i}`, body })) }) as unknown as SQSEvent
