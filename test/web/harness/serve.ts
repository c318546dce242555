import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { extname, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { svelte } from '@sveltejs/vite-plugin-svelte'
import { build } from 'vite'

const here = import.meta.dirname
/** Where the pages lie; what is put beside them is served too. */
export const built = resolve(here, '../../../.build/harness')

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
}

/** Serves the page with the sheet, which `build.ts` has built, on a free port of this machine. */
export async function serveHarness(): Promise<{ address: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file = path === '/' ? 'index.html' : path.slice(1)
    readFile(join(built, file)).then(
      (bytes) => response.writeHead(200, { 'content-type': types[extname(file)] ?? 'text/plain' }).end(bytes),
      () => response.writeHead(404).end(),
    )
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (typeof address !== 'object' || !address) throw new Error('The page is not served')
  return {
    address: `http://127.0.0.1:${address.port}`,
    close: () => new Promise((done) => server.close(() => done())),
  }
}

/** Kilobytes of scripts and styles, compressed, that a page with nothing but a sheet loads at once. */
export async function bareKilobytes(): Promise<number> {
  const rolldownOptions = { input: resolve(here, 'bare.html') }
  const output = await build({
    configFile: false,
    root: here,
    logLevel: 'error',
    plugins: [svelte({ configFile: false })],
    build: { minify: true, write: false, target: 'chrome87', rolldownOptions },
  })
  const { output: files } = Array.isArray(output) ? (output[0] ?? { output: [] }) : 'output' in output ? output : { output: [] } // prettier-ignore
  const chunks = new Map(files.map((file) => [file.fileName, file]))
  const loaded = new Set<string>()
  const load = (name: string): void => {
    const chunk = chunks.get(name)
    if (!chunk || loaded.has(name)) return
    loaded.add(name)
    if (chunk.type === 'chunk') chunk.imports.forEach(load)
  }
  for (const file of files)
    if ((file.type === 'chunk' && file.isEntry) || file.fileName.endsWith('.css')) load(file.fileName)
  const bytes = [...loaded].map((name) => {
    const file = chunks.get(name)
    return gzipSync(file?.type === 'chunk' ? file.code : (file?.source ?? '')).length
  })
  return bytes.reduce((sum, one) => sum + one, 0) / 1024
}
