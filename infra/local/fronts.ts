import type { Clock } from './clock.ts'
import type { Closers } from './closers.ts'
import { fileReader, type FetchFile } from './files.ts'
import { Gateway, gatewaysOf } from './gateway/gateway.ts'
import type { Ground } from './ground.ts'
import type { Front } from './listen.ts'
import type { Places } from './places.ts'
import { answerPublic } from './public.ts'
import { operator } from './rights/principal.ts'
import type { Resolved } from './template/scope.ts'

export interface FrontsSettings {
  resources: readonly Resolved[]
  ground: Ground
  places: Places
  clock: Clock
  fronts: { staff: Front; site: Front }
  site: string | undefined
}

/** Opens the two web servers: the gateway with the staff app and the API, and the public site. */
export function openFronts({ resources, ground, places, clock, fronts, site }: FrontsSettings, closers: Closers): void {
  const { keyring, log } = ground
  const reader = fileReader(places.filesUrl, resources[0]?.stack.region ?? 'us-east-1', () => clock.now())
  closers.add(() => reader.close())
  const known = new Map<string, FetchFile>()
  const filesAs = (role: string): FetchFile => {
    const files = known.get(role) ?? reader.as(keyring.issue(places.roles.principal(role, 'gateway')))
    known.set(role, files)
    return files
  }
  const [first] = gatewaysOf(resources)
  if (first) {
    const { functions, permissions } = places
    const failed = (sentence: string): void => log.say(sentence)
    const gateway = new Gateway(first.api, first.stage, { functions, permissions, clock, filesAs, failed })
    fronts.staff.answer((request, response) => gateway.handle(request, response))
  }
  const bucket = site ?? publicBucket(resources)
  if (bucket === undefined) return
  const read = reader.as(keyring.issue(operator))
  fronts.site.answer((request, response) => answerPublic(request, response, { bucket, read }))
}

const publicBucket = (resources: readonly Resolved[]): string | undefined =>
  resources.find(({ type, ref }) => type === 'AWS::S3::Bucket' && /(^|-)editions(-|$)/.test(ref))?.ref
