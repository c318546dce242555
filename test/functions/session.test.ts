import { QueryCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { secretKey } from '#functions/store/layout'
import { aBrowser, aFront, refusalOf, type Front } from './front.ts'
import { aCode, anAccount, enrolled, password, signedIn } from './people.ts'

let front: Front
beforeAll(async () => (front = await aFront()))
afterAll(() => front.close())
// Each test has the addresses of the last one forgotten.
beforeEach(() => front.pass(3600))
afterEach(() => expect(front.log.defects).toEqual([]))

const securityEvents = async (account: string) => {
  const { pk } = secretKey(front.store.district, account)
  const { Items } = await front.store.db.send(
    new QueryCommand({
      TableName: 'ledger',
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
      ExpressionAttributeValues: { ':pk': pk, ':sk': 'SECRET' },
    }),
  )
  return (Items ?? []).map(({ note }) => (note as { what: string }).what)
}

describe('the first sign-in', () => {
  it('leads from a one-time code over a password and an authenticator to the desk', async () => {
    const { steps, me, account } = await enrolled(front, ['accountant'], { unit: 'centre' })
    expect(steps).toEqual(['set-password', 'enrol-totp'])
    expect(me).toMatchObject({
      roles: ['accountant'],
      unit: 'centre',
      fresh: true,
      factors: { password: true, totp: true },
    })
    expect(me?.rights).toContain('ledger:write')
    expect(await securityEvents(account)).toEqual(['code-redeemed', 'password-set', 'totp-enrolled', 'signed-in'])
  })

  it('takes a code once, in any spelling, and within a day', async () => {
    const account = await anAccount(front, ['leader'])
    const code = await aCode(front, account, 'first')
    const { call } = aBrowser(front)
    expect((await call.session.redeem({ code: code.toLowerCase().replaceAll('-', ' ') })).next).toBe('set-password')
    expect(await refusalOf(call.session.redeem({ code }))).toBe('sign-in/code-invalid')
    const late = await aCode(front, account, 'first')
    front.pass(24 * 3600)
    expect(await refusalOf(call.session.redeem({ code: late }))).toBe('sign-in/code-invalid')
  })

  it('gives a code that two try at once to one of them', async () => {
    const account = await anAccount(front, ['leader'])
    const code = await aCode(front, account, 'demonstration')
    const tries = await Promise.allSettled([1, 2, 3, 4].map(() => aBrowser(front).call.session.redeem({ code })))
    expect(tries.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  })

  it('goes no further by a ticket that is spent, a session’s cookie, or of another step', async () => {
    const account = await anAccount(front, ['leader'])
    const { call } = aBrowser(front)
    const { ticket = '' } = await call.session.redeem({ code: await aCode(front, account, 'first') })
    expect(await refusalOf(call.session.enrolTotp({ ticket }))).toBe('sign-in/failed')
    expect(await refusalOf(call.session.factor({ ticket, totp: '000000' }))).toBe('sign-in/failed')
    await call.session.setPassword({ ticket, password })
    expect(await refusalOf(call.session.setPassword({ ticket, password }))).toBe('sign-in/failed')
    const asCookie = Object.assign(aBrowser(front), { cookie: `__Host-sid=${account}.${ticket}` })
    expect(await refusalOf(asCookie.call.session.me())).toBe('access/sign-in-first')
  })

  it('refuses passwords that are short, common, or one’s own name', async () => {
    const account = await anAccount(front, ['leader'], { login: 'wangfang', name: '王芳芳' })
    const { call } = aBrowser(front)
    const { ticket = '' } = await call.session.redeem({ code: await aCode(front, account, 'first') })
    for (const weak of ['2021', 'password1', 'Sunshine1', 'wangfang-2026', '我叫王芳芳在此'])
      expect(await refusalOf(call.session.setPassword({ ticket, password: weak })), weak).toBe('sign-in/password-weak')
  })
})

describe('signing in', () => {
  it('asks for the password, then for the authenticator, and writes down when', async () => {
    const { login, authenticator, account } = await enrolled(front, ['accountant'])
    front.pass(60)
    const browser = aBrowser(front)
    const { next, ticket = '' } = await browser.call.session.signIn({ login: ` ${login.toUpperCase()}`, password })
    expect(next).toBe('totp')
    expect(browser.cookie).toBe('')
    const done = await browser.call.session.factor({ ticket, totp: authenticator.codeAt(front.now()) })
    expect(done).toMatchObject({ next: 'done', me: { account, fresh: true, now: front.now() } })
    expect(await browser.call.session.me()).toMatchObject({ account })
    const [row] = await front.store.read([{ pk: `test#ACCOUNT#${account}`, sk: 'ROW' }])
    expect(row).toMatchObject({ lastSignIn: front.now(), factor: 'totp' })
  })

  it('takes each code of the authenticator once, and only within half a minute of now', async () => {
    const { login, authenticator } = await enrolled(front, ['accountant'])
    front.pass(90)
    const start = async () => {
      const { call } = aBrowser(front)
      const { ticket = '' } = await call.session.signIn({ login, password })
      return (steps: number) => call.session.factor({ ticket, totp: authenticator.codeAt(front.now(), steps) })
    }
    const [one, other, third] = [await start(), await start(), await start()]
    const both = await Promise.allSettled([one(0), other(0)])
    expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(await refusalOf(third(0))).toBe('sign-in/factor-invalid')
    expect(await refusalOf(third(2))).toBe('sign-in/factor-invalid')
    expect(await refusalOf(third(-1))).toBe('sign-in/factor-invalid')
    expect((await third(1)).next).toBe('done')
  })

  it('locks a login at the sixth failure for ten minutes, against the right password too', async () => {
    const { login, account } = await enrolled(front, ['accountant'])
    const tries = Array.from({ length: 6 }, (_, i) => aBrowser(front, `10.1.0.${i}`))
    const answers: (string | undefined)[] = []
    for (const { call } of tries) answers.push(await refusalOf(call.session.signIn({ login, password: 'wrong' })))
    expect(answers).toEqual([...Array<string>(5).fill('sign-in/failed'), 'sign-in/locked'])
    const { call } = aBrowser(front, '10.1.1.1')
    expect(await refusalOf(call.session.signIn({ login, password }))).toBe('sign-in/locked')
    expect((await securityEvents(account)).slice(-6)).toEqual([...Array<string>(5).fill('sign-in-failed'), 'locked'])
    front.pass(599)
    expect(await refusalOf(call.session.signIn({ login, password }))).toBe('sign-in/locked')
    front.pass(2)
    expect((await call.session.signIn({ login, password })).next).toBe('totp')
  })

  it('locks an address that tries many logins, and lets the others in', async () => {
    const { login } = await enrolled(front, ['accountant'])
    const spray = aBrowser(front, '10.2.0.1')
    for (let i = 1; i <= 5; i++)
      expect(await refusalOf(spray.call.session.signIn({ login: `nobody${i}`, password }))).toBe('sign-in/failed')
    expect(await refusalOf(spray.call.session.signIn({ login: 'nobody6', password }))).toBe('sign-in/locked')
    expect(await refusalOf(spray.call.session.signIn({ login, password }))).toBe('sign-in/locked')
    expect((await aBrowser(front, '10.2.0.2').call.session.signIn({ login, password })).next).toBe('totp')
  })

  it('hears no more than six of thirty guesses at once', async () => {
    const { login, account } = await enrolled(front, ['accountant'])
    const before = (await securityEvents(account)).length
    const guess = (_: unknown, i: number) =>
      refusalOf(aBrowser(front, `10.3.0.${i}`).call.session.signIn({ login, password: `guess ${i}` }))
    const answers = await Promise.all(Array.from({ length: 30 }, guess))
    expect(answers.filter((answer) => answer !== 'sign-in/failed' && answer !== 'sign-in/locked')).toEqual([])
    const heard = (await securityEvents(account)).slice(before)
    expect(heard).toContain('locked')
    expect(heard.length).toBeLessThanOrEqual(6)
  })

  it('locks the guessing of codes after a right password as well', async () => {
    const { login } = await enrolled(front, ['accountant'])
    const answers: (string | undefined)[] = []
    for (let i = 0; i < 6; i++) {
      const { call } = aBrowser(front, `10.4.0.${i}`)
      const { ticket = '' } = await call.session.signIn({ login, password })
      answers.push(await refusalOf(call.session.factor({ ticket, totp: '000000' })))
    }
    expect(answers).toEqual([...Array<string>(5).fill('sign-in/factor-invalid'), 'sign-in/locked'])
    expect(await refusalOf(aBrowser(front).call.session.signIn({ login, password }))).toBe('sign-in/locked')
  })

  it('answers for unknown, disabled and voided logins as for a wrong password', async () => {
    const { login } = await enrolled(front, ['accountant'])
    await anAccount(front, ['accountant'], { login: 'gone', state: 'disabled' })
    const bodies = await Promise.all(
      [login, 'gone', 'never-there', 'constructor', '__proto__'].map(async (who, i) => {
        const body = JSON.stringify({ login: who, password: 'wrong' })
        const answer = await aBrowser(front, `10.5.0.${i}`).ask({ method: 'POST', path: '/api/session', body })
        return JSON.stringify([answer.statusCode, answer.headers, answer.body])
      }),
    )
    expect(new Set(bodies).size).toBe(1)
  })
})

describe('an unknown login', () => {
  it('makes the tables and the processor work as a known one does', async () => {
    const { login } = await enrolled(front, ['accountant'])
    const workFor = async (who: string, address: string) => {
      const before = front.asked.length
      await refusalOf(aBrowser(front, address).call.session.signIn({ login: who, password: 'wrong' }))
      return front.asked.slice(before)
    }
    // The first failure of a while opens a window to count in; from then on all are alike.
    await workFor(login, '10.5.1.1')
    await workFor('never-there', '10.5.1.2')
    const known = await workFor(login, '10.5.1.1')
    expect(await workFor('never-there', '10.5.1.2')).toEqual(known)
    expect(known.length).toBeGreaterThan(5)
  })
})

describe('under the rules of level-3 assessment', () => {
  it('a password mixes three kinds of signs and is changed after ninety days, by nobody without the authenticator', async () => {
    const strict = await aFront({ profile: 'mlps3' })
    const { login, authenticator } = await enrolled(strict, ['leader'])
    strict.pass(91 * 86_400)
    const { call } = aBrowser(strict)
    const { next, ticket = '' } = await call.session.signIn({ login, password })
    expect(next).toBe('totp')
    const after = await call.session.factor({ ticket, totp: authenticator.codeAt(strict.now()) })
    expect(after.next).toBe('set-password')
    const renew = (password: string) => call.session.setPassword({ ticket: after.ticket ?? '', password })
    expect(await refusalOf(renew('只有一种字符的密码'))).toBe('sign-in/password-weak')
    expect(await refusalOf(renew(password))).toBe('sign-in/password-weak')
    expect((await renew('夏天-0803-Lamp')).next).toBe('done')
    await strict.close()
  })
})

describe('a session', () => {
  it('has an id that is kept by nobody but the browser, with every flag on its cookie', async () => {
    const browser = await signedIn(front, ['leader'])
    const [line = ''] = browser.received
    expect(line).toMatch(
      new RegExp(`^__Host-sid=${browser.account}\\.[\\w-]{43}; Path=/; Secure; HttpOnly; SameSite=Lax$`),
    )
    const secret = browser.cookie.split('.')[1] ?? ''
    const { Items } = await front.store.db.send(
      new QueryCommand({
        TableName: 'state',
        IndexName: 'gsi1',
        KeyConditionExpression: 'gsi1pk = :a',
        ExpressionAttributeValues: { ':a': 'test#ACCOUNTS' },
      }),
    )
    const all = await front.engine.call('Scan', { TableName: 'state' })
    expect(Items?.length).toBeGreaterThan(0)
    expect(JSON.stringify(all)).not.toContain(secret)
  })

  it('ends after thirty idle minutes, and after twelve hours of work, whatever the table still holds', async () => {
    const idle = await signedIn(front, ['leader'])
    front.pass(1799)
    expect((await idle.call.session.me()).account).toBe(idle.account)
    front.pass(1800)
    expect(await refusalOf(idle.call.session.me())).toBe('access/sign-in-first')
    const busy = await signedIn(front, ['leader'])
    for (let i = 0; i < 25; i++) {
      front.pass(1700)
      await busy.call.session.me()
    }
    front.pass(12 * 3600 - 25 * 1700 - 1)
    expect((await busy.call.session.me()).idleUntil).toBe((await busy.call.session.me()).until)
    front.pass(1)
    expect(await refusalOf(busy.call.session.me())).toBe('access/sign-in-first')
  })

  it('has a new id after a fresh factor, and the old one is dead', async () => {
    const { browser, authenticator } = await enrolled(front, ['leader'])
    front.pass(600)
    expect((await browser.call.session.me()).fresh).toBe(false)
    const old = Object.assign(aBrowser(front), { cookie: browser.cookie })
    expect(await refusalOf(browser.call.session.refresh({ password }))).toBe('sign-in/factor-invalid')
    expect((await browser.call.session.refresh({ totp: authenticator.codeAt(front.now()) })).fresh).toBe(true)
    expect(browser.cookie).not.toBe(old.cookie)
    expect((await browser.call.session.me()).fresh).toBe(true)
    expect(await refusalOf(old.call.session.me())).toBe('access/sign-in-first')
    expect(await refusalOf(browser.call.session.refresh({ totp: authenticator.codeAt(front.now()) }))).toBe(
      'sign-in/factor-invalid',
    )
  })

  it('lives at most three times for one person; the fourth ends the oldest', async () => {
    const { login, authenticator, browser: first } = await enrolled(front, ['leader'])
    const later = []
    for (let i = 0; i < 3; i++) {
      front.pass(60)
      const browser = aBrowser(front)
      const { ticket = '' } = await browser.call.session.signIn({ login, password })
      await browser.call.session.factor({ ticket, totp: authenticator.codeAt(front.now()) })
      later.push(browser)
    }
    expect(await refusalOf(first.call.session.me())).toBe('access/sign-in-first')
    const { sessions } = (await later[1]?.call.session.list()) ?? { sessions: [] }
    expect(sessions.map(({ current }) => current)).toEqual([false, true, false])
  })

  it('ends on signing out: this one, or all of them', async () => {
    const { login, authenticator, browser } = await enrolled(front, ['leader'])
    front.pass(60)
    const other = aBrowser(front)
    const { ticket = '' } = await other.call.session.signIn({ login, password })
    await other.call.session.factor({ ticket, totp: authenticator.codeAt(front.now()) })
    const kept = Object.assign(aBrowser(front), { cookie: browser.cookie })
    expect(await browser.call.session.signOut({})).toEqual({ ended: 1 })
    expect(browser.received.at(-1)).toBe('__Host-sid=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0')
    expect(await refusalOf(kept.call.session.me())).toBe('access/sign-in-first')
    expect(await other.call.session.signOut({ all: true })).toEqual({ ended: 1 })
  })

  it('changes the password after showing the old one, and ends all other sessions', async () => {
    const { login, authenticator, browser } = await enrolled(front, ['leader'])
    front.pass(60)
    const other = aBrowser(front)
    const { ticket = '' } = await other.call.session.signIn({ login, password })
    await other.call.session.factor({ ticket, totp: authenticator.codeAt(front.now()) })
    const next = '夏天-0803-路灯'
    expect(await refusalOf(browser.call.session.changePassword({ password: 'wrong', next }))).toBe('sign-in/failed')
    expect(await refusalOf(browser.call.session.changePassword({ password, next: password }))).toBe(
      'sign-in/password-weak',
    )
    expect((await browser.call.session.changePassword({ password, next })).account).toBeDefined()
    expect(await refusalOf(other.call.session.me())).toBe('access/sign-in-first')
    expect(await refusalOf(aBrowser(front).call.session.signIn({ login, password }))).toBe('sign-in/failed')
    expect((await aBrowser(front).call.session.signIn({ login, password: next })).next).toBe('totp')
  })

  it('bites at once when its account is disabled', async () => {
    const browser = await signedIn(front, ['leader'])
    await front.engine.call('UpdateItem', {
      TableName: 'state',
      Key: { pk: { S: `test#ACCOUNT#${browser.account}` }, sk: { S: 'ROW' } },
      UpdateExpression: 'SET #state = :off',
      ExpressionAttributeNames: { '#state': 'state' },
      ExpressionAttributeValues: { ':off': { S: 'disabled' } },
    })
    expect(await refusalOf(browser.call.session.me())).toBe('access/sign-in-first')
  })

  it('writes its last use down once a minute, not at every call', async () => {
    const browser = await signedIn(front, ['leader'])
    const seen = async () => (await browser.call.session.list()).sessions[0]?.seen
    const begun = await seen()
    front.pass(59)
    await browser.call.session.me()
    expect(await seen()).toBe(begun)
    front.pass(1)
    await browser.call.session.me()
    expect(await seen()).toBe(front.now())
  })
})
