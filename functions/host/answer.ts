import type { APIGatewayProxyResult } from 'aws-lambda'

/** Nothing of an answer is kept by anybody, guessed at, framed, or passed on. */
const always = {
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
}

export const cookieName = '__Host-sid'

const flags = 'Path=/; Secure; HttpOnly; SameSite=Lax'

/** A Set-Cookie line: the session's value until the browser closes, or its end. */
const cookieLine = (value: string | undefined): string =>
  value === undefined ? `${cookieName}=; ${flags}; Max-Age=0` : `${cookieName}=${value}; ${flags}`

export interface Answer {
  status: number
  body?: unknown
  /** sets the session cookie, or takes it away; left out, it stays as it is */
  cookie?: { value: string | undefined } | undefined
}

/** An answer as the REST gateway takes it (payload v1). */
export function resultOf({ status, body, cookie }: Answer): APIGatewayProxyResult {
  return {
    statusCode: status,
    headers: { ...always, 'content-type': 'application/json' },
    ...(cookie ? { multiValueHeaders: { 'set-cookie': [cookieLine(cookie.value)] } } : {}),
    body: body === undefined ? '' : JSON.stringify(body),
    isBase64Encoded: false,
  }
}
