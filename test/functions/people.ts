import { rights, type Actor } from '#shared/base/access'
import type { Cell } from '#shared/base/cell'
import { rolesCell, type Role } from '#shared/people/roles'
import { accountKey } from '#functions/store/people/account'
import { submit } from '#functions/store/accept'
import { codeAction, codeText, type Code } from '#functions/store/people/codes'
import type { Rulebook } from '#functions/store/rulebook'
import { transact } from '#functions/store/transact'
import { accounts } from '#shared/people/columns'
import { mint } from '../client.ts'
import { anAuthenticator } from './authenticator.ts'
import { aBrowser, type Browser, type Front } from './front.ts'

/** The one who opens accounts before there is anybody. */
const founder: Actor = {
  account: 'founder',
  name: '开通',
  unit: '',
  roles: ['security-administrator'],
  rights: new Set(rights),
  fresh: true,
}

const rulebook: Rulebook = { sheets: { accounts }, guards: {}, steps: {} }

/** Opens an account with these roles, through the same change-sets as everybody's; answers its id. */
export async function anAccount(
  front: Front,
  roles: readonly Role[],
  cells: Record<string, Cell> = {},
): Promise<string> {
  const id = mint()
  const row: Record<string, Cell> = {
    login: `u${id.toLowerCase().slice(-12)}`,
    name: '示例',
    state: 'active',
    roles: rolesCell(roles),
    ...cells,
  }
  const answer = await submit(
    {
      batch: mint(),
      sheet: 'accounts',
      place: '',
      gesture: 'form',
      creates: { rows: [id], columns: Object.entries(row).map(([key, cell]) => ({ key, words: [cell], after: [0] })) },
    },
    { store: front.store, rulebook, actor: founder, now: front.now(), attended: true },
  )
  if (answer.counts.applied !== 1) throw new Error(`the account was not opened: ${JSON.stringify(answer.others)}`)
  return id
}

/** A one-time code for an account. */
export async function aCode(front: Front, account: string, kind: Code['kind']): Promise<string> {
  const code = codeText()
  await transact(front.store, [codeAction(front.store, code, { account, kind }, front.now())])
  return code
}

/** Somebody with these roles, signed in by a one-time link of the demonstration. */
export async function signedIn(front: Front, roles: readonly Role[]): Promise<Browser & { account: string }> {
  const account = await anAccount(front, roles)
  const browser = Object.assign(aBrowser(front), { account })
  await browser.call.session.redeem({ code: await aCode(front, account, 'demonstration') })
  return browser
}

export const password = '春天-0721-Lamp'

/** Somebody who has come by his first code, and has set a password and bound an authenticator. */
export async function enrolled(front: Front, roles: readonly Role[], cells: Record<string, Cell> = {}) {
  const account = await anAccount(front, roles, cells)
  const browser = aBrowser(front)
  const { call } = browser
  const first = await call.session.redeem({ code: await aCode(front, account, 'first') })
  const second = await call.session.setPassword({ ticket: first.ticket ?? '', password })
  const { ticket, secret } = await call.session.enrolTotp({ ticket: second.ticket ?? '' })
  const authenticator = anAuthenticator(secret)
  const { me } = await call.session.factor({ ticket, totp: authenticator.codeAt(front.now()) })
  const item = await front.store.read([accountKey(front.store.district, account)])
  return { account, browser, authenticator, me, login: String(item[0]?.login), steps: [first.next, second.next] }
}
