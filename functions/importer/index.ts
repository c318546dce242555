import * as z from 'zod'
import { clock } from '#functions/host/clock'
import { environmentOf, StaffEnvironment } from '#functions/host/environment'
import { log } from '#functions/host/log'
import { storeHere } from '#functions/host/store'
import { uploadsIn } from '#functions/store/uploads'
import { importerEdge } from './app.ts'

const Environment = StaffEnvironment.pick({ STAFF_ORIGIN: true, FORWARDED_HOPS: true }).extend({
  FILES_BUCKET: z.string().min(1),
})

const environment = environmentOf(Environment)

/** The API's part that reads uploaded workbooks. */
export const handler = importerEdge({
  store: storeHere(),
  clock,
  log,
  uploads: uploadsIn(environment.FILES_BUCKET),
  environment,
})
