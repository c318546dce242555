import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { build as bundle } from 'esbuild'
import { build } from 'vite'

/**
 * Builds the public page for the publisher into `.build/renderer`: `render.js`, one module that holds the components,
 * the stylesheet and the checker; and `version.js`, the hash of all three, which an approval is bound to. Equal sources
 * give equal bytes.
 */
const root = resolve(import.meta.dirname, '..')
const out = resolve(root, '.build/renderer')

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex')

async function page(): Promise<{ code: string; style: string }> {
  const built = await build({ configFile: resolve(import.meta.dirname, 'vite.renderer.config.ts'), logLevel: 'error' })
  const files = [built].flat().flatMap((result) => ('output' in result ? result.output : []))
  const code = files.flatMap((file) => (file.type === 'chunk' ? [file.code] : []))
  const style = files.flatMap((file) => (file.type === 'asset' && file.fileName.endsWith('.css') ? [file.source] : []))
  if (code.length !== 1 || style.length !== 1) throw new Error(`${code.length} modules, ${style.length} stylesheets`)
  return { code: String(code[0]), style: String(style[0]) }
}

async function checker(): Promise<string> {
  const { outputFiles } = await bundle({
    entryPoints: [resolve(import.meta.dirname, 'src/checker/checker.ts')],
    absWorkingDir: root,
    bundle: true,
    write: false,
    format: 'iife',
    target: 'chrome87',
    minify: true,
    charset: 'utf8',
    legalComments: 'none',
  })
  return outputFiles[0]?.text ?? ''
}

const [{ code, style }, script] = [await page(), await checker()]
const version = hashOf(JSON.stringify([code, style, script])).slice(0, 16)
const named = (name: string, ending: string, text: string) => ({
  name: `${name}-${hashOf(text).slice(0, 16)}.${ending}`,
  text,
})
const assets = { style: named('edition', 'css', style), checker: named('checker', 'js', script) }

mkdirSync(out, { recursive: true })
writeFileSync(resolve(out, 'version.js'), `export const version = ${JSON.stringify(version)}\n`)
// Names that no module of the page bears.
const ends = `const $version = ${JSON.stringify(version)}\nconst $assets = ${JSON.stringify(assets)}\n`
writeFileSync(resolve(out, 'render.js'), `${code}\n${ends}export { $version as version, $assets as assets }\n`)
