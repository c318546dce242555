import { md5, type Queues } from '../queues/queues.ts'
import { numberIn, ServiceError, textIn, type Input, type Operation } from './operation.ts'

/** The largest message, in bytes. */
const LARGEST = 1_048_576

interface Entry extends Input {
  Id: string
}

/** The queue service: what functions send, and what tests and operators look at. */
export function sqs(queues: Queues, arns: ReadonlyMap<string, string>): Record<string, Operation> {
  const nameIn = (input: Input): string => {
    const name = (textIn(input, 'QueueUrl') ?? textIn(input, 'QueueName') ?? '').split('/').pop() ?? ''
    if (!arns.has(name)) throw new ServiceError('QueueDoesNotExist', 'The specified queue does not exist.')
    return name
  }
  const resource = (input: Input): string => arns.get(nameIn(input)) ?? ''
  const send = (name: string, input: Input) => {
    const body = textIn(input, 'MessageBody') ?? ''
    if (body === '') throw new ServiceError('MissingParameter', 'The request must contain the parameter MessageBody.')
    if (Buffer.byteLength(body) > LARGEST)
      throw new ServiceError('InvalidParameterValue', `A message is at most ${LARGEST} bytes.`)
    const attributes = textlessMap(input.MessageAttributes)
    const sent = queues.send(name, { body, attributes, delay: numberIn(input, 'DelaySeconds') })
    return { MessageId: sent.id, MD5OfMessageBody: sent.md5 }
  }
  const sendBatch = (input: Input) => {
    const entries = (input.Entries ?? []) as Entry[]
    if (entries.length < 1 || entries.length > 10)
      throw new ServiceError('TooManyEntriesInBatchRequest', 'A batch has 1 to 10 entries.')
    return { Successful: entries.map((entry) => ({ Id: entry.Id, ...send(nameIn(input), entry) })), Failed: [] }
  }
  const receive = (input: Input) => ({
    Messages: queues
      .receive(nameIn(input), numberIn(input, 'MaxNumberOfMessages') ?? 1, numberIn(input, 'VisibilityTimeout'))
      .map(({ id, receipt, body, attributes, receipts, sent }) => ({
        MessageId: id,
        ReceiptHandle: receipt,
        Body: body,
        MD5OfBody: md5(body),
        Attributes: { ApproximateReceiveCount: String(receipts), SentTimestamp: String(sent) },
        MessageAttributes: attributes,
      })),
  })
  const attributesOf = (input: Input) => {
    const { waiting, held, delayed } = queues.count(nameIn(input))
    return {
      Attributes: {
        ApproximateNumberOfMessages: String(waiting),
        ApproximateNumberOfMessagesNotVisible: String(held),
        ApproximateNumberOfMessagesDelayed: String(delayed),
        QueueArn: resource(input),
      },
    }
  }
  const receiptIn = (input: Input): string => textIn(input, 'ReceiptHandle') ?? ''
  const operation = (action: string, run: (input: Input) => object): Operation => ({
    action: `sqs:${action}`,
    resource,
    run,
  })
  return {
    'AmazonSQS.SendMessage': operation('SendMessage', (input) => send(nameIn(input), input)),
    'AmazonSQS.SendMessageBatch': operation('SendMessage', sendBatch),
    'AmazonSQS.ReceiveMessage': operation('ReceiveMessage', receive),
    'AmazonSQS.DeleteMessage': operation('DeleteMessage', (input) => {
      queues.delete(receiptIn(input))
      return {}
    }),
    'AmazonSQS.ChangeMessageVisibility': operation('ChangeMessageVisibility', (input) => {
      queues.hide(receiptIn(input), numberIn(input, 'VisibilityTimeout') ?? 0)
      return {}
    }),
    'AmazonSQS.GetQueueAttributes': operation('GetQueueAttributes', attributesOf),
  }
}

const textlessMap = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? { ...value } : {}
