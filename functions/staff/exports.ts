import { implement } from '@orpc/server'
import { exportsContract, rowsWithoutCheck, type Export } from '#shared/base/exports'
import { refusal } from '#shared/base/refusal'
import type { Call } from '#functions/host/context'
import { note } from '#functions/store/people/person'
import { rulebook } from '#functions/store/rules'
import { sheetFor } from './rows.ts'

const os = implement(exportsContract).$context<Call>()

/** 导出. What leaves as a file stands among the events of the account that took it. */
export const exportsRouter = os.router({
  begin: os.begin.handler(({ input, context }) => begin(context, input)),
})

/**
 * The event is written before the file is made. Example districts have no factor that could be asked for.
 * @throws sheet/unknown, sheet/no-place, access/not-allowed, access/fresh-factor-needed
 */
async function begin(call: Call, input: Export) {
  const { store, now, actor, address, session } = call
  const { name, label } = sheetFor(call, input, rulebook)
  if (input.rows > rowsWithoutCheck && !actor.fresh && !session.demonstration)
    throw refusal('access/fresh-factor-needed', {})
  const facts = { sheet: label, place: input.place, rows: input.rows, format: input.format, filtered: input.filtered ? 'yes' : 'no', name, address } // prettier-ignore
  await note(store, actor.account, { what: 'exported', by: actor.account, at: now, facts })
  return { at: now }
}
