import type { Answer, Headers } from './call.ts'
import { fault } from './fault.ts'
import type { BucketSettings, CorsRule } from './settings.ts'

/** A pattern may hold one star. */
function fits(pattern: string, text: string): boolean {
  const [begin = '', end] = pattern.split('*', 2)
  if (end === undefined) return pattern === text
  return text.length >= begin.length + end.length && text.startsWith(begin) && text.endsWith(end)
}

function ruleFor(
  bucket: BucketSettings | undefined,
  origin: string,
  method: string,
  wanted: readonly string[],
): CorsRule | undefined {
  return bucket?.cors?.find(
    ({ origins, methods, headers = [] }) =>
      origins.some((pattern) => fits(pattern, origin)) &&
      methods.includes(method) &&
      wanted.every((name) => headers.some((pattern) => fits(pattern.toLowerCase(), name))),
  )
}

function allowed(rule: CorsRule, origin: string): Record<string, string> {
  const anyone = rule.origins.includes('*')
  return {
    'access-control-allow-origin': anyone ? '*' : origin,
    'access-control-allow-methods': rule.methods.join(', '),
    ...(anyone ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.expose?.length ? { 'access-control-expose-headers': rule.expose.join(', ') } : {}),
    vary: 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
  }
}

/** What a browser of another origin is told beside the answer; nothing when no rule fits. */
export function corsHeaders(
  bucket: BucketSettings | undefined,
  method: string,
  headers: Headers,
): Record<string, string> {
  const { origin } = headers
  const rule = origin === undefined ? undefined : ruleFor(bucket, origin, method, [])
  return rule && origin !== undefined ? allowed(rule, origin) : {}
}

/**
 * The question that browsers ask before a request of another origin.
 * Source: Amazon S3 User Guide, "Using cross-origin resource sharing (CORS)".
 *
 * @throws AccessForbidden when no rule fits
 */
export function preflight(bucket: BucketSettings | undefined, headers: Headers): Answer {
  const [origin, method] = [headers.origin, headers['access-control-request-method']]
  if (origin === undefined || method === undefined)
    throw fault('InvalidRequest', 'Insufficient information. Origin request header needed.')
  const wanted = (headers['access-control-request-headers'] ?? '').toLowerCase().split(',')
  const names = wanted.map((name) => name.trim()).filter((name) => name !== '')
  const rule = ruleFor(bucket, origin, method, names)
  if (!rule) throw fault('AccessForbidden')
  const age: Record<string, string> = rule.maxAge === undefined ? {} : { 'access-control-max-age': String(rule.maxAge) }
  const given: Record<string, string> = names.length === 0 ? {} : { 'access-control-allow-headers': names.join(', ') }
  return { status: 200, headers: { ...allowed(rule, origin), ...given, ...age } }
}
