import type { PasswordProfile } from '#shared/people/password'
import type { FunctionName } from './functions.ts'

/** Everything that differs between stages. What is not here is the same wherever the district desk runs. */
export interface Settings {
  /** start of every physical name, unique in its account; at most 20 small letters, digits and hyphens */
  prefix: string
  account: string
  region: string
  /**
   * `global`: two CloudFront distributions in front. `china`: the REST gateway serves the staff app as well, and the
   * public site is a bundle for any web server, because CloudFront lacks what we need in the China regions.
   */
  shape: 'global' | 'china'
  district: { code: string; name: string; demonstration: boolean }
  /** where people reach the two sites; two origins, so that a published page can never act as a signed-in person */
  origins: { staff: string; site: string }
  /**
   * Certificates of the two host names. Global: of ACM in us-east-1. China: the staff app's, of ACM in the stack's own
   * region. On one machine there are none: the runtime plays the front.
   */
  certificates?: { staff: string; site?: string }
  passwordProfile: PasswordProfile
  /** request units a second at most, for each table and each index; a runaway loop is throttled rather than billed */
  tables: { read: number; write: number }
  /** requests a second that the gateway lets through for an operation that states none of its own */
  throttle: { rate: number; burst: number }
  /** requests from one network address within five minutes before the firewall refuses; an office shares an address */
  requestsFromOneAddress: number
  /** off at first: a new account may run ten functions at once, and a reservation beyond that fails the deployment */
  reservedConcurrency: Partial<Record<FunctionName, number>>
  /** how often the clock looks for unfinished batches and due editions */
  clock: `rate(${string})`
  /** X-Ray for functions and gateway; the China regions have none for functions */
  tracing: boolean
  /** addresses that are told of alarms; each has to confirm once */
  operators: readonly string[]
  /** a month's spending of which operators are told at 80 and 100 %, where the region's account has budgets */
  budget?: { amount: number; unit: 'USD' }
}

const common = {
  passwordProfile: 'asvs',
  tables: { read: 12_000, write: 4_000 },
  throttle: { rate: 200, burst: 400 },
  requestsFromOneAddress: 30_000,
  reservedConcurrency: {},
  clock: 'rate(1 minute)',
  operators: [],
} as const satisfies Partial<Settings>

/** One entry for each place where the district desk runs; copy one, rename it and fill it in for a district. */
export const stages = {
  global: {
    ...common,
    prefix: 'desk-example',
    account: process.env.CDK_DEFAULT_ACCOUNT ?? '111111111111',
    region: 'ap-southeast-1',
    shape: 'global',
    district: { code: 'example', name: '示例区', demonstration: false },
    origins: { staff: 'https://desk.example.org', site: 'https://open.example.org' },
    certificates: {
      staff: 'arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-0000-0000-000000000001',
      site: 'arn:aws:acm:us-east-1:111111111111:certificate/00000000-0000-0000-0000-000000000002',
    },
    tracing: true,
    budget: { amount: 100, unit: 'USD' },
  },
  china: {
    ...common,
    prefix: 'desk-example',
    account: process.env.CDK_DEFAULT_ACCOUNT ?? '111111111111',
    region: 'cn-northwest-1',
    shape: 'china',
    district: { code: 'example', name: '示例区', demonstration: false },
    origins: { staff: 'https://desk.example.cn', site: 'https://open.example.cn' },
    certificates: {
      staff: 'arn:aws-cn:acm:cn-northwest-1:111111111111:certificate/00000000-0000-0000-0000-000000000001',
    },
    passwordProfile: 'mlps3',
    tracing: false,
  },
  /** One machine: the China shape. The runtime puts its own addresses in the place of these origins. */
  local: {
    ...common,
    prefix: 'desk-local',
    account: '000000000000',
    region: 'cn-north-1',
    shape: 'china',
    district: { code: 'example', name: '示例区', demonstration: true },
    origins: { staff: 'http://127.0.0.1:8080', site: 'http://127.0.0.1:8081' },
    tracing: false,
  },
} as const satisfies Record<string, Settings>

type StageName = keyof typeof stages

const isStage = (name: string): name is StageName => Object.hasOwn(stages, name)

/** A stage's settings. @throws Error naming the stages there are */
export function settingsOf(name: string): Settings {
  if (isStage(name)) return stages[name]
  throw new Error(`No stage "${name}" in infra/settings.ts; there are: ${Object.keys(stages).join(', ')}.`)
}
