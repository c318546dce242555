import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Clock } from '../clock.ts'
import type { FetchFile } from '../files.ts'
import type { Functions } from '../functions/functions.ts'
import type { Permissions } from '../rights/permissions.ts'
import type { Properties } from '../template/assembly.ts'
import { numberAt, objectAt, textAt, textsAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'
import { answerOf, ownAnswer, send, type Answer, type OwnAnswer } from './answer.ts'
import { bodyFor, isBinary, limits, readBody, TooLarge } from './body.ts'
import { addressOf, eventOf } from './event.ts'
import { answerFile } from './file.ts'
import { Routes, type Found, type Integration } from './routes.ts'

export interface GatewaySettings {
  functions: Functions
  permissions: Permissions
  clock: Clock
  /** reads files under a role given by its ARN */
  filesAs(role: string): FetchFile
  /** hears of what operators should know */
  failed: (sentence: string) => void
}

/** The REST gateway of the template with its one stage. */
export class Gateway {
  readonly #settings: GatewaySettings
  readonly #api: Resolved
  readonly #stage: string
  readonly #routes: Routes
  readonly #binaries: readonly string[]
  readonly #compressFrom: number | undefined
  readonly #rewritten: Properties | undefined

  constructor(api: Resolved, stage: string, settings: GatewaySettings) {
    const body = objectAt(api.properties, 'Body')
    this.#settings = settings
    this.#api = api
    this.#stage = stage
    this.#routes = new Routes(body)
    this.#binaries = [
      ...textsAt(body, 'x-amazon-apigateway-binary-media-types'),
      ...textsAt(api.properties, 'BinaryMediaTypes'),
    ]
    this.#compressFrom =
      numberAt(api.properties, 'MinimumCompressionSize') ??
      numberAt(body, 'x-amazon-apigateway-minimum-compression-size')
    this.#rewritten = objectAt(body, 'x-amazon-apigateway-gateway-responses')
  }

  /** Answers one request; never throws. */
  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const requestId = randomUUID()
    const answer = await this.#answer(request, requestId).catch((error: unknown) => this.#defect(error))
    if (!request.complete) drain(request)
    const accepts = request.headers['accept-encoding']?.toString() ?? ''
    await send(response, answer, { compressFrom: this.#compressFrom, accepts, requestId }).catch(() =>
      response.destroy(),
    )
  }

  async #answer(request: IncomingMessage, requestId: string): Promise<Answer> {
    const found = this.#routes.find(request.method ?? '', addressOf(request).path)
    if (!found) return this.#own('MISSING_AUTHENTICATION_TOKEN')
    const { integration } = found.route
    if (integration.kind === 'file') return answerFile(this.#settings.filesAs(integration.role), integration, found)
    if (integration.kind === 'unknown') return this.#own('API_CONFIGURATION_ERROR')
    try {
      return await this.#called(request, { found, integration, requestId })
    } catch (error) {
      if (error instanceof TooLarge) return this.#own('REQUEST_TOO_LARGE')
      throw error
    }
  }

  async #called(request: IncomingMessage, { found, integration, requestId }: Calling): Promise<Answer> {
    const { functions, permissions, clock } = this.#settings
    const { account, region, partition } = this.#api.stack
    const source = `arn:${partition}:execute-api:${region}:${account}:${this.#api.ref}/${this.#stage}/${request.method}${found.route.path}`
    if (!permissions.allow('apigateway', { target: integration.target, source })) {
      this.#settings.failed(`The gateway has no permission to call ${integration.target} for ${source}.`)
      return this.#own('API_CONFIGURATION_ERROR')
    }
    const bytes = await readBody(request, this.#compressFrom !== undefined)
    const body = bodyFor(bytes, isBinary(request.headers['content-type'], this.#binaries))
    const around = { account, api: this.#api.ref, stage: this.#stage, requestId, now: clock.now() }
    const event = eventOf(request, found, body, around)
    const outcome = await within(integration.milliseconds, functions.find(integration.target).invoke(event))
    if (outcome === 'late') return this.#own('INTEGRATION_TIMEOUT')
    if (!outcome.ok) {
      this.#settings.failed(`${integration.target} failed: ${outcome.error.errorType}: ${outcome.error.errorMessage}`)
      return this.#own('INTEGRATION_FAILURE')
    }
    const binary = isBinary(request.headers.accept, this.#binaries)
    const answer = answerOf(outcome.value, binary)
    return answer && answer.body.length <= limits.function ? answer : this.#own('INTEGRATION_FAILURE')
  }

  #own(kind: OwnAnswer): Answer {
    return ownAnswer(kind, this.#rewritten)
  }

  #defect(error: unknown): Answer {
    this.#settings.failed(
      `The gateway failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    )
    return this.#own('API_CONFIGURATION_ERROR')
  }
}

/** Milliseconds that a caller may go on sending what was refused already. */
const PATIENCE = 10_000

/**
 * Lets a caller finish sending what nobody reads: cut off at once, it would see a broken line instead of its answer.
 */
function drain(request: IncomingMessage): void {
  const late = setTimeout(() => request.destroy(), PATIENCE).unref()
  request.on('close', () => clearTimeout(late)).resume()
}

interface Calling {
  found: Found
  integration: Extract<Integration, { kind: 'function' }>
  requestId: string
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T | 'late'> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(() => resolve('late'), milliseconds)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

/** The gateways of the template, each with the name of its stage. */
export const gatewaysOf = (resources: readonly Resolved[]): { api: Resolved; stage: string }[] =>
  resources
    .filter(({ type }) => type === 'AWS::ApiGateway::RestApi')
    .flatMap((api) =>
      resources
        .filter(
          ({ type, properties }) => type === 'AWS::ApiGateway::Stage' && textAt(properties, 'RestApiId') === api.ref,
        )
        .map(({ ref }) => ({ api, stage: ref })),
    )
