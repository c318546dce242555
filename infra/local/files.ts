import { createHash, createHmac } from 'node:crypto'
import { Agent, request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import type { Credentials } from './rights/principal.ts'

/** A file as the file server answered it. */
export interface FetchedFile {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
}

/** Reads a file under somebody's credentials; `headers` may ask for a part, or only for what is newer. */
export type FetchFile = (
  bucket: string,
  key: string,
  headers?: Readonly<Record<string, string>>,
) => Promise<FetchedFile>

export interface FileReader {
  as(credentials: Credentials): FetchFile
  close(): void
}

/** Reads files of this machine's file server for the gateway and the public site, with signed requests. */
export function fileReader(url: string, region: string, now: () => Date): FileReader {
  const agent = new Agent({ keepAlive: true, maxSockets: 16 })
  const as =
    (credentials: Credentials): FetchFile =>
    (bucket, key, headers = {}) => {
      const path = `/${bucket}/${key.split('/').map(encoded).join('/')}`
      const signed = sign(path, { host: new URL(url).host, region, now: now(), credentials })
      return get(agent, url + path, { ...headers, ...signed })
    }
  return { as, close: () => agent.destroy() }
}

const encoded = (segment: string): string =>
  encodeURIComponent(segment).replaceAll(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

interface Signing {
  host: string
  region: string
  now: Date
  credentials: Credentials
}

/** Headers of a signed GET without a query. Source: "AWS Signature Version 4 for API requests". */
function sign(path: string, { host, region, now, credentials }: Signing): Record<string, string> {
  const stamp = now.toISOString().replaceAll(/[-:]|\.\d{3}/g, '')
  const day = stamp.slice(0, 8)
  const payload = sha256('')
  const signed = { host, 'x-amz-content-sha256': payload, 'x-amz-date': stamp }
  const names = Object.keys(signed).join(';')
  const lines = Object.entries(signed).map(([name, value]) => `${name}:${value}\n`)
  const canonical = `GET\n${path}\n\n${lines.join('')}\n${names}\n${payload}`
  const scope = `${day}/${region}/s3/aws4_request`
  const key = [day, region, 's3', 'aws4_request'].reduce<string | Buffer>(hmac, `AWS4${credentials.secretAccessKey}`)
  const signature = hmac(key, `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${sha256(canonical)}`).toString('hex')
  const credential = `${credentials.accessKeyId}/${scope}`
  return {
    ...signed,
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}`,
  }
}

/**
 * Reading may be repeated: a connection that was kept, and that the server closed just as it was used again, is given
 * up for another one. Source: Node.js, `request.reusedSocket`.
 */
function get(agent: Agent, url: string, headers: Record<string, string>): Promise<FetchedFile> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(parts) }),
      )
    })
    asked.on('error', (error: NodeJS.ErrnoException) => {
      if (asked.reusedSocket && error.code === 'ECONNRESET') resolve(get(agent, url, headers))
      else reject(error)
    })
    asked.end()
  })
}
