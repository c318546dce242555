import type { Properties } from '../template/assembly.ts'
import { numberAt, objectAt, textAt } from '../template/properties.ts'

/** How a route is answered: by a function with the whole request, or with a file of a bucket. */
export interface Route {
  /** the path as the template writes it, with `{variables}` */
  path: string
  method: string
  integration: Integration
}

export type Integration =
  | { kind: 'function'; target: string; milliseconds: number }
  | { kind: 'file'; bucket: string; key: string; role: string; answers: Properties; variables: Properties }
  | { kind: 'unknown' }

export interface Found {
  route: Route
  variables: Record<string, string>
}

interface Node {
  plain: Map<string, Node>
  variable?: { name: string; node: Node }
  greedy?: { name: string; node: Node }
  routes: Map<string, Route>
}

const any = 'ANY'
const node = (): Node => ({ plain: new Map(), routes: new Map() })

/**
 * Finds routes as the gateway does: a plain segment before a variable, a variable before a greedy one; the method is
 * looked at afterwards. Source: API Gateway guide, "Proxy resources".
 */
export class Routes {
  readonly #root = node()
  readonly all: readonly Route[]

  constructor(body: Properties | undefined) {
    this.all = Object.entries(objectAt(body, 'paths') ?? {}).flatMap(([path, methods]) =>
      Object.entries(methods ?? {}).flatMap(([method, operation]) => routeOf(path, method, operation as Properties)),
    )
    for (const route of this.all) this.#add(route)
  }

  #add(route: Route): void {
    let at = this.#root
    for (const segment of segmentsOf(route.path)) {
      const [, name, plus] = /^\{(.+?)(\+)?\}$/.exec(segment) ?? []
      if (name === undefined) at = at.plain.get(segment) ?? put(at.plain, segment)
      else if (plus) at = (at.greedy ??= { name, node: node() }).node
      else at = (at.variable ??= { name, node: node() }).node
    }
    at.routes.set(route.method, route)
  }

  /** The route of a path and method; undefined when the gateway knows no such resource or method. */
  find(method: string, path: string): Found | undefined {
    const match = search(this.#root, segmentsOf(path), {})
    const route = match?.node.routes.get(method) ?? match?.node.routes.get(any)
    return match && route ? { route, variables: match.variables } : undefined
  }
}

const segmentsOf = (path: string): string[] => path.split('/').filter((segment) => segment !== '')

function put(nodes: Map<string, Node>, segment: string): Node {
  const made = node()
  nodes.set(segment, made)
  return made
}

interface Match {
  node: Node
  variables: Record<string, string>
}

function search(at: Node, [first, ...rest]: readonly string[], variables: Record<string, string>): Match | undefined {
  if (first === undefined) return at.routes.size > 0 ? { node: at, variables } : undefined
  const plain = at.plain.get(first)
  const found = plain && search(plain, rest, variables)
  if (found) return found
  const one = at.variable && search(at.variable.node, rest, { ...variables, [at.variable.name]: decoded(first) })
  if (one) return one
  const all = [first, ...rest].map(decoded).join('/')
  return at.greedy && { node: at.greedy.node, variables: { ...variables, [at.greedy.name]: all } }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

const methods = new Set(['get', 'head', 'post', 'put', 'patch', 'delete', 'options'])

function routeOf(path: string, method: string, operation: Properties): Route[] {
  const name =
    method === 'x-amazon-apigateway-any-method' ? any : methods.has(method) ? method.toUpperCase() : undefined
  if (name === undefined) return []
  return [{ path, method: name, integration: integrationOf(objectAt(operation, 'x-amazon-apigateway-integration')) }]
}

/** A gateway gives up on a function after 29 seconds, or earlier where the route says so. */
const LONGEST = 29_000

function integrationOf(written: Properties | undefined): Integration {
  const uri = textAt(written, 'uri') ?? ''
  const [, target] = /:lambda:path\/2015-03-31\/functions\/(.+)\/invocations$/.exec(uri) ?? []
  if (target !== undefined) {
    return { kind: 'function', target, milliseconds: numberAt(written, 'timeoutInMillis') ?? LONGEST }
  }
  const [, bucket, key] = /:s3:path\/([^/]+)\/(.*)$/.exec(uri) ?? []
  if (bucket === undefined || key === undefined) return { kind: 'unknown' }
  const role = textAt(written, 'credentials') ?? ''
  const answers = objectAt(written, 'responses') ?? {}
  return { kind: 'file', bucket, key, role, answers, variables: objectAt(written, 'requestParameters') ?? {} }
}
