import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { build } from 'esbuild'
import type { Template } from '../../infra/local/template/assembly.ts'
import { startRuntime, type Running, type RuntimeSettings } from '../../infra/local/runtime.ts'

const root = resolve(import.meta.dirname, '../..')
const own = join(import.meta.dirname, 'sample')

/** The sample's synthesized template; made once for its source, then kept below `.build`. */
async function assembly(): Promise<string> {
  const hash = createHash('sha256').update(readFileSync(join(root, 'package-lock.json')))
  for (const file of globSync('**/*.ts', { cwd: own }).sort()) hash.update(readFileSync(join(own, file)))
  const folder = join(root, '.build/sample', hash.digest('hex').slice(0, 16))
  if (existsSync(join(folder, 'manifest.json'))) return folder
  const fresh = mkdtempSync(join(tmpdir(), 'sample-'))
  await build({
    entryPoints: ['tool', 'worker', 'reader', 'clock'].map((name) => ({
      in: join(own, 'functions', `${name}.ts`),
      out: `${name}/index`,
    })),
    outdir: join(fresh, 'bundles'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
  })
  const out = join(fresh, 'out')
  const ran = spawnSync(process.execPath, [join(own, 'app.ts'), out, join(fresh, 'bundles')], {
    encoding: 'utf8',
    env: { ...process.env, CDK_VALIDATION: 'false' },
  })
  if (ran.status !== 0) throw new Error(ran.stderr)
  mkdirSync(join(root, '.build/sample'), { recursive: true })
  cpSync(out, `${folder}.${process.pid}`, { recursive: true })
  if (!existsSync(folder)) renameSync(`${folder}.${process.pid}`, folder)
  rmSync(fresh, { recursive: true })
  return folder
}

export interface Sample extends Running {
  folder: string
  /** asks the tool function through the gateway; answers its JSON */
  ask(what: string, input?: object): Promise<{ status: number; value: unknown }>
  /** sort keys of what functions noted down */
  seen(by: 'stream' | 'queue' | 'clock'): Promise<string[]>
  remove(): Promise<void>
}

export interface SampleOptions extends Partial<RuntimeSettings> {
  /** changes the template of a stack before it is run */
  edit?: (template: Template, stack: string) => void
}

export const aFolder = (): string => mkdtempSync(join(tmpdir(), 'local-'))

/** Runs the sample in a folder of its own, or in one given. */
export async function aSample({ edit, folder = aFolder(), ...more }: SampleOptions = {}): Promise<Sample> {
  const template = edit ? edited(await assembly(), edit) : await assembly()
  const running = await startRuntime({ assembly: template, folder, port: 0, publicPort: 0, ...more })
  const ask: Sample['ask'] = async (what, input = {}) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${running.staff}/api/do/${what}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(input),
    })
    return { status: answer.status, value: await answer.json() }
  }
  return {
    ...running,
    folder,
    ask,
    seen: async (by) => {
      await running.idle()
      return notesOf(running, by)
    },
    remove: async () => {
      await running.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

export const sampleAssembly = assembly

/** A copy of the synthesized template with changes; the bundles stay where they are. */
function edited(from: string, edit: (template: Template, stack: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'edited-'))
  for (const name of readdirSync(from)) cpSync(join(from, name), join(folder, name), { recursive: true })
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.template.json'))) {
    const template = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Template
    edit(template, name.replace('.template.json', ''))
    writeFileSync(join(folder, name), JSON.stringify(template))
  }
  return folder
}

async function notesOf({ environment }: Running, by: string): Promise<string[]> {
  const { DynamoDB } = await import('@aws-sdk/client-dynamodb')
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = environment
  const db = new DynamoDB({
    endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB ?? '',
    region: environment.AWS_REGION ?? '',
    credentials: { accessKeyId, secretAccessKey },
  })
  const { Items = [] } = await db.query({
    TableName: 'sample-seen',
    KeyConditionExpression: 'pk = :by',
    ExpressionAttributeValues: { ':by': { S: by } },
  })
  db.destroy()
  return Items.map(({ sk }) => sk?.S ?? '')
}
