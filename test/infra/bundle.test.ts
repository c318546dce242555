import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import * as z from 'zod'
import { bundle } from '../../infra/bundle.ts'
import { functionNames, type FunctionName } from '../../infra/functions.ts'
import { functionOf, type Data } from './templates.ts'

const Greeting = z.object({ handler: z.function({ output: z.string() }) })

/** A project of its own with one function, which takes a word from a module beside it. */
function aProject(): { root: string; write: (path: string, text: string) => void } {
  const root = mkdtempSync(join(tmpdir(), 'district-bundle-'))
  const write = (path: string, text: string): void => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
  }
  write('package.json', JSON.stringify({ type: 'module', imports: { '#shared/*': './shared/*.ts' } }))
  write('package-lock.json', '{}')
  write('shared/word.ts', `export const word: string = '受理'`)
  write('functions/hello/index.ts', `import { word } from '#shared/word'\nexport const handler = () => word`)
  return { root, write }
}

describe('a function’s bundle', () => {
  let project: ReturnType<typeof aProject>
  beforeEach(() => (project = aProject()))
  afterEach(() => rmSync(project.root, { recursive: true, force: true }))

  const made = () => bundle({ root: project.root, name: 'hello', entry: 'functions/hello/index.ts' })
  const when = (folder: string): bigint => statSync(join(folder, 'index.mjs'), { bigint: true }).mtimeNs
  const answer = async (folder: string): Promise<string> => {
    // Another address each time, or Node answers with the module it already knows.
    const { href } = pathToFileURL(join(folder, 'index.mjs'))
    const module: unknown = await import(`${href}?${when(folder)}`)
    return Greeting.parse(module).handler()
  }

  it('runs by itself, far from the sources', async () => {
    const folder = await made()
    rmSync(join(project.root, 'shared'), { recursive: true })
    expect(await answer(folder)).toBe('受理')
    expect(readFileSync(join(folder, 'package.json'), 'utf8')).toContain('"module"')
  })

  it('is kept as long as nothing has changed that went into it', async () => {
    const before = when(await made())
    project.write('shared/unrelated.ts', 'export {}')
    expect(when(await made())).toBe(before)
  })

  it('is made anew when a module, or the list of packages, has changed', async () => {
    const folder = await made()
    project.write('shared/word.ts', `export const word = '派单'`)
    expect(await answer(await made())).toBe('派单')
    const before = when(folder)
    project.write('package-lock.json', '{"changed":true}')
    expect(when(await made())).not.toBe(before)
  })

  it('names the file in which it failed', async () => {
    project.write('functions/hello/index.ts', `import { missing } from './nowhere.ts'\nexport const handler = missing`)
    await expect(made()).rejects.toThrow(/functions\/hello\/index\.ts.*nowhere/s)
  })
})

describe('the functions of this project', () => {
  /** What a function is told at its start, as its template says it; what only a deployment knows is made up. */
  const toldTo = (name: FunctionName): Record<string, string> => {
    const { Variables } = functionOf('local', name).properties.Environment as { Variables: Data }
    return Object.fromEntries(
      Object.entries(Variables).map(([key, value]) => [
        key,
        typeof value === 'string' ? value : `http://127.0.0.1/${key}`,
      ]),
    )
  }

  it.each(functionNames)('start with nothing but their bundle and what they are told: %s', async (name) => {
    const folder = await bundle({ root: resolve('.'), name, entry: `functions/${name}/index.ts` })
    const file = pathToFileURL(join(folder, 'index.mjs')).href
    const asked = `const { handler } = await import(${JSON.stringify(file)}); console.log(typeof handler)`
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', asked], {
      cwd: tmpdir(),
      env: { AWS_REGION: 'cn-north-1', ...toldTo(name) },
      encoding: 'utf8',
    })
    expect({ stdout: stdout.trim(), stderr }).toEqual({ stdout: 'function', stderr: '' })
  })

  it.each(functionNames)('fit many times into what Lambda takes: %s', async (name) => {
    const folder = await bundle({ root: resolve('.'), name, entry: `functions/${name}/index.ts` })
    const bytes = readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
    expect(bytes).toBeLessThan(4_000_000)
  })
})
