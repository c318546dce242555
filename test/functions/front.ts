import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import { contract } from '#shared/contract'
import { queueColumns } from '#shared/cases/queue'
import type { RefusalData } from '#shared/base/refusal'
import type { PasswordProfile } from '#shared/people/password'
import type { Edge } from '#functions/host/edge'
import { importerEdge } from '#functions/importer/app'
import type { DefectLine, LogLine } from '#functions/host/log'
import { vaultOf } from '#functions/host/vault'
import { staffEdge } from '#functions/staff/app'
import { openStore } from '#functions/store/open'
import { importFilesIn } from '#functions/store/imports/files'
import { uploadsIn, type Uploads } from '#functions/store/uploads'
import type { Store } from '#functions/store/store'
import { anEngine, type TestEngine } from '../engine.ts'
import { aKeyService } from './keys.ts'
import { operations } from './operations.ts'

export type Client = ContractRouterClient<typeof contract>

export const origin = 'https://desk.example.test'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
const tables = { state: 'state', ledger: 'ledger' }

/** The staff API on tables of a suite's own, with a clock that the suite sets, entered by the front door. */
export interface Front {
  store: Store
  engine: TestEngine
  edge: Edge
  /** the lines that the function wrote */
  log: { requests: LogLine[]; defects: DefectLine[] }
  /** the requests that the tables have had so far, by their names */
  asked: string[]
  now(): string
  pass(seconds: number): void
  close(): Promise<void>
}

export interface FrontOptions {
  profile?: PasswordProfile
  demonstration?: 'yes' | 'no'
  /** where uploads are; without it addresses are signed that lead nowhere, and nothing was uploaded */
  uploads?: Uploads
}

const imported = new Set(
  operations.filter(({ meta }) => meta.by === 'importer').map(({ method, path }) => `${method} ${path}`),
)

function functionFor({ httpMethod, path }: APIGatewayProxyEvent): 'staff' | 'importer' {
  return [...imported].some((route) => fits(route, `${httpMethod} ${path}`)) ? 'importer' : 'staff'
}

const fits = (route: string, asked: string): boolean =>
  new RegExp(`^${route.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`).test(asked)

export async function aFront({ profile = 'asvs', demonstration = 'yes', uploads }: FrontOptions = {}): Promise<Front> {
  let at = Date.parse('2026-10-12T01:00:00.000Z')
  const engine = await anEngine(() => new Date(at))
  await engine.createTables([
    {
      name: tables.state,
      indexes: [
        { name: 'gsi1', keys: ['gsi1pk', 'gsi1sk'], carries: 'KEYS_ONLY' },
        { name: 'gsi2', keys: ['gsi2pk', 'gsi2sk'], carries: queueColumns },
        { name: 'unfinished', keys: ['unfinished', 'since'], carries: 'KEYS_ONLY' },
      ],
      stream: 'NEW_AND_OLD_IMAGES',
      lifetime: 'ttl',
    },
    { name: tables.ledger },
  ])
  const keys = await aKeyService()
  const client = { endpoint: engine.url, region: 'local', credentials }
  // Nobody takes messages here: whoever is to be told of work is told of it in suites of his own.
  const send = () => Promise.resolve()
  const store: Store = { ...openStore({ district: 'test', tables, chance: () => 0, client }), send }
  const asked: string[] = []
  store.db.middlewareStack.add(
    (next, { commandName }) =>
      (args) => {
        asked.push(commandName ?? '')
        return next(args)
      },
    { step: 'initialize', name: 'asked' },
  )
  const log: Front['log'] = { requests: [], defects: [] }
  const now = () => new Date(at).toISOString()
  const common = {
    store,
    vault: vaultOf(keys.key, 'totp', { endpoint: keys.url, region: 'local', credentials }),
    people: vaultOf(keys.key, 'person', { endpoint: keys.url, region: 'local', credentials }),
    clock: { now, ticks: () => performance.now() },
    log: {
      request: (line: LogLine) => void log.requests.push(line),
      defect: (line: DefectLine) => void log.defects.push(line),
    },
    // No test of this door publishes: the publisher's suite does, with files of its own.
    disclosure: { renderer: 'test', contents: { write: unwanted, read: unwanted } },
    environment: {
      DISTRICT: 'test',
      DISTRICT_NAME: '示例区',
      DEMONSTRATION: demonstration,
      PASSWORD_PROFILE: profile,
      STAFF_ORIGIN: origin,
      FORWARDED_HOPS: 0,
    },
    imports: importFilesIn('files', { endpoint: origin, region: 'local', credentials }),
    uploads: uploads ?? { ...uploadsIn('files', { endpoint: origin, region: 'local', credentials }), read: nothing },
  }
  const edges = { staff: staffEdge(common), importer: importerEdge({ ...common, files: common.imports }) }
  // The gateway's part: each operation goes to the function that the contract names.
  const edge: Edge = (event) => edges[functionFor(event)](event)
  return {
    store,
    engine,
    edge,
    log,
    asked,
    now,
    pass: (seconds) => (at += seconds * 1000),
    close: async () => {
      keys.close()
      store.db.destroy()
      await engine.close()
    },
  }
}

const nothing = () => Promise.resolve(undefined)
const unwanted = () => Promise.reject(new Error('no test asks for files'))

export interface Ask {
  method?: string
  path: string
  query?: Record<string, string[]>
  headers?: Record<string, string>
  body?: string
  base64?: boolean
  address?: string
}

let requests = 0

/** A request as the REST gateway hands it over. */
export function eventOf({
  method = 'GET',
  path,
  query,
  headers = {},
  body,
  base64 = false,
  address = '10.0.0.1',
}: Ask) {
  const lists = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]))
  return {
    httpMethod: method,
    path,
    multiValueHeaders: lists,
    headers,
    multiValueQueryStringParameters: query ?? null,
    body: body ?? null,
    isBase64Encoded: base64,
    requestContext: { requestId: `request-${++requests}`, identity: { sourceIp: address } },
  } as unknown as APIGatewayProxyEvent
}

/** A browser as the API sees it: an origin, one cookie, JSON. */
export interface Browser {
  call: Client
  cookie: string
  address: string
  /** the Set-Cookie lines it was sent */
  received: string[]
  ask(ask: Ask): Promise<APIGatewayProxyResult>
}

export function aBrowser({ edge }: Pick<Front, 'edge'>, address = '10.0.0.1'): Browser {
  const browser: Browser = {
    cookie: '',
    address,
    received: [],
    ask: async (ask) => {
      const headers = {
        origin,
        'sec-fetch-site': 'same-origin',
        ...(ask.body === undefined ? {} : { 'content-type': 'application/json' }),
        'user-agent': 'Browser/1',
        ...(browser.cookie ? { cookie: browser.cookie } : {}),
        ...ask.headers,
      }
      const result = await edge(eventOf({ address: browser.address, ...ask, headers }))
      for (const line of result.multiValueHeaders?.['set-cookie'] ?? []) {
        browser.received.push(String(line))
        const [pair = ''] = String(line).split(';')
        browser.cookie = pair.endsWith('=') ? '' : pair
      }
      return result
    },
    call: createORPCClient(
      new OpenAPILink(contract, { url: `${origin}/api`, fetch: (request) => through(browser, request) }),
    ),
  }
  return browser
}

async function through(browser: Browser, request: Request): Promise<Response> {
  const url = new URL(request.url)
  const query: Record<string, string[]> = {}
  for (const [key, value] of url.searchParams) (query[key] ??= []).push(value)
  const body = await request.text()
  const {
    statusCode,
    body: text,
    headers,
  } = await browser.ask({
    method: request.method,
    path: url.pathname,
    query,
    ...(body ? { body } : {}),
  })
  return new Response(text, { status: statusCode, headers: headers as Record<string, string> })
}

/** The code of the refusal that a call ends in; `undefined` where it succeeds. */
export async function refusalOf(call: Promise<unknown>): Promise<string | undefined> {
  try {
    await call
    return undefined
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'REFUSED') return (error.data as RefusalData).code
    throw error
  }
}
