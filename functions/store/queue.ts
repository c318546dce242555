import type { QueueName, Store } from './store.ts'

/** `Store.send` over the queues of these addresses. The client is loaded at the first message only. */
export function sender(queues: Partial<Record<QueueName, string>>): Store['send'] {
  const open = once(async () => {
    const { SQSClient, SendMessageCommand } = await import('@aws-sdk/client-sqs')
    const client = new SQSClient({})
    return (QueueUrl: string, MessageBody: string) => client.send(new SendMessageCommand({ QueueUrl, MessageBody }))
  })
  return async (queue, message) => {
    const address = queues[queue]
    if (address === undefined) throw new Error(`this function was told of no queue for ${queue}`)
    const send = await open()
    await send(address, JSON.stringify(message))
  }
}

/** Runs a loader at its first call and keeps what it gave. */
export function once<T>(load: () => Promise<T>): () => Promise<T> {
  let loaded: Promise<T> | undefined
  return () => (loaded ??= load())
}
