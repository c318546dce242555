import type { APIGatewayProxyEvent } from 'aws-lambda'
import { refusal } from '#shared/base/refusal'

/** What the router reads of a request. */
export interface EdgeRequest {
  url: URL
  method: string
  headers: Record<string, string | undefined>
  signal: undefined
  body(): Promise<unknown>
}

/**
 * A REST gateway's event (payload v1) as a request: values of headers and query come in lists there, and bodies may be
 * base64. The body is read when the router asks for it, after its size was looked at.
 */
export function requestOf(event: APIGatewayProxyEvent): EdgeRequest {
  return {
    url: new URL(`http://desk${event.path}${queryOf(event)}`),
    method: event.httpMethod,
    headers: headersOf(event),
    signal: undefined,
    body: () => Promise.resolve(event).then(json),
  }
}

function queryOf({ multiValueQueryStringParameters: lists }: APIGatewayProxyEvent): string {
  if (!lists) return ''
  const query = new URLSearchParams()
  for (const [key, values] of Object.entries(lists)) for (const value of values ?? []) query.append(key, value)
  return `?${query.toString()}`
}

/** Header names in small letters; several values are joined, cookies by `; `. */
function headersOf({ multiValueHeaders }: APIGatewayProxyEvent): Record<string, string | undefined> {
  const found: Record<string, string | undefined> = {}
  for (const [name, values] of Object.entries(multiValueHeaders)) {
    const lower = name.toLowerCase()
    if (values) found[lower] = values.join(lower === 'cookie' ? '; ' : ', ')
  }
  return found
}

/** @throws request/not-understood where the body is no JSON */
function json({ body, isBase64Encoded }: APIGatewayProxyEvent): unknown {
  if (!body) return undefined
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString('utf8') : body
  try {
    return JSON.parse(text)
  } catch {
    throw refusal('request/not-understood', { issues: [{ path: '', message: 'The body is not JSON.' }] })
  }
}

/** Bytes of a body before it is decoded or parsed. */
export function bytesOf({ body, isBase64Encoded }: APIGatewayProxyEvent): number {
  if (!body) return 0
  return isBase64Encoded ? Math.floor((body.length * 3) / 4) : Buffer.byteLength(body)
}

/** The value of one cookie; of several by that name the first. */
export function cookieOf(header: string | undefined, name: string): string | undefined {
  for (const part of header?.split(';') ?? []) {
    const [key, value] = part.split('=', 2)
    if (key?.trim() === name) return value?.trim()
  }
  return undefined
}

/** The caller's address: the connection's, or what our own proxies in front of the gateway wrote down. */
export function addressOf(event: APIGatewayProxyEvent, headers: EdgeRequest['headers'], hops: number): string {
  const passed = headers['x-forwarded-for']?.split(',').map((part) => part.trim()) ?? []
  const forwarded = hops > 0 ? passed.at(-1 - hops) : undefined
  return forwarded ?? event.requestContext.identity.sourceIp
}
