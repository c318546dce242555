import { Agent, request } from 'node:http'

/** A refusal of a DynamoDB endpoint: `code` is the last word of its `__type`. */
export class DynamoError extends Error {
  readonly code: string
  readonly status: number

  constructor(code: string, status: number, message: string) {
    super(message)
    this.name = 'DynamoError'
    this.code = code
    this.status = status
  }
}

export type Call = <T = Record<string, unknown>>(operation: string, input: object) => Promise<T>

const credential =
  'AWS4-HMAC-SHA256 Credential=runtime/20210101/local/dynamodb/aws4_request, SignedHeaders=host, Signature=0'

/**
 * Calls a DynamoDB endpoint on this machine without the SDK: `call('DescribeTable', { TableName })`. Operations of the
 * stream service are asked with `'streams:GetRecords'`.
 * @throws DynamoError for every answer that is not 200
 */
export function caller(url: string): { call: Call; close: () => void } {
  const agent = new Agent({ keepAlive: true })
  const call = <T>(operation: string, input: object) => send<T>(agent, url, operation, JSON.stringify(input))
  return { call, close: () => agent.destroy() }
}

function send<T>(agent: Agent, url: string, operation: string, body: string): Promise<T> {
  const target = operation.startsWith('streams:')
    ? `DynamoDBStreams_20120810.${operation.slice(8)}`
    : `DynamoDB_20120810.${operation}`
  const headers = {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
    'x-amz-target': target,
    'x-amz-date': '20210101T000000Z',
    authorization: credential,
  }
  return new Promise<T>((resolve, reject) => {
    const asked = request(url, { method: 'POST', agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const text = Buffer.concat(parts).toString()
        if (answer.statusCode === 200) resolve(JSON.parse(text) as T)
        else reject(refused(answer.statusCode ?? 0, text))
      })
    })
    asked.on('error', reject)
    asked.end(body)
  })
}

function refused(status: number, text: string): DynamoError {
  try {
    const said = JSON.parse(text) as { __type?: string; message?: string; Message?: string }
    return new DynamoError(said.__type?.split('#').pop() ?? 'Unknown', status, said.message ?? said.Message ?? text)
  } catch {
    return new DynamoError('Unknown', status, text)
  }
}
