import { createHash, createHmac } from 'node:crypto'

export interface Signer {
  region: string
  accessKeyId: string
  secretAccessKey: string
  sessionToken?: string
}

/** A request as it is to be made, character for character. */
export interface RawRequest {
  url: string
  signer: Signer
  method: string
  /** From the bucket on, not encoded. */
  path: string
  query?: Record<string, string>
  headers?: Record<string, string>
  body?: string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>
  /** What the signature says of the body. */
  payload?: string
  date?: Date
}

const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
export const sha256 = (text: string | Uint8Array): string => createHash('sha256').update(text).digest('hex')

const encode = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)

/** `20250131T235959Z` */
const stamp = (date: Date): string => date.toISOString().replace(/[-:]|\.\d{3}/g, '')

const scopeOf = ({ region }: Signer, date: Date) => `${stamp(date).slice(0, 8)}/${region}/s3/aws4_request`

/** The signature of a text by Signature Version 4. */
function sign(signer: Signer, date: Date, text: string): string {
  const parts = scopeOf(signer, date).split('/')
  const key = parts.reduce<string | Buffer>((k, part) => hmac(k, part), `AWS4${signer.secretAccessKey}`)
  return hmac(key, text).toString('hex')
}

interface Signed {
  method: string
  path: string
  query: string
  headers: Record<string, string>
  payload: string
}

function signatureOf(signer: Signer, date: Date, { method, path, query, headers, payload }: Signed): string {
  const names = Object.keys(headers).sort()
  const lines = names.map((name) => `${name}:${headers[name]?.trim()}\n`).join('')
  const canonical = [method, path, query, lines, names.join(';'), payload].join('\n')
  return sign(signer, date, ['AWS4-HMAC-SHA256', stamp(date), scopeOf(signer, date), sha256(canonical)].join('\n'))
}

const queryOf = (query: Record<string, string>) =>
  Object.entries(query)
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join('&')

const pathOf = (path: string) => path.split('/').map(encode).join('/')

/** Signs a request in its header and makes it. */
export async function send(request: RawRequest): Promise<Response> {
  const { url, signer, method, path, query = {}, body, payload = 'UNSIGNED-PAYLOAD', date = new Date() } = request
  const headers: Record<string, string> = {
    ...request.headers,
    host: new URL(url).host,
    'x-amz-content-sha256': payload,
  }
  headers['x-amz-date'] = stamp(date)
  if (signer.sessionToken) headers['x-amz-security-token'] = signer.sessionToken
  const asked = { method, path: pathOf(path), query: queryOf(query), headers, payload }
  const names = Object.keys(headers).sort().join(';')
  const credential = `${signer.accessKeyId}/${scopeOf(signer, date)}`
  const authorization = `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${names},Signature=${signatureOf(signer, date, asked)}`
  const sent = Object.fromEntries(Object.entries(headers).filter(([name]) => name !== 'host'))
  const streamed = body instanceof ReadableStream ? { duplex: 'half' } : {}
  const init = { method, headers: { ...sent, authorization }, ...(body === undefined ? {} : { body }), ...streamed }
  return fetch(`${url}${asked.path}${asked.query === '' ? '' : `?${asked.query}`}`, init as RequestInit)
}

/** Signs an address. */
export function signedAddress(request: RawRequest & { expires: number }): string {
  const { url, signer, method, path, query = {}, expires, date = new Date() } = request
  const claims = {
    ...query,
    'X-Amz-Algorithm': 'AWS4-HMAC-SHA256',
    'X-Amz-Credential': `${signer.accessKeyId}/${scopeOf(signer, date)}`,
    'X-Amz-Date': stamp(date),
    'X-Amz-Expires': String(expires),
    'X-Amz-SignedHeaders': 'host',
    ...(signer.sessionToken ? { 'X-Amz-Security-Token': signer.sessionToken } : {}),
  }
  const headers = { host: new URL(url).host }
  const asked = { method, path: pathOf(path), query: queryOf(claims), headers, payload: 'UNSIGNED-PAYLOAD' }
  return `${url}${asked.path}?${asked.query}&X-Amz-Signature=${signatureOf(signer, date, asked)}`
}

export interface FormSpec {
  signer: Signer
  conditions: unknown[]
  expires: Date
  /** Fields beside those of the signature; each must appear in a condition. */
  fields: Record<string, string>
}

/** The form of an upload by a browser, without its file. */
export function signedForm({ signer, conditions, expires, fields }: FormSpec): FormData {
  const date = new Date()
  const claims: Record<string, string> = {
    'x-amz-algorithm': 'AWS4-HMAC-SHA256',
    'x-amz-credential': `${signer.accessKeyId}/${scopeOf(signer, date)}`,
    'x-amz-date': stamp(date),
    ...(signer.sessionToken ? { 'x-amz-security-token': signer.sessionToken } : {}),
  }
  const all = [...conditions, ...Object.entries(claims).map(([name, value]) => ({ [name]: value }))]
  const document = JSON.stringify({ expiration: expires.toISOString(), conditions: all })
  const policy = Buffer.from(document).toString('base64')
  const form = new FormData()
  const parts = { ...fields, ...claims, policy, 'x-amz-signature': sign(signer, date, policy) }
  for (const [name, value] of Object.entries(parts)) form.set(name, value)
  return form
}
