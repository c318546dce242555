import { createServer, type Server } from 'node:http'
import * as renderer from '#renderer'
import type { EditionContent, EditionLine } from '#shared/disclosure/edition'
import { factsOf } from '#shared/disclosure/facts'
import { emptyList, merged } from '#shared/disclosure/lists'
import type { Links } from '#shared/disclosure/page'
import { canonical, hashOf } from '#shared/disclosure/hash'
import { recordedContent } from '#shared/disclosure/recorded'
import { recordedRows, recordedSource, recordedUnit, recordedYear } from '../../infra/local/demonstration/recorded.ts'
import { aLine } from '../samples/contents.ts'

export const assets = { style: renderer.assets.style.name, checker: renderer.assets.checker.name }

const ownLinks: Links = { folder: '', unit: '../', root: '../../../../' }

/** The real report of 2021, as the demonstration takes it over. */
export const theReport = (): EditionContent =>
  recordedContent({
    year: recordedYear,
    unit: { id: recordedUnit.code, name: recordedUnit.name },
    demonstration: true,
    renderer: renderer.version,
    rows: recordedRows().map((row) => ({ ...row, rev: 1 })),
    source: recordedSource.source,
  })

/** The page of some content in its own folder. */
export function pageOf(content: EditionContent, over: Partial<EditionLine> = {}): string {
  const files = ['facts.json', content.kind === 'own' ? 'projects.csv' : 'figures.csv', 'content.json']
  const line = aLine(content, {
    files: files.map((name) => ({ name, bytes: 12_345, sha256: 'f'.repeat(64) })),
    ...over,
  })
  return renderer.renderEdition({ content, line, links: ownLinks, editions: [line] }, assets)
}

export const listPage = (content: EditionContent): string => {
  const { unit, kind, title, hash, rev } = aLine(content)
  const entry = { year: content.year, unit, unitName: content.unit.name, edition: 1, kind, title, hash, rev }
  const list = merged(emptyList(true), [{ ...entry, state: 'published', date: '2026-10-12' }])
  return renderer.renderList(
    { list, title: '信息公开目录', name: '示例区', root: '../' },
    `2021/centre/1/${assets.style}`,
  )
}

export const withdrawnPage = (content: EditionContent): string => {
  const line = aLine(content, { state: 'withdrawn', withdrawnAt: '2026-10-20T02:00:00.000Z', reason: '误公开' })
  return renderer.renderWithdrawn({ line, links: ownLinks, demonstration: true }, assets)
}

/** The text of a page, without its markup. */
export const textOf = (html: string): string => html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')

export interface Site {
  url: string
  /** addresses that were asked for and are not there */
  missing: string[]
  close(): Promise<void>
}

/** A web server over files, as any would serve the public site. */
export async function aSite(files: ReadonlyMap<string, string>): Promise<Site> {
  const types: Record<string, string> = {
    html: 'text/html',
    css: 'text/css',
    js: 'text/javascript',
    json: 'application/json',
  }
  const missing: string[] = []
  const server: Server = createServer((request, response) => {
    const key = decodeURIComponent(new URL(request.url ?? '/', 'http://site').pathname.slice(1))
    const body = files.get(key)
    if (body === undefined) {
      missing.push(key)
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, { 'content-type': `${types[key.split('.').pop() ?? ''] ?? 'text/plain'}; charset=utf-8` })
    response.end(body)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise<void>((done) => void server.close(() => done()))
  }
  return { url: `http://127.0.0.1:${port}`, missing, close }
}

/** The files of one edition's folder, and the list that it reads. */
export async function filesOf(content: EditionContent, over: Partial<EditionLine> = {}): Promise<Map<string, string>> {
  const hash = await hashOf(content)
  const line = aLine(content, { hash, ...over })
  const folder = `editions/${content.year}/${content.unit.id}/${line.edition}/`
  return new Map([
    [`${folder}index.html`, pageOf(content, { hash, ...over })],
    [`${folder}facts.json`, JSON.stringify(factsOf(content, line, '2026-10-12'))],
    [`${folder}content.json`, canonical(content)],
    [folder + assets.style, renderer.assets.style.text],
    [folder + assets.checker, renderer.assets.checker.text],
  ])
}
