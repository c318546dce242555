import type { ScheduledHandler } from 'aws-lambda'
import { clock } from '#functions/host/clock'
import { storeHere } from '#functions/host/store'
import { recover } from '#functions/store/recover'

const store = storeHere()

/** Every few minutes: what was interrupted is taken up again, what is due is started. */
export const handler: ScheduledHandler = async () => {
  await recover(store, clock.now())
}
