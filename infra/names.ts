import { queueColumns } from '#shared/cases/queue'
import type { Settings } from './settings.ts'

/** The gateway's one stage; only the front knows that it stands in the path. */
export const gatewayStage = 'live'

/** The alias by which everything calls a function. */
export const liveAlias = 'live'

/** Own metrics stand under one name, with the dimensions Stage and District. */
export const metricsNamespace = 'DistrictDesk'

interface StateIndex {
  pk: string
  sk: string
  /** attributes that it holds beside the keys */
  carries?: readonly string[]
}

/** Indexes of the state table: keys alone, but for gsi2, from which a queue is shown without reading its rows. */
export const stateIndexes = {
  gsi1: { pk: 'gsi1pk', sk: 'gsi1sk' },
  gsi2: { pk: 'gsi2pk', sk: 'gsi2sk', carries: queueColumns },
  unfinished: { pk: 'unfinished', sk: 'since' },
} as const satisfies Record<string, StateIndex>

/** Queues, by what waits in them. The `dead` ones hold what could not be worked off. */
export type QueueName =
  | 'changes'
  | 'changes-dead'
  | 'editions'
  | 'editions-dead'
  | 'imports'
  | 'imports-dead'
  | 'stream-dead'
  | 'clock-dead'
  | 'tampered'

/** Values that one stack writes down for another: they may change, so nothing is exported from stack to stack. */
export type ParameterName =
  | 'data-key-arn'
  | 'people-key-arn'
  | 'ledger-key-arn'
  | 'state-stream-arn'
  | 'changes-queue-url'
  | 'editions-queue-url'
  | 'imports-queue-url'
  | 'gateway-id'

export type BucketName = 'files' | 'audit' | 'app' | 'editions' | 'visits'

/** Physical names: fixed, so that stacks, operators and restored copies agree on them. */
export interface Names {
  prefix: string
  state: string
  ledger: string
  gateway: string
  alarms: string
  bucket(name: BucketName): string
  queue(name: QueueName): string
  parameter(name: ParameterName): string
  function(name: string): string
}

export function namesOf({ prefix, account, region }: Pick<Settings, 'prefix' | 'account' | 'region'>): Names {
  return {
    prefix,
    state: `${prefix}-state`,
    ledger: `${prefix}-ledger`,
    gateway: `${prefix}-gateway`,
    alarms: `${prefix}-alarms`,
    bucket: (name) => `${prefix}-${name}-${account}-${region}`,
    queue: (name) => `${prefix}-${name}`,
    parameter: (name) => `/${prefix}/${name}`,
    function: (name) => `${prefix}-${name}`,
  }
}
