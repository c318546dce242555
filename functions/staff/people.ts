import { implement } from '@orpc/server'
import { refusal } from '#shared/base/refusal'
import { peopleContract } from '#shared/people/contract'
import { later, lifetimes } from '#shared/people/session'
import type { Call } from '#functions/host/context'
import { latestEvents } from '#functions/store/history'
import { secretKey } from '#functions/store/layout'
import { computedActions, type Account } from '#functions/store/people/account'
import { codeAction, codeText } from '#functions/store/people/codes'
import { endingOf } from '#functions/store/people/opening'
import { readPerson } from '#functions/store/people/person'
import type { Secret } from '#functions/store/people/secret'
import { transact } from '#functions/store/transact'
import { namesOf } from '#functions/store/who'
import { trying } from './attempt.ts'

const os = implement(peopleContract).$context<Call>()

/** As many of an account's latest events as its panel shows. */
const shown = 50

/** 账号与权限. The acts on accounts that are not about the cells of their rows. */
export const peopleRouter = os.router({
  reset: os.reset.handler(({ input, context }) => reset(context, input.account)),
  endSessions: os.endSessions.handler(({ input, context }) => endSessions(context, input.account)),
  events: os.events.handler(({ input, context }) => events(context, input.account)),
})

/** @throws people/unknown-account */
async function personOf({ store }: Call, id: string): Promise<{ account: Account; secret: Secret }> {
  const { account, secret } = await readPerson(store, id)
  if (!account) throw refusal('people/unknown-account', { account: id })
  return { account, secret }
}

/**
 * 重置. Password, authenticator and sessions end at once; the code that is handed over in their place is shown to the
 * administrator once. Nobody resets himself.
 * @throws people/own-account, people/unknown-account
 */
async function reset(call: Call, id: string) {
  const { store, now, actor, address } = call
  if (id === actor.account) throw refusal('people/own-account', {})
  const code = codeText()
  const forgotten = { password: undefined, passwordAt: undefined, totp: undefined, totpStep: undefined, resetAt: now }
  await trying(store, async () => {
    const { account, secret } = await personOf(call, id)
    const happening = { what: 'code-issued', by: actor.account, at: now, facts: { address } } as const
    const { actions } = await endingOf(store, secret, { which: 'all', happening, change: forgotten })
    const rest = [
      codeAction(store, code, { account: id, kind: 'reset' }, now),
      ...computedActions(store, account, { factor: 'none' }, now),
    ]
    return (await transact(store, [...actions, ...rest])) === 'again' ? 'again' : undefined
  })
  return { code, until: later(now, lifetimes.code) }
}

async function endSessions(call: Call, id: string) {
  const { store, now, actor, address } = call
  const ended = await trying(store, async () => {
    const { secret } = await personOf(call, id)
    const happening = { what: 'sessions-ended', by: actor.account, at: now, facts: { address } } as const
    const { ended, actions } = await endingOf(store, secret, { which: 'all', happening })
    return (await transact(store, actions)) === 'again' ? 'again' : ended
  })
  return { ended }
}

async function events(call: Call, id: string) {
  const { store } = call
  await personOf(call, id)
  const found = await latestEvents(store, secretKey(store.district, id), { limit: shown })
  const names = await namesOf(store, found.map(({ by }) => by)) // prettier-ignore
  const lines = found.map(({ at, by, note = {} }) => {
    const { what, ...facts } = note
    return { at, what: String(what), by: names.get(by) ?? by, facts }
  })
  return { events: lines }
}
