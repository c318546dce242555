import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import * as z from 'zod'
import { contract } from '#shared/contract'
import type { Clock } from '#functions/host/clock'
import { edge, type Edge } from '#functions/host/edge'
import type { StaffEnvironment } from '#functions/host/environment'
import type { Log } from '#functions/host/log'
import type { Vault } from '#functions/host/vault'
import type { Store } from '#functions/store/store'
import { peopleRouter } from './people.ts'
import { sessionRouter } from './session.ts'

/** What the staff API rests on; a test passes its own engine and clock. */
export interface StaffParts {
  store: Store
  vault: Vault
  clock: Clock
  log: Log
  environment: Pick<
    StaffEnvironment,
    'DISTRICT' | 'DISTRICT_NAME' | 'DEMONSTRATION' | 'PASSWORD_PROFILE' | 'STAFF_ORIGIN' | 'FORWARDED_HOPS'
  >
}

/** Every operation of the contract behind one edge. Made once, when the function starts. */
export function staffEdge({ store, vault, clock, log, environment }: StaffParts): Edge {
  const router = {
    session: sessionRouter({ vault, environment }),
    people: peopleRouter,
  }
  return edge(router, {
    store,
    clock,
    log,
    origin: environment.STAFF_ORIGIN,
    hops: environment.FORWARDED_HOPS,
    large: new Set(largeRoutes(contract)),
    prefetch: {},
  })
}

/** Routes of the operations that take change-sets, as `POST /api/changes`. */
const Meta = z.object({ large: z.boolean().default(false) })

function largeRoutes(router: AnyContractRouter): string[] {
  if (!isContractProcedure(router)) return Object.values(router).flatMap((inner) => largeRoutes(inner))
  const { route, meta } = router['~orpc']
  return Meta.parse(meta).large ? [`${route.method ?? 'POST'} /api${route.path ?? ''}`] : []
}
