import { isContractProcedure, type AnyContractProcedure, type AnyContractRouter } from '@orpc/contract'
import * as z from 'zod'
import { limits } from '#shared/base/changes'

/** An operation as the gateway needs to know it. */
export interface Route {
  /** below the gateway's root, with `{variables}` */
  path: string
  method: 'get' | 'post' | 'put' | 'patch' | 'delete'
  /** requests a second, where the operation states its own */
  throttle: number | undefined
  /** the function that answers */
  by: 'staff' | 'importer'
  /** takes change-sets or uploads: the firewall only counts large bodies here */
  large: boolean
}

const Meta = z.object({
  throttle: z.number().optional(),
  large: z.boolean().optional(),
  by: z.literal('importer').optional(),
})
const Method = z.enum(['get', 'post', 'put', 'patch', 'delete'])

/** Every operation of a contract, in its order. @throws Error where an operation has no path */
export function routesOf(router: AnyContractRouter): Route[] {
  if (isContractProcedure(router)) return [routeOf(router)]
  return Object.values(router).flatMap((inner) => routesOf(inner))
}

function routeOf(operation: AnyContractProcedure): Route {
  const { route } = operation['~orpc']
  if (route.path === undefined) throw new Error('An operation of the contract states no path.')
  const { throttle, large = false, by = 'staff' } = Meta.parse(operation['~orpc'].meta)
  return {
    path: `/api${route.path}`,
    method: Method.parse((route.method ?? 'POST').toLowerCase()),
    throttle,
    by,
    large,
  }
}

/** Whatever a path's methods or the whole body carry: plain data. */
type Data = Record<string, unknown>

export interface Body {
  openapi: '3.0.1'
  info: { title: string; version: string }
  paths: Record<string, Data>
  'x-amazon-apigateway-gateway-responses': Data
}

const integration = 'x-amazon-apigateway-integration'
const described = { '200': { description: 'answered' } }

/** Path variables, in their order. */
const variablesOf = (path: string): string[] => [...path.matchAll(/\{([^}+]+)\+?\}/g)].map(([, name]) => name ?? '')

const parametersOf = (path: string): Data[] =>
  variablesOf(path).map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }))

/** An operation that a function answers, whole. */
const answered = (path: string, uri: string): Data => ({
  parameters: parametersOf(path),
  responses: described,
  [integration]: { type: 'aws_proxy', httpMethod: 'POST', uri, passthroughBehavior: 'when_no_match' },
})

/**
 * The gateway's body: a small OpenAPI 3.0.1 document, because the gateway refuses the 3.1 that generators emit. It holds
 * no schemas: the functions check their input against the contract itself. Paths below `/api` that no operation has
 * are answered by the staff function too, so that they can never be taken for a page.
 * @param uris the invocation address of each function that answers
 */
export function bodyOf(routes: readonly Route[], title: string, uris: Record<Route['by'], string>): Body {
  const paths: Record<string, Data> = {}
  for (const { path, method, by } of routes) paths[path] = { ...paths[path], [method]: answered(path, uris[by]) }
  paths[unlisted] = { 'x-amazon-apigateway-any-method': answered(unlisted, uris.staff) }
  return {
    openapi: '3.0.1',
    info: { title, version: '1' },
    paths,
    'x-amazon-apigateway-gateway-responses': { REQUEST_TOO_LARGE: tooLarge },
  }
}

const unlisted = '/api/{unlisted+}'

/** A body beyond the gateway's own limit is refused in the very form in which the functions refuse. */
const tooLarge = {
  statusCode: 413,
  responseTemplates: {
    'application/json': JSON.stringify({
      defined: false,
      code: 'REFUSED',
      status: 413,
      message: 'request/too-large',
      data: { code: 'request/too-large', facts: { limit: limits.bytes } },
    }),
  },
}

export interface AppFiles {
  /** the gateway's address of a file of the app's bucket */
  uri: (file: string) => string
  /** the role by which the gateway reads the bucket */
  credentials: string
  headers: Record<string, string>
}

/** Files of the staff app that lie at its root, beside the page itself. All else lies below `/_app`. */
export const rootFiles = ['icon.svg'] as const

/** The staff app through the gateway: its files as they are, and its one page for every other address. */
export function appPaths({ uri, credentials, headers }: AppFiles): Record<string, Data> {
  const file = (path: string, at: string): Data => ({ get: served(path, { uri: uri(at), credentials, headers }) })
  return {
    '/': file('/', 'index.html'),
    '/_app/{file+}': file('/_app/{file+}', '_app/{file}'),
    ...Object.fromEntries(rootFiles.map((name) => [`/${name}`, file(`/${name}`, name)])),
    '/{page+}': file('/{page+}', 'index.html'),
  }
}

interface Served {
  uri: string
  credentials: string
  headers: Record<string, string>
}

/** A file of a bucket, with the type and lifetime that it was put with, and headers that all pages bear. */
function served(path: string, { uri, credentials, headers }: Served): Data {
  const kept = ['Content-Type', 'Cache-Control']
  const names = [...kept, ...Object.keys(headers)]
  const parameters = {
    ...Object.fromEntries(
      kept.map((name) => [`method.response.header.${name}`, `integration.response.header.${name}`]),
    ),
    ...Object.fromEntries(
      Object.entries(headers).map(([name, text]) => [`method.response.header.${name}`, `'${text}'`]),
    ),
  }
  const answer = {
    description: 'answered',
    headers: Object.fromEntries(names.map((name) => [name, { schema: { type: 'string' } }])),
  }
  const variables = uri.includes('{file}') ? variablesOf(path) : []
  return {
    parameters: parametersOf(path),
    responses: { '200': answer, '404': { description: 'no such file' } },
    [integration]: {
      type: 'aws',
      httpMethod: 'GET',
      uri,
      credentials,
      passthroughBehavior: 'when_no_match',
      requestParameters: Object.fromEntries(
        variables.map((name) => [`integration.request.path.${name}`, `method.request.path.${name}`]),
      ),
      responses: {
        default: { statusCode: '404' },
        '200': { statusCode: '200', responseParameters: parameters },
      },
    },
  }
}
