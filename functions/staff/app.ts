import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import * as z from 'zod'
import { contract } from '#shared/contract'
import type { Clock } from '#functions/host/clock'
import { edge, type Edge } from '#functions/host/edge'
import type { StaffEnvironment } from '#functions/host/environment'
import type { Log } from '#functions/host/log'
import type { Vault } from '#functions/host/vault'
import { sealerOf } from '#functions/store/sealer'
import { rulebook as product } from '#functions/store/rules'
import type { Store } from '#functions/store/store'
import type { ImportFiles } from '#functions/store/imports/files'
import type { Uploads } from '#functions/store/uploads'
import { casesRouter } from './cases.ts'
import { changesRouter, prefetch } from './changes.ts'
import { importsRouter } from './imports.ts'
import { disclosureRouter } from './disclosure.ts'
import type { DisclosureSettings } from './edition-draft.ts'
import { exportsRouter } from './exports.ts'
import { peopleRouter } from './people.ts'
import { rowsRouter } from './rows.ts'
import { sessionRouter } from './session.ts'
import { viewsRouter } from './views.ts'
import { uploadsRouter } from './uploads.ts'

/** What the staff API rests on; a test passes its own engine and clock. */
export interface StaffParts {
  store: Store
  vault: Vault
  /** guards the keys of persons */
  people: Vault
  clock: Clock
  log: Log
  disclosure: Omit<DisclosureSettings, 'demonstration'>
  uploads: Pick<Uploads, 'sign'>
  imports: ImportFiles
  environment: Pick<
    StaffEnvironment,
    'DISTRICT' | 'DISTRICT_NAME' | 'DEMONSTRATION' | 'PASSWORD_PROFILE' | 'STAFF_ORIGIN' | 'FORWARDED_HOPS'
  >
}

/** Every operation of the contract, implemented, but those that another function answers (`by`). */
const staffRouter = ({ store, people, vault, environment, disclosure, uploads, imports }: StaffParts) => ({
  session: sessionRouter({ vault, environment }),
  people: peopleRouter,
  rows: rowsRouter(),
  changes: changesRouter(product, sealerOf(store, people)),
  exports: exportsRouter,
  views: viewsRouter,
  uploads: uploadsRouter(uploads),
  cases: casesRouter,
  imports: importsRouter({ uploads, files: imports }),
  disclosure: disclosureRouter({ ...disclosure, demonstration: environment.DEMONSTRATION === 'yes' }),
})

/** The operations behind one edge. Made once, when the function starts. */
export function staffEdge(parts: StaffParts): Edge {
  const { store, clock, log, environment } = parts
  return edge(staffRouter(parts), {
    store,
    clock,
    log,
    origin: environment.STAFF_ORIGIN,
    hops: environment.FORWARDED_HOPS,
    large: new Set(largeRoutes(contract)),
    prefetch: { 'changes.submit': prefetch },
  })
}

const Meta = z.object({ large: z.boolean().default(false) })

/** Routes of the operations that take change-sets, as `POST /api/changes`. */
function largeRoutes(router: AnyContractRouter): string[] {
  if (!isContractProcedure(router)) return Object.values(router).flatMap((inner) => largeRoutes(inner))
  const { route } = router['~orpc']
  return Meta.parse(router['~orpc'].meta).large ? [`${route.method ?? 'POST'} /api${route.path ?? ''}`] : []
}
