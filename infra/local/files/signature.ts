import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { encode, encodePath } from './addressing.ts'
import { fault } from './fault.ts'

/** What a signature covers, decoded; header names in lower case. */
export interface Signable {
  method: string
  path: string
  query: readonly (readonly [string, string])[]
  headers: Readonly<Record<string, string>>
}

/** Who asks (absent: nobody said), and what the signature says of the body. */
export interface Signer {
  accessKeyId: string | undefined
  payload: string
}

export interface Keys {
  secretOf(accessKeyId: string): string | undefined
  now: Date
}

interface Claim {
  credential: string
  date: string
  signedHeaders: string
  signature: string
  payload: string
  query: Signable['query']
}

const algorithm = 'AWS4-HMAC-SHA256'
const unsigned = 'UNSIGNED-PAYLOAD'
const quarter = 15 * 60_000
const longest = 7 * 24 * 3600

/**
 * Checks Signature Version 4 in the header or in the address. A header may be 15 minutes off, an address lives as long
 * as it says, seven days at most, by the server's own clock; every `x-amz-` header sent must have been signed.
 * Source: Amazon S3 API Reference, "Authenticating requests (AWS Signature Version 4)".
 *
 * @throws AccessDenied, InvalidAccessKeyId, SignatureDoesNotMatch, RequestTimeTooSkewed, and codes of malformed claims
 */
export function signerOf(request: Signable, keys: Keys): Signer {
  const query = new Map(request.query)
  if (query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature')) return byAddress(request, query, keys)
  if (request.headers.authorization !== undefined) return byHeader(request, keys)
  return { accessKeyId: undefined, payload: request.headers['x-amz-content-sha256'] ?? unsigned }
}

function byHeader(request: Signable, keys: Keys): Signer {
  const [kind, ...rest] = (request.headers.authorization ?? '').split(' ')
  if (kind !== algorithm) throw fault('InvalidRequest', `Please use ${algorithm}.`)
  const parts = new Map(
    rest
      .join('')
      .split(',')
      .map((part): [string, string] => [part.slice(0, part.indexOf('=')), part.slice(part.indexOf('=') + 1)]),
  )
  const payload = request.headers['x-amz-content-sha256']
  const [credential, signedHeaders, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((n) => parts.get(n))
  if (!credential || !signedHeaders || !signature) throw fault('AuthorizationHeaderMalformed')
  if (payload === undefined)
    throw fault('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256')
  const date = request.headers['x-amz-date'] ?? ''
  if (Math.abs(keys.now.getTime() - instant(date, 'AuthorizationHeaderMalformed')) > quarter)
    throw fault('RequestTimeTooSkewed', { facts: { RequestTime: date, ServerTime: keys.now.toISOString() } })
  return check(request, { credential, date, signedHeaders, signature, payload, query: request.query }, keys)
}

function byAddress(request: Signable, query: Map<string, string>, keys: Keys): Signer {
  const malformed = 'AuthorizationQueryParametersError'
  const [kind, credential, date, life, signedHeaders, signature] = ['Algorithm', 'Credential', 'Date', 'Expires']
    .concat(['SignedHeaders', 'Signature'])
    .map((name) => query.get(`X-Amz-${name}`))
  if (kind !== algorithm || !credential || !date || !signedHeaders || !signature) throw fault(malformed)
  const seconds = /^\d{1,6}$/.test(life ?? '') ? Number(life) : 0
  if (seconds < 1 || seconds > longest) throw fault(malformed, 'X-Amz-Expires must be between 1 and 604800 seconds')
  const from = instant(date, malformed)
  const now = keys.now.getTime()
  if (from > now + quarter) throw fault('AccessDenied', 'Request is not valid yet')
  if (now > from + seconds * 1000)
    throw fault('AccessDenied', {
      message: 'Request has expired',
      facts: { Expires: new Date(from + seconds * 1000).toISOString(), ServerTime: keys.now.toISOString() },
    })
  const payload = query.get('X-Amz-Content-Sha256') ?? request.headers['x-amz-content-sha256'] ?? unsigned
  const signed = request.query.filter(([name]) => name !== 'X-Amz-Signature')
  return check(request, { credential, date, signedHeaders, signature, payload, query: signed }, keys)
}

function check(request: Signable, claim: Claim, keys: Keys): Signer {
  const names = claim.signedHeaders.split(';')
  const missing = Object.keys(request.headers).filter(
    (name) => name.startsWith('x-amz-') && name !== 'x-amz-content-sha256' && !names.includes(name),
  )
  if (missing.length > 0 || !names.includes('host'))
    throw fault('AccessDenied', {
      message: 'There were headers present in the request which were not signed',
      facts: { HeadersNotSigned: missing.join(', ') || 'host' },
    })
  const text = [
    algorithm,
    claim.date,
    claim.credential.slice(claim.credential.indexOf('/') + 1),
    sha256(canonical(request, names, claim)),
  ]
  const accessKeyId = verified(claim.credential, claim.date, text.join('\n'), claim.signature, keys)
  return { accessKeyId, payload: claim.payload }
}

/** Checks a signature over any text, as headers, addresses and forms share it, and gives the access key id. */
export function verified(
  credential: string,
  date: string,
  text: string,
  signature: string,
  keys: Pick<Keys, 'secretOf'>,
): string {
  const [accessKeyId = '', day = '', region = '', service, end, ...more] = credential.split('/')
  if (service !== 's3' || end !== 'aws4_request' || more.length > 0 || day !== date.slice(0, 8))
    throw fault('AuthorizationHeaderMalformed', 'The credential must be <key id>/<day>/<region>/s3/aws4_request')
  const secret = keys.secretOf(accessKeyId)
  if (secret === undefined) throw fault('InvalidAccessKeyId', { facts: { AWSAccessKeyId: accessKeyId } })
  const key = [day, region, service, end].reduce<string | Buffer>((k, part) => hmac(k, part), `AWS4${secret}`)
  const ours = hmac(key, text)
  const theirs = Buffer.from(signature, 'hex')
  if (theirs.length !== ours.length || !timingSafeEqual(ours, theirs)) throw fault('SignatureDoesNotMatch')
  return accessKeyId
}

function canonical(request: Signable, names: readonly string[], { query, payload }: Claim): string {
  const sorted = query.map(([name, value]) => `${encode(name)}=${encode(value)}`).sort()
  const headers = names.map((name) => `${name}:${(request.headers[name] ?? '').trim().replace(/\s+/g, ' ')}\n`)
  return [request.method, encodePath(request.path), sorted.join('&'), headers.join(''), names.join(';'), payload].join(
    '\n',
  )
}

/** Milliseconds of `20250131T235959Z`. */
function instant(date: string, otherwise: Parameters<typeof fault>[0]): number {
  const time = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'))
  if (Number.isNaN(time)) throw fault(otherwise, 'The date must be in the form of 20250131T235959Z')
  return time
}

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
