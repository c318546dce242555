import type { AnyContractRouter } from '@orpc/contract'
import { ORPCError, type Router } from '@orpc/server'
import { StandardOpenAPIHandler } from '@orpc/openapi/standard'
import type { APIGatewayProxyEvent, APIGatewayProxyResult } from 'aws-lambda'
import type { OperationMeta } from '#shared/base/procedure'
import type { Store } from '#functions/store/store'
import { authorise, keepAwake, recognise } from './admit.ts'
import { cookieName, resultOf, type Answer } from './answer.ts'
import type { Clock } from './clock.ts'
import type { Call, Caller } from './context.ts'
import { failureOf, isWireError, type Failure } from './errors.ts'
import type { Log } from './log.ts'
import { checkOrigin, checkSize } from './origin.ts'
import { addressOf, bytesOf, cookieOf, requestOf, type EdgeRequest } from './request.ts'

export interface EdgeSettings {
  store: Store
  clock: Clock
  log: Log
  /** where the staff app is served; unsafe requests must come from there */
  origin: string
  /** proxies of our own in front of the gateway */
  hops: number
  /** routes, as `POST /api/changes`, that take change-sets */
  large: ReadonlySet<string>
  /** by operation: starts reading what the handler will need, in the same tick as the session is read */
  prefetch: Readonly<Record<string, (input: unknown, caller: Caller) => void>>
}

/** What is noted of a call on its way, for the answer and the log. */
interface Trace {
  operation: string
  actor: string | undefined
  failure: Failure | undefined
  cookie: Answer['cookie']
}

type Traced = Call & { trace: Trace }

export type StaffRouter = Router<AnyContractRouter, Call>
export type Edge = (event: APIGatewayProxyEvent) => Promise<APIGatewayProxyResult>

/**
 * 边缘. The one way into the API: size, origin, route, session, right, then the handler; whatever is thrown becomes a
 * refusal or a defect. Routes and schemas are compiled once, when the function starts. Handlers never see a request.
 */
export function edge(router: StaffRouter, settings: EdgeSettings): Edge {
  const handler = new StandardOpenAPIHandler<Traced>(router, {
    interceptors: [(options) => failing(options.context.trace, () => options.next())],
    clientInterceptors: [(options) => admitted(options, settings)],
  })
  return async (event) => {
    const begun = settings.clock.ticks()
    const trace: Trace = { operation: 'none', actor: undefined, failure: undefined, cookie: undefined }
    const answer = await answerTo(event, { handler, settings, trace })
    noteIn(settings, event, trace, { status: answer.status, ms: settings.clock.ticks() - begun })
    return resultOf({ ...answer, cookie: trace.cookie })
  }
}

interface Way {
  handler: StandardOpenAPIHandler<Traced>
  settings: EdgeSettings
  trace: Trace
}

async function answerTo(event: APIGatewayProxyEvent, { handler, settings, trace }: Way): Promise<Answer> {
  try {
    return await failing(trace, async () => {
      const bytes = bytesOf(event)
      checkSize(`${event.httpMethod} ${event.path}`, bytes, settings.large)
      const request = requestOf(event)
      checkOrigin(request, settings.origin, bytes)
      // A caller has no actor yet: `admitted` adds it for every operation that is not open to anyone.
      const context = { ...callerOf(event, request, settings, trace), trace } as Traced
      const { matched, response } = await handler.handle(request, { prefix: '/api', context })
      if (!matched) return answerOf(new ORPCError('NOT_FOUND'))
      return { status: response.status, body: response.body }
    })
  } catch (thrown) {
    if (isWireError(thrown)) return answerOf(thrown)
    throw thrown
  }
}

const answerOf = (error: ORPCError<string, unknown>): Answer => ({ status: error.status, body: error.toJSON() })

function callerOf(event: APIGatewayProxyEvent, { headers }: EdgeRequest, settings: EdgeSettings, trace: Trace): Caller {
  return {
    now: settings.clock.now(),
    store: settings.store,
    address: addressOf(event, headers, settings.hops),
    agent: headers['user-agent'] ?? '',
    cookie: cookieOf(headers.cookie, cookieName),
    setCookie: (value) => {
      trace.cookie = { value }
    },
  }
}

/** Runs one part of the way; what it throws is noted once and goes on as the typed error of the wire. */
async function failing<T>(trace: Trace, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (thrown) {
    trace.failure ??= failureOf(thrown)
    throw trace.failure.error
  }
}

interface Operation {
  path: readonly string[]
  procedure: { '~orpc': { meta: Record<string, unknown> } }
  input: unknown
  context: Traced
}

type Onward<O> = O & { next(options?: O): Promise<unknown> }

/** Recognises the caller and asks the contract whether he may, before the input is looked at. */
async function admitted<O extends Operation>(options: Onward<O>, settings: EdgeSettings): Promise<unknown> {
  const { context, path, input } = options
  const meta: Partial<OperationMeta> = options.procedure['~orpc'].meta
  const { trace } = context
  trace.operation = path.join('.')
  if (meta.right === 'anyone') return options.next()
  const recognising = recognise(context)
  settings.prefetch[trace.operation]?.(input, context)
  const recognised = await recognising
  trace.actor = recognised.actor.account
  authorise(meta, recognised)
  const awake = keepAwake(context, recognised, meta).catch((cause: unknown) => {
    settings.log.defect(defectLine('keep-awake', { reference: 'none', cause }))
  })
  const [output] = await Promise.all([options.next({ ...options, context: { ...context, ...recognised } }), awake])
  return output
}

function noteIn(
  settings: EdgeSettings,
  event: APIGatewayProxyEvent,
  trace: Trace,
  took: { status: number; ms: number },
) {
  const { operation, actor, failure } = trace
  const outcome = failure?.outcome ?? (took.status === 404 ? 'no-such-route' : 'done')
  const ms = Math.round(took.ms * 10) / 10
  settings.log.request({ request: event.requestContext.requestId, operation, actor, outcome, status: took.status, ms })
  if (failure?.defect) settings.log.defect(defectLine(operation, failure.defect))
}

function defectLine(operation: string, { reference, cause }: NonNullable<Failure['defect']>) {
  const thrown = cause instanceof Error ? cause : new Error(String(cause))
  return { reference, operation, error: `${thrown.name}: ${thrown.message}`, stack: thrown.stack }
}
