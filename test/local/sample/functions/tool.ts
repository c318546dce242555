import { setTimeout as pause } from 'node:timers/promises'
import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { KMS } from '@aws-sdk/client-kms'
import { S3 } from '@aws-sdk/client-s3'
import { SecretsManager } from '@aws-sdk/client-secrets-manager'
import { SQS } from '@aws-sdk/client-sqs'
import { SSM } from '@aws-sdk/client-ssm'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'

const once = { maxAttempts: 1 }
const tables = new DynamoDB({ ...once, accountIdEndpointMode: 'disabled' })
const files = new S3({ ...once, forcePathStyle: true })
const { ROWS = '', QUEUE = '', BUCKET = '', KEY = '', SECRET = '' } = process.env

interface Input {
  operation: 'getItem'
  text: string
  context: Record<string, string>
  blob: string
  name: string
  key: string
  body: string
  line: string
  size: number
  MessageBody: string
}

/** Everything a test asks of a function, by the last part of its path. */
const acts: Record<string, (input: Input, event: APIGatewayProxyEvent) => unknown> = {
  dynamodb: ({ operation, ...input }: Input) => tables[operation]({ TableName: ROWS, ...input } as never),
  send: (input) => new SQS(once).sendMessage({ QueueUrl: QUEUE, ...input }),
  encrypt: ({ text, context }: Input) =>
    new KMS(once)
      .encrypt({ KeyId: KEY, Plaintext: Buffer.from(text), EncryptionContext: context })
      .then((answer) => Buffer.from(answer.CiphertextBlob ?? []).toString('base64')),
  decrypt: ({ blob, context }: Input) =>
    new KMS(once)
      .decrypt({ CiphertextBlob: Buffer.from(blob, 'base64'), EncryptionContext: context })
      .then((answer) => Buffer.from(answer.Plaintext ?? []).toString()),
  'data-key': () => new KMS(once).generateDataKey({ KeyId: KEY, KeySpec: 'AES_256' }),
  secret: () => new SecretsManager(once).getSecretValue({ SecretId: SECRET }).then((answer) => answer.SecretString),
  parameter: ({ name }: Input) => new SSM(once).getParameter({ Name: name }).then((answer) => answer.Parameter?.Value),
  upload: ({ key, body }: Input) => files.putObject({ Bucket: BUCKET, Key: key, Body: body }),
  download: ({ key }: Input) =>
    files.getObject({ Bucket: BUCKET, Key: key }).then((answer) => answer.Body?.transformToString()),
  echo: (_, event) => event,
  environment: () => process.env,
  now: () => ({
    now: new Date().toISOString(),
    stamp: Date.now(),
    called: Date().slice(11, 15),
    at: new Date(0).toISOString(),
  }),
  slow: () => pause(1_500).then(() => 'late'),
  sleep: () => pause(60_000),
  throw: () => Promise.reject(new Error('thrown on purpose')),
  crash: () => process.exit(3),
  reject: () => {
    void Promise.reject(new Error('nobody waits for this'))
    return pause(60_000)
  },
  greedy: () => {
    const kept: number[][] = []
    for (;;) kept.push(new Array<number>(100_000).fill(kept.length + 0.5))
  },
  block: () => {
    for (;;);
  },
  log: ({ line }: Input) => {
    console.log(line)
    process.stdout.write(`${JSON.stringify({ kind: 'request', line })}\n`)
  },
  large: ({ size }: Input) => 'x'.repeat(size),
  odd: () => undefined,
}

export async function handler(event: APIGatewayProxyEvent): Promise<APIGatewayProxyResult | string> {
  const what = event.path.split('/').pop() ?? ''
  if (what === 'odd') return 'not an answer'
  if (what === 'picture')
    return {
      statusCode: 200,
      headers: { 'content-type': 'image/png' },
      body: Buffer.from([137, 80, 0, 255]).toString('base64'),
      isBase64Encoded: true,
    }
  if (what === 'cookies')
    return { statusCode: 201, headers: { 'X-One': '1' }, multiValueHeaders: { 'set-cookie': ['a=1', 'b=2'] }, body: '' }
  const plain = event.body !== null && !event.isBase64Encoded && (event.headers['content-type'] ?? '').includes('json')
  try {
    const value = await acts[what]?.(plain ? (JSON.parse(event.body ?? '') as Input) : ({} as Input), event)
    return answer(200, value)
  } catch (error) {
    if (what === 'throw') throw error
    const { name, message } = error as Error
    return answer(409, { name, message, reasons: (error as { CancellationReasons?: unknown }).CancellationReasons })
  }
}

const answer = (statusCode: number, value: unknown): APIGatewayProxyResult => ({
  statusCode,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value ?? null),
})
