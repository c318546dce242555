import * as z from 'zod'
import { version } from '#renderer/version'
import { clock } from '#functions/host/clock'
import { environmentOf, StaffEnvironment } from '#functions/host/environment'
import { log } from '#functions/host/log'
import { storeHere } from '#functions/host/store'
import { vaultOf } from '#functions/host/vault'
import { importFilesIn } from '#functions/store/imports/files'
import { contentsIn } from '#functions/store/editions-contents'
import { uploadsIn } from '#functions/store/uploads'
import { staffEdge } from './app.ts'

const environment = environmentOf(StaffEnvironment.extend({ FILES_BUCKET: z.string().min(1) }))

/** The API of the staff app. */
export const handler = staffEdge({
  store: storeHere(),
  vault: vaultOf(environment.PEOPLE_KEY, 'totp'),
  people: vaultOf(environment.PEOPLE_KEY, 'person'),
  clock,
  log,
  disclosure: { renderer: version, contents: contentsIn(environment.FILES_BUCKET) },
  uploads: uploadsIn(environment.FILES_BUCKET),
  imports: importFilesIn(environment.FILES_BUCKET),
  environment,
})
