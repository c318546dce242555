import * as z from 'zod'
import { openStore } from '#functions/store/open'
import type { Store } from '#functions/store/store'
import { environmentOf, Tables } from './environment.ts'

const StoreEnvironment = Tables.extend({
  CHANGES_QUEUE: z.string().optional(),
  EDITIONS_QUEUE: z.string().optional(),
  IMPORTS_QUEUE: z.string().optional(),
  FILES_BUCKET: z.string().optional(),
})

/** Opens the tables, queues and files of which this function is told; once, when it starts. */
export function storeHere(variables: NodeJS.ProcessEnv = process.env): Store {
  const told = environmentOf(StoreEnvironment, variables)
  return openStore({
    district: told.DISTRICT,
    tables: { state: told.STATE_TABLE, ledger: told.LEDGER_TABLE },
    queues: {
      ...(told.CHANGES_QUEUE === undefined ? {} : { changes: told.CHANGES_QUEUE }),
      ...(told.EDITIONS_QUEUE === undefined ? {} : { editions: told.EDITIONS_QUEUE }),
      ...(told.IMPORTS_QUEUE === undefined ? {} : { imports: told.IMPORTS_QUEUE }),
    },
    ...(told.FILES_BUCKET === undefined ? {} : { bucket: told.FILES_BUCKET }),
    chance: () => Math.random(),
  })
}
