import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { RuntimeFault } from '../fault.ts'
import type { Credentials, Keyring, Principal, Roles } from '../rights/principal.ts'
import type { Json } from '../template/assembly.ts'
import { numberAt, objectAt, textAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'
import { FunctionThread, type FunctionSettings, type Outcome } from './worker.ts'

/** A function of the template: how it is called, and as whom it acts. */
export interface Function {
  name: string
  arn: string
  principal: Principal
  environment: Readonly<Record<string, string>>
  invoke(event: unknown): Promise<Outcome>
  stop(): Promise<void>
}

export interface FunctionsSettings {
  assets: ReadonlyMap<string, string>
  roles: Roles
  keyring: Keyring
  /** endpoints of the services on this machine, as variables of the SDK */
  endpoints: Readonly<Record<string, string>>
  log: string
  ahead: SharedArrayBuffer
}

/** All functions, found by name, ARN, alias or version; their threads start at the first call. */
export class Functions {
  readonly #byArn = new Map<string, Function>()
  readonly all: readonly Function[]

  constructor(resources: readonly Resolved[], settings: FunctionsSettings) {
    const made = resources.filter(isFunction).map((resource) => functionOf(resource, settings))
    for (const one of made) this.#byArn.set(one.arn, one).set(one.name, one)
    this.all = made
  }

  /** @throws RuntimeFault where no such function runs here */
  find(nameOrArn: string): Function {
    const found = this.lookUp(nameOrArn)
    if (!found) throw new RuntimeFault(`No function of the template is called ${nameOrArn}.`)
    return found
  }

  lookUp(nameOrArn: string): Function | undefined {
    const [, arn = nameOrArn] = /^(arn:[^:]*:lambda:[^:]*:[^:]*:function:[^:]+)/.exec(nameOrArn) ?? []
    return this.#byArn.get(arn) ?? this.#byArn.get(nameOrArn.split(':')[0] ?? '')
  }

  async stop(): Promise<void> {
    await Promise.all(this.all.map((one) => one.stop()))
  }
}

/** Functions that CDK adds to a deployment for itself are not of Node and are left out. */
const isFunction = ({ type, properties }: Resolved): boolean =>
  type === 'AWS::Lambda::Function' && (textAt(properties, 'Runtime') ?? '').startsWith('nodejs')

function functionOf(resource: Resolved, settings: FunctionsSettings): Function {
  const { ref: name, arn, properties } = resource
  const principal = settings.roles.principal(textAt(properties, 'Role') ?? '', name)
  const thread = threadOf(resource, settings, settings.keyring.issue(principal))
  const threads = new Set<FunctionThread>()
  let current: FunctionThread | undefined
  let stopped = false
  return {
    name,
    arn,
    principal,
    environment: thread.environment,
    invoke: async (event) => {
      if (stopped) return closing
      if (!current || current.spoilt) threads.add((current = new FunctionThread(thread)))
      const outcome = await current.invoke(event)
      for (const one of threads) if (one.spoilt && one.idle) threads.delete(one)
      return outcome
    },
    stop: async () => {
      stopped = true
      await Promise.all([...threads].map((one) => one.stop()))
    },
  }
}

const closing: Outcome = {
  ok: false,
  why: 'stopped',
  error: { errorType: 'Closing', errorMessage: 'the runtime is closing', trace: [] },
}

function threadOf(resource: Resolved, settings: FunctionsSettings, keys: Credentials): FunctionSettings {
  const { ref: name, arn, properties, stack } = resource
  const [path = 'index', member = 'handler'] = (textAt(properties, 'Handler') ?? '').split(/\.(?=[^.]*$)/)
  const megabytes = numberAt(properties, 'MemorySize') ?? 128
  const folder = folderOf(name, textAt(objectAt(properties, 'Code'), 'S3Key'), settings.assets)
  return {
    name,
    file: pathToFileURL(moduleIn(folder, path, name)).href,
    member,
    log: settings.log,
    ahead: settings.ahead,
    seconds: numberAt(properties, 'Timeout') ?? 3,
    megabytes,
    environment: {
      ...settings.endpoints,
      ...variablesOf(objectAt(properties, 'Environment')?.Variables),
      AWS_ACCESS_KEY_ID: keys.accessKeyId,
      AWS_SECRET_ACCESS_KEY: keys.secretAccessKey,
      AWS_REGION: stack.region,
      AWS_DEFAULT_REGION: stack.region,
      AWS_LAMBDA_FUNCTION_NAME: name,
      AWS_LAMBDA_FUNCTION_VERSION: '1',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(megabytes),
      LAMBDA_TASK_ROOT: folder,
      TZ: ':UTC',
    },
    context: {
      functionName: name,
      functionVersion: '1',
      invokedFunctionArn: arn,
      memoryLimitInMB: String(megabytes),
      callbackWaitsForEmptyEventLoop: true,
    },
  }
}

function folderOf(name: string, key: string | undefined, assets: ReadonlyMap<string, string>): string {
  const folder = key === undefined ? undefined : assets.get(key)
  if (!folder) throw new RuntimeFault(`The bundle of the function ${name} is not among the assets of the template.`)
  return folder
}

function moduleIn(folder: string, path: string, name: string): string {
  const file = ['.mjs', '.js', '.cjs'].map((ending) => join(folder, path + ending)).find((one) => existsSync(one))
  if (!file) throw new RuntimeFault(`The bundle of the function ${name} has no module ${path} in ${folder}.`)
  return file
}

const variablesOf = (variables: Json): Record<string, string> =>
  Object.fromEntries(Object.entries(variables ?? {}).map(([key, value]) => [key, String(value)]))
