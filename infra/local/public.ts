import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FetchedFile, FetchFile } from './files.ts'

/** Types of files, by ending, for those that were stored without one. */
const types: Readonly<Record<string, string>> = {
  css: 'text/css; charset=utf-8',
  csv: 'text/csv; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  html: 'text/html; charset=utf-8',
  ico: 'image/x-icon',
  js: 'text/javascript; charset=utf-8',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
  png: 'image/png',
  svg: 'image/svg+xml',
  txt: 'text/plain; charset=utf-8',
  woff2: 'font/woff2',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  xml: 'application/xml; charset=utf-8',
}

/** Nobody frames a published page, and it sends nothing anywhere; its own policy for scripts is in the page. */
const always = {
  'content-security-policy': "object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
}

/** An edition's own folder, `editions/<year>/<unit>/<n>/`, is never rewritten; everything else may change at any time. */
const lasting = /^editions\/[^/]+\/[^/]+\/\d+\//
const cacheRule = (key: string): string => (lasting.test(key) ? 'public, max-age=31536000, immutable' : 'no-cache')

const passedOn = ['etag', 'last-modified', 'content-range', 'accept-ranges'] as const
const asked = ['if-none-match', 'if-modified-since', 'range', 'if-range'] as const

export interface PublicSite {
  bucket: string
  read: FetchFile
}

/** The public web server: files of one bucket as they are; a folder's page is its `index.html`. Never throws. */
export async function answerPublic(
  request: IncomingMessage,
  response: ServerResponse,
  site: PublicSite,
): Promise<void> {
  try {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      end(response, 405, { allow: 'GET, HEAD' })
      return
    }
    const key = keyOf(request.url ?? '/')
    if (key === undefined) {
      end(response, 400)
      return
    }
    if (key === '') {
      end(response, 302, { location: '/editions/' })
      return
    }
    await serve(request, response, { ...site, key: key.endsWith('/') ? `${key}index.html` : key })
  } catch {
    if (!response.headersSent) end(response, 502)
    else response.destroy()
  }
}

/** The file that an address means; undefined for addresses that cannot be read. */
function keyOf(url: string): string | undefined {
  try {
    return decodeURIComponent(url.split('?')[0] ?? '').replace(/^\/+/, '')
  } catch {
    return undefined
  }
}

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  at: PublicSite & { key: string },
): Promise<void> {
  const wanted = asked.flatMap((name) => {
    const value = request.headers[name]
    return typeof value === 'string' ? [[name, value] as const] : []
  })
  const file = await at.read(at.bucket, at.key, Object.fromEntries(wanted))
  if (file.status === 404 && !at.key.endsWith('/index.html')) {
    const folder = await at.read(at.bucket, `${at.key}/index.html`)
    if (folder.status === 200) {
      end(response, 301, { location: `/${at.key}/` })
      return
    }
  }
  if (file.status >= 400 && file.status !== 416) {
    end(response, file.status === 404 ? 404 : 502)
    return
  }
  sendFile(request, response, { file, key: at.key })
}

function sendFile(
  request: IncomingMessage,
  response: ServerResponse,
  { file, key }: { file: FetchedFile; key: string },
): void {
  const stored = file.headers['content-type']
  const known = types[key.split('.').pop()?.toLowerCase() ?? '']
  const type = stored === undefined || stored.includes('octet-stream') ? (known ?? 'application/octet-stream') : stored
  // The publisher says how long a file may be kept: of an edition's folder only what its name's hash fixes, because a
  // withdrawal replaces the rest.
  const kept = file.headers['cache-control'] ?? cacheRule(key)
  const headers: Record<string, string | number> = { ...always, 'cache-control': kept }
  for (const name of passedOn) {
    const value = file.headers[name]
    if (value !== undefined) headers[name] = value
  }
  if (file.status === 304) {
    end(response, 304, headers)
    return
  }
  response.writeHead(file.status, { ...headers, 'content-type': type, 'content-length': file.body.length })
  response.end(request.method === 'HEAD' ? undefined : file.body)
}

const said: Readonly<Record<number, string>> = { 404: '没有这个页面', 405: '只能读取', 502: '暂时读不到，请稍后再试' }

function end(response: ServerResponse, status: number, headers: Readonly<Record<string, string | number>> = {}): void {
  const text = said[status]
  const type = text === undefined ? {} : { 'content-type': 'text/plain; charset=utf-8' }
  response.writeHead(status, { ...always, ...type, 'cache-control': 'no-cache', ...headers }).end(text)
}
