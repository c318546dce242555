import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Cell } from '#shared/base/cell'
import { rolesCell, type Role } from '#shared/people/roles'
import { mint } from '../client.ts'
import { rowsOf } from '../desk.ts'
import { aBrowser, aFront, refusalOf, type Browser, type Front } from './front.ts'
import { anAccount, enrolled, password, signedIn } from './people.ts'

let front: Front
beforeAll(async () => (front = await aFront()))
afterAll(() => front.close())
beforeEach(() => front.pass(3600))
afterEach(() => expect(front.log.defects).toEqual([]))

type Signed = Browser & { account: string }

/** Asks for one cell of one account; answers what became of it. */
async function set({ call }: Browser, account: string, column: string, before: Cell, after: Cell): Promise<string> {
  const columns = [{ key: column, words: [before, after], before: [0], after: [1] }]
  const answer = await call.changes.submit({
    batch: mint(),
    sheet: 'accounts',
    place: '',
    gesture: 'type',
    sets: { rows: [account], columns },
  })
  const [row] = answer.others
  return row?.refusal?.code ?? row?.cells?.[0]?.refusal?.code ?? row?.outcome ?? 'applied'
}

const give = (by: Browser, account: string, roles: Role[], had: Role[] = []) =>
  set(by, account, 'roles', rolesCell(had), rolesCell(roles))

async function create({ call }: Browser, cells: Record<string, Cell>): Promise<{ id: string; outcome: string }> {
  const id = mint()
  const columns = Object.entries(cells).map(([key, cell]) => ({ key, words: [cell], after: [0] }))
  const creates = { rows: [id], columns }
  const answer = await call.changes.submit({ batch: mint(), sheet: 'accounts', place: '', gesture: 'form', creates })
  const [row] = answer.others
  return { id, outcome: row?.cells?.[0]?.refusal?.code ?? row?.outcome ?? 'applied' }
}

const accountRows = async ({ call }: Browser) =>
  (await call.rows.open({ place: '', sheets: ['accounts'] })).sheets.flatMap(rowsOf)

describe('the first system administrator', () => {
  it('opens accounts, appoints one security administrator, and gives no other role', async () => {
    const young = await aFront()
    const system = await signedIn(young, ['system-administrator'])
    const { id: first, outcome } = await create(system, { login: 'zhao', name: '示例甲', state: 'active' })
    const { id: second } = await create(system, { login: 'qian', name: '示例乙', state: 'active' })
    expect(outcome).toBe('applied')
    expect(await give(system, first, ['accountant'])).toBe('people/role-not-yours-to-give')
    const both = await Promise.all([
      give(system, first, ['security-administrator']),
      give(system, second, ['security-administrator']),
    ])
    expect([...both].sort()).toEqual(['applied', 'people/second-security-administrator'])
    const withoutRole = both[0] === 'applied' ? second : first
    expect(await give(system, withoutRole, ['auditor'])).toBe('people/role-not-yours-to-give')
    await young.close()
  })
})

describe('roles', () => {
  let system: Signed, security: Signed
  beforeEach(async () => {
    system = await signedIn(front, ['system-administrator'])
    security = await signedIn(front, ['security-administrator'])
  })

  it('are given by the security administrator, with a fresh factor, and taken back by undo with the same', async () => {
    const li = await anAccount(front, [])
    expect(await give(security, li, ['accountant', 'leader'])).toBe('applied')
    front.pass(301)
    await expect(give(security, li, [], ['accountant', 'leader'])).rejects.toMatchObject({
      data: { code: 'access/fresh-factor-needed' },
    })
    const { batches } = await security.call.changes.list({})
    const undo = () => security.call.changes.undo({ batch: batches[0]?.batch ?? '', as: mint() })
    expect(await refusalOf(undo())).toBe('access/fresh-factor-needed')
    await security.call.session.refresh({})
    expect((await undo()).counts.applied).toBe(1)
  })

  it('that exclude each other, one’s own, and the last administrator’s are refused by name', async () => {
    const li = await anAccount(front, [])
    expect(await give(security, li, ['auditor', 'system-administrator'])).toBe('people/roles-exclude')
    expect(
      await give(security, security.account, ['leader', 'security-administrator'], ['security-administrator']),
    ).toBe('people/own-account')
    expect(await set(system, system.account, 'state', 'active', 'disabled')).toBe('people/own-account')
    expect(await give(system, li, ['security-administrator'])).toBe('people/second-security-administrator')
  })

  it('are no text that somebody invents', async () => {
    const li = await anAccount(front, [])
    for (const text of ['root', 'leader,accountant', 'accountant,accountant', 'accountant,root', '__proto__'])
      expect(await set(security, li, 'roles', null, text), text).toBe('cell/unknown-option')
  })

  it('show in the sheet, with a second factor and a last sign-in that nobody types', async () => {
    const { account } = await enrolled(front, ['leader'])
    const row = (await accountRows(security)).find(({ id }) => id === account)
    expect(row?.cells).toMatchObject({ roles: 'leader', factor: 'totp', lastSignIn: front.now(), state: 'active' })
    expect(await set(system, account, 'factor', 'totp', 'none')).toBe('cell/read-only')
    expect(await set(system, account, 'lastSignIn', front.now(), null)).toBe('cell/read-only')
    expect(JSON.stringify(await accountRows(security))).not.toMatch(/argon2|password/)
  })

  it('cannot be opened twice under one login', async () => {
    await create(system, { login: 'sun', name: '示例丙', state: 'active' })
    expect((await create(system, { login: 'sun', name: '示例丁', state: 'active' })).outcome).toBe('row/unique-taken')
    expect((await create(system, { login: 'SUN', name: '示例丁', state: 'active' })).outcome).toBe('cell/malformed')
  })

  it('leave with the account that is disabled, at the very next call, and come back with it', async () => {
    const { browser, account, login } = await enrolled(front, ['leader'])
    expect(await set(system, account, 'state', 'active', 'disabled')).toBe('applied')
    expect(await refusalOf(browser.call.session.me())).toBe('access/sign-in-first')
    const again = aBrowser(front, '10.6.0.1')
    expect(await refusalOf(again.call.session.signIn({ login, password }))).toBe('sign-in/failed')
    expect(await set(system, account, 'state', 'disabled', 'active')).toBe('applied')
    expect((await again.call.session.signIn({ login, password })).next).toBe('totp')
  })
})

describe('a reset', () => {
  it('ends password, authenticator and sessions at once, and hands over a code that leads to new ones', async () => {
    const system = await signedIn(front, ['system-administrator'])
    const { account, login, browser } = await enrolled(front, ['leader'])
    const { code, until } = await system.call.people.reset({ account })
    expect(Date.parse(until) - Date.parse(front.now())).toBe(24 * 3600 * 1000)
    expect(await refusalOf(browser.call.session.me())).toBe('access/sign-in-first')
    const again = aBrowser(front, '10.6.1.1')
    expect(await refusalOf(again.call.session.signIn({ login, password }))).toBe('sign-in/failed')
    const row = (await accountRows(system)).find(({ id }) => id === account)
    expect(row?.cells.factor).toBe('none')
    const { next, ticket = '' } = await again.call.session.redeem({ code })
    expect(next).toBe('set-password')
    expect((await again.call.session.setPassword({ ticket, password })).next).toBe('enrol-totp')
  })

  it('makes the steps of an earlier one worthless', async () => {
    const system = await signedIn(front, ['system-administrator'])
    const account = await anAccount(front, ['leader'])
    const thief = aBrowser(front)
    const { code } = await system.call.people.reset({ account })
    const { ticket = '' } = await thief.call.session.redeem({ code })
    front.pass(1)
    await system.call.people.reset({ account })
    expect(await refusalOf(thief.call.session.setPassword({ ticket, password }))).toBe('sign-in/failed')
  })

  it('is not for one’s own account, nor for one that is not there', async () => {
    const system = await signedIn(front, ['system-administrator'])
    expect(await refusalOf(system.call.people.reset({ account: system.account }))).toBe('people/own-account')
    expect(await refusalOf(system.call.people.reset({ account: 'nobody-00' }))).toBe('people/unknown-account')
  })
})

describe('what an administrator sees of an account', () => {
  it('is who did what, when and from where, and never a value', async () => {
    const security = await signedIn(front, ['security-administrator'])
    const { account, login, browser, authenticator } = await enrolled(front, ['leader'], { name: '示例领导' })
    front.pass(60)
    await refusalOf(aBrowser(front, '10.6.2.1').call.session.signIn({ login, password: 'wrong 口令' }))
    expect(await security.call.people.endSessions({ account })).toEqual({ ended: 1 })
    expect(await refusalOf(browser.call.session.me())).toBe('access/sign-in-first')
    const { events } = await security.call.people.events({ account })
    expect(events.map(({ what }) => what)).toEqual([
      'sessions-ended',
      'sign-in-failed',
      'signed-in',
      'totp-enrolled',
      'password-set',
      'code-redeemed',
    ])
    expect(events[0]).toMatchObject({ by: '示例', at: front.now(), facts: { address: '10.0.0.1' } })
    expect(events[1]).toMatchObject({ by: '示例领导', facts: { step: 'password', address: '10.6.2.1' } })
    const ledger = JSON.stringify(await front.engine.call('Scan', { TableName: 'ledger' }))
    for (const secret of [password, 'wrong 口令', browser.cookie, authenticator.codeAt(front.now()), 'argon2'])
      expect(ledger).not.toContain(secret)
  })
})
