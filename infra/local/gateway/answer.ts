import type { ServerResponse } from 'node:http'
import { gzip } from 'node:zlib'
import { promisify } from 'node:util'
import type { Properties } from '../template/assembly.ts'
import { numberAt, objectAt, textAt, wordOf } from '../template/properties.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[]>
  body: string | Buffer
}

/** Answers that the gateway gives by itself. Source: API Gateway guide, "Gateway response types". */
const own = {
  MISSING_AUTHENTICATION_TOKEN: { status: 403, message: 'Missing Authentication Token' },
  REQUEST_TOO_LARGE: { status: 413, message: 'Request Too Long' },
  INTEGRATION_FAILURE: { status: 502, message: 'Internal server error' },
  API_CONFIGURATION_ERROR: { status: 500, message: 'Internal server error' },
  INTEGRATION_TIMEOUT: { status: 504, message: 'Endpoint request timed out' },
} as const

export type OwnAnswer = keyof typeof own

/** One of the gateway's own answers, as the API's description may have rewritten it. */
export function ownAnswer(kind: OwnAnswer, rewritten: Properties | undefined): Answer {
  const { status, message } = own[kind]
  const rule = objectAt(rewritten, kind) ?? objectAt(rewritten, status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX')
  const template = textAt(objectAt(rule, 'responseTemplates'), 'application/json')
  const body = (template ?? '{"message":$context.error.messageString}')
    .replaceAll('$context.error.messageString', JSON.stringify(message))
    .replaceAll('$context.error.message', message)
  return {
    status: numberAt(rule, 'statusCode') ?? status,
    headers: { 'content-type': 'application/json', ...fixedHeaders(objectAt(rule, 'responseParameters')) },
    body,
  }
}

/** `gatewayresponse.header.NAME: 'text'` */
const fixedHeaders = (written: Properties | undefined): Record<string, string> =>
  Object.fromEntries(
    Object.entries(written ?? {}).map(([name, text]) => [
      name.replace('gatewayresponse.header.', ''),
      wordOf(text).replace(/^'(.*)'$/, '$1'),
    ]),
  )

/** What a function with a proxy integration gave, or undefined when the gateway would not understand it. */
export function answerOf(value: unknown, binary: boolean): Answer | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { statusCode, headers = {}, multiValueHeaders = {}, body = '', isBase64Encoded = false } = value as Given
  const status = Number(statusCode)
  if (!Number.isInteger(status) || status < 100 || status > 599 || typeof body !== 'string') return undefined
  const single = Object.entries(headers ?? {}).map(([name, text]): Header => [name.toLowerCase(), String(text)])
  const several = Object.entries(multiValueHeaders ?? {}).map(([name, texts]): Header => [
    name.toLowerCase(),
    texts.map(String),
  ])
  const all: Answer['headers'] = { 'content-type': 'application/json', ...Object.fromEntries([...single, ...several]) }
  const decoded = isBase64Encoded && binary ? Buffer.from(body, 'base64') : body
  return { status, headers: all, body: decoded }
}

type Header = [name: string, value: string | string[]]

interface Given {
  statusCode?: unknown
  headers?: Record<string, unknown> | null
  multiValueHeaders?: Record<string, unknown[]> | null
  body?: unknown
  isBase64Encoded?: boolean
}

const packed = promisify(gzip)

export interface Sending {
  /** bytes from which on answers are compressed; without it they never are */
  compressFrom: number | undefined
  accepts: string
  requestId: string
}

/** Sends an answer, compressed where the API is set to and the caller understands it. */
export async function send(response: ServerResponse, answer: Answer, sending: Sending): Promise<void> {
  const { compressFrom, accepts, requestId } = sending
  const headers: Record<string, string | string[]> = { ...answer.headers, 'x-amzn-requestid': requestId }
  let body = typeof answer.body === 'string' ? Buffer.from(answer.body) : answer.body
  const worth = compressFrom !== undefined && body.length >= compressFrom && !('content-encoding' in headers)
  if (worth && /\bgzip\b/.test(accepts)) {
    body = await packed(body, { level: 4 })
    headers['content-encoding'] = 'gzip'
  }
  response.writeHead(answer.status, { ...headers, 'content-length': body.length })
  response.end(body)
}
