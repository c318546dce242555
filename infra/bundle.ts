import { createHash } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { build } from 'esbuild'
import * as z from 'zod'
import { functionNames, type Bundles, type FunctionName } from './functions.ts'
import { commonPasswords } from './passwords.ts'

export interface BundleOrder {
  /** the project's root; bundles go below `.build/functions` there */
  root: string
  name: string
  /** entry file, from the root; it exports `handler` */
  entry: string
}

/** What a bundle was made from, kept beside it: the next start compares and builds nothing. */
const Made = z.object({ inputs: z.array(z.string()), hash: z.string() })

// Some libraries still ask for `require`; a module has none of its own.
const banner = "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);"

/**
 * Bundles one function into `.build/functions/<name>` by esbuild: `index.mjs`, and a piece for each import that waits
 * for its first use. Nothing is left outside, because the AWS clients start faster inside; the publisher's bundle takes
 * the built page in by `#renderer`. Needs no container and no network.
 * @returns the folder, made anew only when an input has changed
 * @throws BuildFailure of esbuild, naming file and line
 */
export async function bundle({ root, name, entry }: BundleOrder): Promise<string> {
  const folder = join(root, '.build/functions', name)
  const stamp = `${folder}.json`
  if (standing(root, folder, stamp)) return folder
  // The stamp goes first: a start that is killed here must not take the new folder for the old one.
  rmSync(stamp, { force: true })
  rmSync(folder, { recursive: true, force: true })
  const inputs = await compile(root, resolve(root, entry), folder)
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n')
  writeFileSync(stamp, JSON.stringify({ inputs, hash: hashOf(root, inputs) }))
  return folder
}

/** Every function's bundle. */
export async function bundleAll(root: string): Promise<Bundles> {
  const made = (name: FunctionName): Promise<string> => bundle({ root, name, entry: `functions/${name}/index.ts` })
  const [staff = '', projector = '', applier = '', clock = '', publisher = '', importer = ''] = await Promise.all(
    functionNames.map(made),
  )
  return { staff, projector, applier, clock, publisher, importer }
}

function standing(root: string, folder: string, stamp: string): boolean {
  if (!existsSync(stamp) || !existsSync(join(folder, 'index.mjs'))) return false
  const made = Made.safeParse(JSON.parse(readFileSync(stamp, 'utf8')))
  return made.success && made.data.hash === hashOf(root, made.data.inputs)
}

/** @returns the project's own files that went in; packages are covered by the lockfile */
async function compile(root: string, entry: string, folder: string): Promise<string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { index: entry },
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    mainFields: ['module', 'main'],
    banner: { js: banner },
    // Names stay as they are written, so that a defect's stack can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    metafile: true,
    plugins: [commonPasswords],
  })
  return Object.keys(metafile.inputs)
    .map((path) => relative(root, resolve(root, path)))
    .filter((path) => !path.startsWith('node_modules/'))
    .sort()
}

/** Contents of every input, the lockfile and this very file. */
function hashOf(root: string, paths: readonly string[]): string {
  const hash = createHash('sha256').update(readFileSync(import.meta.filename))
  for (const path of ['package.json', 'package-lock.json', ...paths]) {
    const file = resolve(root, path)
    hash.update(`\0${path}\0`).update(existsSync(file) ? readFileSync(file) : 'absent')
  }
  return hash.digest('hex')
}
