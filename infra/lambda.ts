import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Alias, Architecture, Code, Function, LoggingFormat, Runtime, Tracing } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { acknowledge, acknowledgeFolders } from './acknowledged.ts'
import { functions, type Bundles, type FunctionName } from './functions.ts'
import { grants, type Places } from './grants.ts'
import { liveAlias } from './names.ts'
import type { DeskStack } from './parts.ts'

/** One constant: a region that lags behind takes the version before. */
const runtime = Runtime.NODEJS_24_X

/** The region with functions but without their tracing leaves these out. */
const tracing = (): PolicyStatement =>
  new PolicyStatement({ actions: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], resources: ['*'] })

export interface Functions {
  bundles: Bundles
  places: Places
  environment: Record<string, string>
}

/** A function with its role, its log and the alias by which everything calls it. */
export function aFunction(stack: DeskStack, name: FunctionName, { bundles, places, environment }: Functions): Alias {
  const { does, megabytes, seconds, architecture } = functions[name]
  const { settings, names } = stack
  const logGroup = aLog(stack, `${name}-log`, `/aws/lambda/${names.function(name)}`)
  const reserved = settings.reservedConcurrency[name]
  const made = new Function(stack, name, {
    functionName: names.function(name),
    description: does,
    runtime,
    handler: 'index.handler',
    code: Code.fromAsset(bundles[name]),
    architecture: architecture === 'arm64' ? Architecture.ARM_64 : Architecture.X86_64,
    memorySize: megabytes,
    timeout: Duration.seconds(seconds),
    environment,
    logGroup,
    // A line that a function writes arrives as it is: one JSON object.
    loggingFormat: LoggingFormat.TEXT,
    // The role is complete: nothing may add to it behind `grants.ts`.
    role: aRole(stack, name, [...grants[name](places), ownLog(logGroup)]).withoutPolicyUpdates(),
    tracing: settings.tracing ? Tracing.ACTIVE : Tracing.DISABLED,
    ...(reserved === undefined ? {} : { reservedConcurrentExecutions: reserved }),
  })
  acknowledge(made, 'function')
  return new Alias(stack, `${name}-${liveAlias}`, { aliasName: liveAlias, version: made.currentVersion })
}

function aRole(stack: DeskStack, name: FunctionName, rights: PolicyStatement[]): Role {
  const statements = stack.settings.tracing ? [...rights, tracing()] : rights
  const role = new Role(stack, `${name}-role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: { rights: new PolicyDocument({ statements }) },
  })
  acknowledgeFolders(role, statements)
  return role
}

const ownLog = (logGroup: LogGroup): PolicyStatement =>
  new PolicyStatement({ actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [logGroup.logGroupArn] })

/** A log that is kept for a year: assessments under 等级保护 ask for six months at least. */
export function aLog(stack: DeskStack, id: string, logGroupName: string): LogGroup {
  return new LogGroup(stack, id, {
    logGroupName,
    retention: RetentionDays.ONE_YEAR,
    removalPolicy: RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE,
  })
}
