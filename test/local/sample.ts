import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
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
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { DynamoDB } from '@aws-sdk/client-dynamodb'
import { SQS } from '@aws-sdk/client-sqs'
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
  /** how often each of them was noted */
  times(by: 'stream'): Promise<number[]>
  /** bodies of the messages that wait in a queue; they stay there */
  queue(name: string): Promise<Record<string, unknown>[]>
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
  const clear = () => {
    if (edit) rmSync(template, { recursive: true, force: true })
  }
  const settings = { assembly: template, folder, port: 0, publicPort: 0, ...more }
  const running = await startRuntime(settings).catch((error: unknown) => {
    clear()
    throw error
  })
  const notes = async (by: string) => {
    await running.idle()
    return notesOf(running, by)
  }
  return {
    ...running,
    folder,
    ask: asking(running.staff),
    seen: async (by) => (await notes(by)).map(({ sk }) => sk?.S ?? ''),
    times: async (by) => (await notes(by)).map(({ times }) => Number(times?.N)),
    queue: (name) => waiting(running, name),
    remove: async () => {
      await running.close()
      rmSync(folder, { recursive: true, force: true })
      clear()
    },
  }
}

const asking =
  (staff: string): Sample['ask'] =>
  async (what, input = {}) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${staff}/api/do/${what}`, { method: 'POST', headers, body: JSON.stringify(input) })
    return { status: answer.status, value: await answer.json() }
  }

/** The sample in a process group of its own, to be killed. */
export async function apart(template: string, folder: string) {
  const script = join(own, 'apart.ts')
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, template, folder], {
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  const { staff } = JSON.parse(line.toString()) as { staff: string }
  return {
    ask: asking(staff),
    kill: () => signal(child, 'SIGKILL'),
    interrupt: () => signal(child, 'SIGINT'),
  }
}

/** Signals a whole process group, as a terminal or an operator does; answers the exit code of its first process. */
async function signal(child: ChildProcess, name: NodeJS.Signals): Promise<number | null> {
  const ended = once(child, 'exit') as Promise<[number | null]>
  if (child.pid !== undefined) process.kill(-child.pid, name)
  return (await ended)[0]
}

export { assembly as sampleAssembly }

/** A copy of the synthesized template with changes; the bundles stay where they are. */
export function edited(from: string, edit: (template: Template, stack: string) => void): string {
  const folder = mkdtempSync(join(tmpdir(), 'edited-'))
  for (const name of readdirSync(from)) {
    if (name.startsWith('asset.')) symlinkSync(join(from, name), join(folder, name))
    else cpSync(join(from, name), join(folder, name))
  }
  for (const name of readdirSync(folder).filter((one) => one.endsWith('.template.json'))) {
    const template = JSON.parse(readFileSync(join(folder, name), 'utf8')) as Template
    edit(template, name.replace('.template.json', ''))
    writeFileSync(join(folder, name), JSON.stringify(template))
  }
  return folder
}

/** A client's settings with every right. */
export function asOperator({ environment }: Running, variable: string) {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = environment
  return {
    endpoint: environment[variable] ?? '',
    region: environment.AWS_REGION ?? '',
    credentials: { accessKeyId, secretAccessKey },
  }
}

async function notesOf(running: Running, by: string) {
  const db = new DynamoDB(asOperator(running, 'AWS_ENDPOINT_URL_DYNAMODB'))
  const { Items = [] } = await db.query({
    TableName: 'sample-seen',
    KeyConditionExpression: 'pk = :by',
    ExpressionAttributeValues: { ':by': { S: by } },
  })
  db.destroy()
  return Items
}

async function waiting(running: Running, name: string): Promise<Record<string, unknown>[]> {
  const sqs = new SQS(asOperator(running, 'AWS_ENDPOINT_URL_SQS'))
  const QueueUrl = `${running.environment.AWS_ENDPOINT_URL_SQS}/000000000000/${name}`
  const { Messages = [] } = await sqs.receiveMessage({ QueueUrl, MaxNumberOfMessages: 10, VisibilityTimeout: 0 })
  sqs.destroy()
  return Messages.map(({ Body = '' }) => JSON.parse(Body) as Record<string, unknown>)
}
