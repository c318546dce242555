import type { IncomingMessage } from 'node:http'
import type { Found } from './routes.ts'

export interface Around {
  account: string
  api: string
  stage: string
  requestId: string
  now: Date
}

/** The event of a REST gateway (payload version 1). Source: Lambda guide, "Using AWS Lambda with Amazon API Gateway". */
export function eventOf(request: IncomingMessage, { route, variables }: Found, body: Body, around: Around) {
  const { path, query } = addressOf(request)
  const { account, api, stage, requestId, now } = around
  const headers = headersOf(request)
  return {
    resource: route.path,
    path,
    httpMethod: request.method ?? '',
    headers: lastOf(headers),
    multiValueHeaders: headers,
    queryStringParameters: query && lastOf(query),
    multiValueQueryStringParameters: query,
    pathParameters: Object.keys(variables).length > 0 ? variables : null,
    stageVariables: null,
    requestContext: {
      accountId: account,
      apiId: api,
      domainName: request.headers.host ?? '',
      extendedRequestId: requestId,
      httpMethod: request.method ?? '',
      identity: { sourceIp: request.socket.remoteAddress ?? '', userAgent: request.headers['user-agent'] ?? null },
      path: `/${stage}${path}`,
      protocol: `HTTP/${request.httpVersion}`,
      requestId,
      requestTime: now.toUTCString(),
      requestTimeEpoch: now.getTime(),
      resourceId: 'local',
      resourcePath: route.path,
      stage,
    },
    body: body.text,
    isBase64Encoded: body.base64,
  }
}

export interface Body {
  text: string | null
  base64: boolean
}

export function addressOf({ url = '/' }: IncomingMessage): { path: string; query: Record<string, string[]> | null } {
  const at = url.indexOf('?')
  if (at < 0) return { path: url, query: null }
  const query: Record<string, string[]> = {}
  for (const [name, value] of new URLSearchParams(url.slice(at + 1))) (query[name] ??= []).push(value)
  return { path: url.slice(0, at), query }
}

/** Every header with all its values, and what the gateway adds: where the request came from. */
function headersOf(request: IncomingMessage): Record<string, string[]> {
  const headers: Record<string, string[]> = {}
  for (const [name, values] of Object.entries(request.headersDistinct)) if (values) headers[name] = values
  const before = request.headers['x-forwarded-for']
  const address = request.socket.remoteAddress ?? ''
  headers['x-forwarded-for'] = [before === undefined ? address : `${String(before)}, ${address}`]
  return headers
}

const lastOf = (lists: Record<string, string[]>): Record<string, string> =>
  Object.fromEntries(Object.entries(lists).map(([name, values]) => [name, values.at(-1) ?? '']))
