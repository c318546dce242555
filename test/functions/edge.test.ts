import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { implement } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { limits } from '#shared/base/changes'
import { refusal } from '#shared/base/refusal'
import { contract } from '#shared/contract'
import { roleNames } from '#shared/people/roles'
import type { Call } from '#functions/host/context'
import { edge, type EdgeSettings, type StaffRouter } from '#functions/host/edge'
import { environmentOf, StaffEnvironment } from '#functions/host/environment'
import { addressOf } from '#functions/host/request'
import { mint } from '../client.ts'
import { aBrowser, aFront, eventOf, origin, type Ask, type Browser, type Front } from './front.ts'
import { asks, callOf, operations } from './operations.ts'
import { signedIn } from './people.ts'

let front: Front
let accountant: Browser
beforeAll(async () => {
  front = await aFront()
  accountant = await signedIn(front, ['accountant'])
})
afterAll(() => front.close())

const answered = async (browser: Browser, ask: Ask) => {
  const { statusCode, body } = await browser.ask(ask)
  const { code, data } = JSON.parse(body || '{}') as { code?: string; data?: { code?: string; facts?: object } }
  return { statusCode, code, ...data }
}

const settings = (): EdgeSettings => ({
  store: front.store,
  clock: { now: () => front.now(), ticks: () => 0 },
  log: { request: (line) => front.log.requests.push(line), defect: (line) => front.log.defects.push(line) },
  origin,
  hops: 0,
  large: new Set(),
  prefetch: {},
})

const signOut: Ask = { method: 'POST', path: '/api/session/end', body: '{}' }

describe('requests of foreign pages', () => {
  const foreign: [string, Record<string, string>, number, string][] = [
    ['without an origin', { origin: '' }, 403, 'request/foreign-origin'],
    ['from another origin', { origin: 'https://evil.example' }, 403, 'request/foreign-origin'],
    ['from our name on another port', { origin: `${origin}:8443` }, 403, 'request/foreign-origin'],
    ['from nowhere', { origin: 'null' }, 403, 'request/foreign-origin'],
    ['from a sister site', { 'sec-fetch-site': 'same-site' }, 403, 'request/foreign-origin'],
    ['across sites', { 'sec-fetch-site': 'cross-site' }, 403, 'request/foreign-origin'],
    ['typed into the address bar', { 'sec-fetch-site': 'none' }, 403, 'request/foreign-origin'],
    ['as a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'request/not-json'],
    ['as a form with files', { 'content-type': 'multipart/form-data; boundary=x' }, 415, 'request/not-json'],
    ['as plain text', { 'content-type': 'text/plain' }, 415, 'request/not-json'],
    ['with no type', { 'content-type': '' }, 415, 'request/not-json'],
  ]
  for (const [how, headers, status, code] of foreign)
    it(`change nothing when sent ${how}`, async () => {
      expect(await answered(accountant, { ...signOut, headers })).toMatchObject({ statusCode: status, code })
      expect((await answered(accountant, { path: '/api/session' })).statusCode).toBe(200)
    })

  it('are refused without a body as well, and our own need no type for none', async () => {
    const bare = { method: 'POST', path: '/api/accounts/x/sessions/end' }
    const foreign = { ...bare, headers: { origin: 'https://evil.example' } }
    expect(await answered(accountant, foreign)).toMatchObject({ statusCode: 403, code: 'request/foreign-origin' })
    expect(await answered(accountant, bare)).toMatchObject({ statusCode: 403, code: 'access/not-allowed' })
    const typed = { ...bare, headers: { 'content-type': 'text/plain' } }
    expect(await answered(accountant, typed)).toMatchObject({ statusCode: 415, code: 'request/not-json' })
  })

  it('are told from our own by browsers that send no Sec-Fetch-Site', async () => {
    const old = eventOf({
      ...signOut,
      headers: {
        origin,
        'content-type': 'application/json; charset=utf-8',
        cookie: (await signedIn(front, ['leader'])).cookie,
      },
    })
    expect((await front.edge(old)).statusCode).toBe(200)
  })
})

describe('answers', () => {
  it('are kept by nobody, sniffed by nobody, framed by nobody', async () => {
    for (const path of ['/api/session', '/api/nothing', '/api/accounts/x/events']) {
      const { headers } = await aBrowser(front).ask({ path })
      expect(headers).toEqual({
        'cache-control': 'no-store',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'content-type': 'application/json',
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'strict-transport-security': 'max-age=63072000; includeSubDomains',
        'x-content-type-options': 'nosniff',
      })
    }
  })

  it('say that there is no such operation, to anybody', async () => {
    expect(await answered(aBrowser(front), { path: '/api/session/../../etc' })).toMatchObject({ statusCode: 404 })
    expect(await answered(accountant, { path: '/api/constructor' })).toMatchObject({ statusCode: 404 })
    expect(await answered(accountant, { method: 'DELETE', path: '/api/rows' })).toMatchObject({ statusCode: 404 })
    const foreign = { method: 'DELETE', path: '/api/rows', headers: { origin: '' } }
    expect(await answered(accountant, foreign)).toMatchObject({ statusCode: 403 })
    expect(await answered(accountant, { path: '/elsewhere' })).toMatchObject({ statusCode: 404 })
  })

  it('tell of a defect no more than a reference, which the log has with the rest', async () => {
    const canary = '13800138000 张伟 at /var/task/index.mjs'
    const os = implement(contract.session).$context<Call>()
    const broken = edge(
      {
        session: os.router({
          ...Object.fromEntries(Object.keys(contract.session).map((name) => [name, undefined])),
          me: os.me.handler(() => {
            throw new TypeError(canary)
          }),
          list: os.list.handler(() => ({ sessions: [{ begun: 1 }] }) as never),
          signOut: os.signOut.handler(() => {
            throw refusal('change/busy', { batch: 'b' })
          }),
        } as never),
      },
      settings(),
    )
    const ask = async (path: string) =>
      broken(eventOf({ path, headers: { cookie: accountant.cookie } })).then(({ statusCode, body }) => ({
        statusCode,
        body,
      }))
    const { statusCode, body } = await ask('/api/session')
    const { reference } = (JSON.parse(body) as { data: { reference: string } }).data
    expect(statusCode).toBe(500)
    expect(JSON.parse(body)).toEqual({
      defined: false,
      code: 'INTERNAL_SERVER_ERROR',
      status: 500,
      message: 'Defect',
      data: { reference },
    })
    expect(front.log.defects.at(-1)).toMatchObject({
      reference,
      operation: 'session.me',
      error: `TypeError: ${canary}`,
    })
    expect(front.log.requests.at(-1)).toMatchObject({ operation: 'session.me', outcome: 'defect', status: 500 })
    const malformed = await ask('/api/sessions')
    expect(malformed.statusCode).toBe(500)
    expect(malformed.body).not.toMatch(/begun|expected|zod/i)
  })
})

describe('a defect', () => {
  const canary = '13800138000 张伟 SELECT /var/task/index.mjs:1'

  const broken = (router: AnyContractRouter): object =>
    isContractProcedure(router)
      ? implement(router).handler(() => {
          throw new TypeError(canary)
        })
      : Object.fromEntries(Object.entries(router).map(([name, inner]) => [name, broken(inner)]))

  it('in any handler at all leaks nothing, and is in the log under the reference that was answered', async () => {
    const everyone = await signedIn(front, roleNames)
    const failing = { ...front, edge: edge(broken(contract) as StaffRouter, settings()) }
    const browser = Object.assign(aBrowser(failing), { cookie: everyone.cookie })
    for (const { name } of operations) {
      const error: unknown = await callOf(browser.call, name)(asks[name]).catch((thrown: unknown) => thrown)
      const { code, status, message, data } = error as { code: string; status: number; message: string; data: object }
      const { reference } = front.log.defects.at(-1) ?? { reference: '' }
      expect({ code, status, message, data }, name).toEqual({
        code: 'INTERNAL_SERVER_ERROR',
        status: 500,
        message: 'Defect',
        data: { reference },
      })
      expect(front.log.defects.at(-1), name).toMatchObject({ operation: name, error: `TypeError: ${canary}` })
    }
  })
})

describe('bodies', () => {
  const change = (extra: object) =>
    JSON.stringify({
      batch: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
      sheet: 'entries',
      place: '2025/centre',
      gesture: 'type',
      ...extra,
    })

  it('are refused by their size before anybody reads them', async () => {
    const huge = '{'.repeat(limits.bytes + 1)
    const facts = { limit: limits.bytes, bytes: huge.length }
    expect(await answered(accountant, { method: 'POST', path: '/api/changes', body: huge })).toMatchObject({
      statusCode: 413,
      code: 'request/too-large',
      facts,
    })
    const base64 = { body: Buffer.from(huge).toString('base64'), base64: true }
    expect((await answered(aBrowser(front), { method: 'POST', path: '/api/changes', ...base64 })).statusCode).toBe(413)
    const wide = JSON.stringify({ login: '一'.repeat(40_000), password: 'x' })
    expect((await answered(aBrowser(front), { method: 'POST', path: '/api/session', body: wide })).statusCode).toBe(413)
  })

  it('come as base64 as well', async () => {
    const body = Buffer.from('{"login":"张伟","password":"x"}').toString('base64')
    const ask = { method: 'POST', path: '/api/session', body, base64: true }
    expect(await answered(aBrowser(front, '10.9.0.1'), ask)).toMatchObject({ statusCode: 401, code: 'sign-in/failed' })
  })

  it('that are no JSON, or no change, are refused by name and place', async () => {
    const broken = { method: 'POST', path: '/api/changes', body: '{"batch":' }
    expect(await answered(accountant, broken)).toMatchObject({ statusCode: 400, code: 'request/not-understood' })
    const body = change({ sets: { rows: ['a'], columns: [{ key: 'memo', words: [{}], before: [0], after: [0] }] } })
    expect(await answered(accountant, { method: 'POST', path: '/api/changes', body })).toMatchObject({
      statusCode: 400,
      facts: { issues: [{ path: 'sets.columns.0.words.0' }] },
    })
  })

  const polluted: [string, string][] = [
    ['at the top', change({}).replace('{', '{"__proto__":{"rights":1},')],
    ['by an escaped name', change({}).replace('{', '{"\\u005f_proto__":{"rights":1},')],
    ['within a part', change({}).replace('}', ',"sets":{"rows":["a"],"columns":[],"__proto__":{"x":1}}}')],
    ['as constructor', change({}).replace('{', '{"constructor":{"prototype":{}},')],
    ['as toString', change({}).replace('{', '{"toString":1,')],
  ]
  for (const [how, body] of polluted)
    it(`that reach for an object’s prototype ${how} are refused, and nothing is dropped in silence`, async () => {
      const answer = await answered(accountant, { method: 'POST', path: '/api/changes', body })
      expect(answer).toMatchObject({ statusCode: 400, code: 'request/not-understood' })
      expect(JSON.stringify(answer.facts)).toMatch(/__proto__|constructor|toString/)
    })

  it('name columns like anything else, and a prototype’s is no column', async () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      const sets = { rows: ['01ARZ3NDEKTSV4RRFFQ69G5FAV'], columns: [{ key, words: ['x'], before: [0], after: [0] }] }
      const ask = { method: 'POST', path: '/api/changes', body: change({ sets }) }
      expect(await answered(accountant, ask), key).toMatchObject({ statusCode: 400, code: 'cell/unknown-column' })
    }
  })

  it('of queries are read in lists, and prototypes there are refused too', async () => {
    const good = {
      path: '/api/rows',
      query: { place: [''], 'sheets[0]': ['units'], 'sheets[1]': ['functional-subjects'] },
    }
    expect((await answered(accountant, good)).statusCode).toBe(200)
    for (const key of ['__proto__', '__proto__[x]', 'constructor[prototype][x]'])
      expect(
        await answered(accountant, { path: '/api/rows', query: { ...good.query, [key]: ['1'] } }),
        key,
      ).toMatchObject({
        statusCode: 400,
      })
    expect(({} as Record<string, unknown>).x).toBeUndefined()
  })
})

describe('the log', () => {
  it('has one line for each request: who, what, how it ended, and nothing that was said', async () => {
    const quiet = await aFront()
    const browser = await signedIn(quiet, ['accountant'])
    const secret = '桂花13800138000'
    const password = JSON.stringify({ login: secret, password: secret })
    await browser.ask({ method: 'POST', path: '/api/session', body: password })
    await browser.ask({ path: '/api/editions' })
    await browser.ask({ path: '/api/accounts/x/events' })
    await browser.ask({ path: `/api/${secret}` })
    const lines = quiet.log.requests.slice(-4)
    expect(lines.map(({ operation, outcome, status }) => [operation, outcome, status])).toEqual([
      ['session.signIn', 'sign-in/failed', 401],
      ['disclosure.list', 'done', 200],
      ['people.events', 'access/not-allowed', 403],
      ['none', 'no-such-route', 404],
    ])
    expect(lines.map(({ actor }) => actor)).toEqual([undefined, browser.account, browser.account, undefined])
    expect(JSON.stringify(quiet.log)).not.toMatch(/桂花|13800138000|示例|10\.0\.0\.1/)
    await quiet.close()
  })
})

describe('the caller’s address', () => {
  it('is what our own proxies wrote down, not what the caller claims', async () => {
    const attempt = (address: string, forwarded: string, login: string) =>
      front.edge(
        eventOf({
          method: 'POST',
          path: '/api/session',
          address,
          headers: { origin, 'content-type': 'application/json', 'x-forwarded-for': forwarded },
          body: JSON.stringify({ login, password: 'x' }),
        }),
      )
    for (let i = 0; i < 6; i++) await attempt('10.8.0.1', `${i}.1.1.1`, `who${i}`)
    expect((await attempt('10.8.0.1', '9.9.9.9', 'another')).statusCode).toBe(429)
    expect((await attempt('10.8.0.2', '9.9.9.9', 'another')).statusCode).toBe(401)
    const event = eventOf({ path: '/api/session', address: '172.16.0.1' })
    const headers = { 'x-forwarded-for': '6.6.6.6, 10.1.2.3, 172.16.0.1' }
    expect([0, 1].map((hops) => addressOf(event, headers, hops))).toEqual(['172.16.0.1', '10.1.2.3'])
  })
})

describe('a call', () => {
  it('that edits one cell costs one reading, of session, account and row together, and one transaction', async () => {
    const registrar = await signedIn(front, ['registrar'])
    const rows = ['lamp-office']
    const where = { sheet: 'units', place: '', gesture: 'form' } as const
    const columns = Object.entries({ code: 'lamp-office', name: '路灯所', kind: 'bureau' }).map(([key, word]) => ({
      key,
      words: [word],
      after: [0],
    }))
    const { counts } = await registrar.call.changes.submit({ ...where, batch: mint(), creates: { rows, columns } })
    expect(counts.applied).toBe(1)
    const before = front.asked.length
    const sets = { rows, columns: [{ key: 'name', words: ['路灯所', '路灯管理所'], before: [0], after: [1] }] }
    const edited = await registrar.call.changes.submit({ ...where, batch: mint(), sets })
    expect(edited.counts.applied).toBe(1)
    expect(front.asked.slice(before)).toEqual(['BatchGetItemCommand', 'TransactWriteItemsCommand'])
  })
})

describe('the environment', () => {
  it('stops a function by the name of what it was not told', () => {
    expect(() => environmentOf(StaffEnvironment, { DISTRICT: 'test' })).toThrow(/STATE_TABLE.*STAFF_ORIGIN/)
    expect(() => environmentOf(StaffEnvironment, { DISTRICT: 'a#b' })).toThrow(/DISTRICT/)
  })
})
