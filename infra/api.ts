import { Size } from 'aws-cdk-lib'
import {
  AccessLogField,
  AccessLogFormat,
  ApiDefinition,
  EndpointType,
  LogGroupLogDestination,
  MethodLoggingLevel,
  SpecRestApi,
  type MethodDeploymentOptions,
} from 'aws-cdk-lib/aws-apigateway'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { Alias } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { contract } from '#shared/contract'
import { acknowledge, acknowledgeFolders } from './acknowledged.ts'
import { appPaths, bodyOf, routesOf, type Body, type Route } from './body.ts'
import { aDomain } from './domain.ts'
import { environmentOf } from './environment.ts'
import { aFirewall } from './firewall.ts'
import type { Bundles } from './functions.ts'
import { placesOf } from './grants.ts'
import { aFunction, aLog } from './lambda.ts'
import { gatewayStage } from './names.ts'
import { DeskStack } from './parts.ts'
import { pageHeaders } from './headers.ts'
import { aSchedule, consumeQueue, consumeStream } from './sources.ts'
import type { Settings } from './settings.ts'

const routes = routesOf(contract)

/** Functions, the gateway before them, and what calls them by itself: queues, the stream, the schedule. */
export class ApiStack extends DeskStack {
  constructor(scope: Construct, settings: Settings, bundles: Bundles) {
    super(scope, 'api', settings)
    const places = placesOf(this)
    const common = { bundles, places, environment: environmentOf(this, places) }
    const answering = { staff: aFunction(this, 'staff', common), importer: aFunction(this, 'importer', common) }
    consumeStream(this, aFunction(this, 'projector', common), places)
    consumeQueue(this, aFunction(this, 'applier', common), { queue: places.changesQueue, atOnce: 20 })
    consumeQueue(this, aFunction(this, 'publisher', common), { queue: places.editionsQueue, atOnce: 2 })
    consumeQueue(this, answering.importer, { queue: places.importsQueue, atOnce: 2 })
    aSchedule(this, aFunction(this, 'clock', common), places)
    const gateway = this.gateway(this.body(answering))
    // One permission of each function for the whole gateway: one for each route overflows the function's policy.
    for (const alias of Object.values(answering))
      alias.addPermission('gateway', {
        principal: new ServicePrincipal('apigateway.amazonaws.com'),
        sourceArn: gateway.arnForExecuteApi('*', '/*', gatewayStage),
      })
    aFirewall(this, gateway.deploymentStage.stageArn, routes)
    aDomain(this, gateway)
    this.write('gateway-id', gateway.restApiId)
  }

  private body({ staff, importer }: Record<Route['by'], Alias>): Body {
    const invoke = ({ functionArn }: Alias): string =>
      this.gatewayUri('lambda', `2015-03-31/functions/${functionArn}/invocations`)
    const body = bodyOf(routes, 'The district desk', { staff: invoke(staff), importer: invoke(importer) })
    if (this.settings.shape === 'global') return body
    const app = this.names.bucket('app')
    const uri = (file: string): string => this.gatewayUri('s3', `${app}/${file}`)
    const files = appPaths({ uri, credentials: this.reader(app), headers: pageHeaders(this.settings) })
    return { ...body, paths: { ...body.paths, ...files } }
  }

  private gatewayUri(service: 'lambda' | 's3', path: string): string {
    return `arn:${this.partition}:apigateway:${this.region}:${service}:path/${path}`
  }

  /** The gateway may read the staff app's files and nothing else. */
  private reader(bucket: string): string {
    const rights = new PolicyStatement({
      actions: ['s3:GetObject'],
      resources: [`arn:${this.partition}:s3:::${bucket}/*`],
    })
    const role = new Role(this, 'app-reader', {
      assumedBy: new ServicePrincipal('apigateway.amazonaws.com'),
      inlinePolicies: { rights: new PolicyDocument({ statements: [rights] }) },
    })
    acknowledgeFolders(role, [rights])
    return role.roleArn
  }

  private gateway(body: Body): SpecRestApi {
    const { throttle, tracing, certificates, shape } = this.settings
    const gateway = new SpecRestApi(this, 'gateway', {
      restApiName: this.names.gateway,
      apiDefinition: ApiDefinition.fromInline(body),
      endpointTypes: [EndpointType.REGIONAL],
      minCompressionSize: Size.kibibytes(1),
      failOnWarnings: true,
      // An account and region has one such role; it is made once, by hand (docs/deploy.md), not by every district.
      cloudWatchRole: false,
      // Behind its own name in China the gateway needs no other; CloudFront calls it by its first one.
      disableExecuteApiEndpoint: shape === 'china' && certificates !== undefined,
      deployOptions: {
        stageName: gatewayStage,
        accessLogDestination: new LogGroupLogDestination(
          aLog(this, 'gateway-log', `/aws/apigateway/${this.names.gateway}`),
        ),
        accessLogFormat: accessLog,
        ...observed,
        tracingEnabled: tracing,
        throttlingRateLimit: throttle.rate,
        throttlingBurstLimit: throttle.burst,
        methodOptions: throttles(routes),
      },
    })
    acknowledge(gateway, 'gateway')
    return gateway
  }
}

/** Operations that state a limit of their own, such as sign-in, by the name the gateway gives them. */
const throttles = (all: readonly Route[]): Record<string, MethodDeploymentOptions> =>
  Object.fromEntries(
    all.flatMap(({ path, method, throttle }) =>
      throttle === undefined ? [] : [[`${path}/${method.toUpperCase()}`, { ...observed, ...limit(throttle) }]],
    ),
  )

const limit = (throttle: number): MethodDeploymentOptions => ({
  throttlingRateLimit: throttle,
  throttlingBurstLimit: throttle * 2,
})

/** Said for the stage and again for each operation with a limit of its own: such an entry takes nothing over. */
const observed = {
  loggingLevel: MethodLoggingLevel.ERROR,
  dataTraceEnabled: false,
  // Figures of the whole stage are free and enough for every alarm; those of each operation are billed one by one.
  metricsEnabled: false,
} satisfies MethodDeploymentOptions

/** One line for each call, without anything that somebody typed. */
const accessLog = AccessLogFormat.custom(
  JSON.stringify({
    request: AccessLogField.contextRequestId(),
    at: AccessLogField.contextRequestTimeEpoch(),
    address: AccessLogField.contextIdentitySourceIp(),
    method: AccessLogField.contextHttpMethod(),
    path: AccessLogField.contextResourcePath(),
    status: AccessLogField.contextStatus(),
    bytes: AccessLogField.contextResponseLength(),
    ms: AccessLogField.contextResponseLatency(),
    functionStatus: AccessLogField.contextIntegrationStatus(),
    error: AccessLogField.contextErrorResponseType(),
    firewall: AccessLogField.contextWafResponseCode(),
  }),
)
