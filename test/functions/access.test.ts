import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rights, type Right } from '#shared/base/access'
import { refused } from '#shared/base/refusal'
import type { OperationMeta } from '#shared/base/procedure'
import { rightsOf, roleNames, roles, type Role } from '#shared/people/roles'
import { sheets } from '#shared/sheets'
import { authorise } from '#functions/host/admit'
import { mint } from '../client.ts'
import { aBrowser, aFront, refusalOf, type Browser, type Front } from './front.ts'
import { asks, callOf, operations, type Operation } from './operations.ts'
import { aCode, anAccount, signedIn } from './people.ts'

let front: Front
const people = new Map<Role | 'without a role', Browser & { account: string }>()
beforeAll(async () => {
  front = await aFront()
  for (const role of roleNames) people.set(role, await signedIn(front, [role]))
  people.set('without a role', await signedIn(front, []))
  let address = 0
  for (const person of people.values()) person.address = `10.0.1.${address++}`
})
afterAll(() => front.close())

/** Operations open to everybody signed in look at the sheet that is asked about. */
const within: Record<string, Right[]> = {
  'rows.open': ['units:read'],
  'rows.follow': ['units:read'],
  'rows.history': ['units:read'],
  'rows.voided': ['units:read'],
  'changes.submit': ['units:read', 'units:write'],
  'exports.begin': ['units:read'],
  'views.list': ['units:read'],
  'views.save': ['units:read'],
  'views.remove': ['units:read'],
}

const doors = ['access/sign-in-first', 'access/not-allowed', 'access/fresh-factor-needed']
const doorOf = async (browser: Browser, name: string): Promise<string | undefined> => {
  const code = await refusalOf(callOf(browser.call, name)(asks[name]))
  return doors.find((door) => door === code)
}

const isOpen = ({ meta: { right } }: Operation): boolean => right === 'anyone'

function mayBy({ name, meta: { right } }: Operation, held: ReadonlySet<Right>): boolean {
  const asked = right === 'signed-in' || right === 'anyone' ? [] : [right ?? 'audit:read']
  // 审计 reads what was done to every sheet, also to those that are closed to him.
  if (name === 'rows.history' && held.has('audit:read')) return asked.every((one) => held.has(one))
  return [...asked, ...(within[name] ?? [])].every((one) => held.has(one))
}

// Signing out comes last: it ends the session that the others need.
const inOrder = [...operations].sort(
  (a, b) => Number(a.name === 'session.signOut') - Number(b.name === 'session.signOut'),
)

describe('every operation', () => {
  it('is asked by this test, and states what it asks of its caller', () => {
    expect(Object.keys(asks).sort()).toEqual(operations.map(({ name }) => name).sort())
    const known = new Set<unknown>([...rights, 'signed-in', 'anyone'])
    expect(operations.filter(({ meta }) => !known.has(meta.right))).toEqual([])
    expect(operations.filter(isOpen).every(({ name }) => name.startsWith('session.'))).toBe(true)
  })

  for (const role of [...roleNames, 'without a role'] as const) {
    const label = role === 'without a role' ? '无角色' : roles[role].label
    it(`lets ${label} do what the table grants, and nothing else`, async () => {
      const person = people.get(role)
      const held = role === 'without a role' ? new Set<Right>() : rightsOf([role])
      if (!person) throw new Error('nobody')
      for (const operation of inOrder) {
        const expected = mayBy(operation, held) ? undefined : 'access/not-allowed'
        expect(await doorOf(person, operation.name), operation.name).toBe(expected)
      }
    })
  }

  const strangers: Record<string, () => Promise<Browser>> = {
    'somebody who is not signed in': () => Promise.resolve(aBrowser(front, '10.0.2.1')),
    'somebody whose session was idle': async () => {
      const person = await signedIn(front, ['accountant', 'leader', 'reviewer', 'registrar'])
      front.pass(1800)
      return person
    },
    'somebody whose twelve hours are over': async () => {
      const person = await signedIn(front, ['accountant', 'leader', 'reviewer', 'registrar'])
      for (let i = 0; i < 27; i++) {
        front.pass(1600)
        if (i < 26) await person.call.session.me()
      }
      return person
    },
    'somebody whose account was disabled': async () => {
      const person = await signedIn(front, ['accountant', 'leader', 'system-administrator'])
      await setCell(person.account, 'state', 'disabled')
      return person
    },
    'somebody with another’s account before his own secret': async () => {
      const [mine, other] = [await signedIn(front, []), await signedIn(front, ['leader'])]
      return Object.assign(aBrowser(front), { cookie: mine.cookie.replace(mine.account, other.account) })
    },
    'somebody with a made-up cookie': () =>
      Promise.resolve(Object.assign(aBrowser(front, '10.0.2.9'), { cookie: `__Host-sid=x.${'x'.repeat(43)}` })),
  }
  for (const [who, come] of Object.entries(strangers))
    it(`lets ${who} do nothing but sign in`, async () => {
      const stranger = Object.assign(await come(), { address: `10.0.3.${who.length}` })
      for (const operation of operations)
        expect(await doorOf(stranger, operation.name), operation.name).toBe(
          isOpen(operation) ? undefined : 'access/sign-in-first',
        )
    })
})

async function setCell(account: string, column: string, value: string): Promise<void> {
  await front.engine.call('UpdateItem', {
    TableName: 'state',
    Key: { pk: { S: `test#ACCOUNT#${account}` }, sk: { S: 'ROW' } },
    UpdateExpression: 'SET #column = :value',
    ExpressionAttributeNames: { '#column': column },
    ExpressionAttributeValues: { ':value': { S: value } },
  })
}

describe('grave acts', () => {
  const grave = operations.filter(({ meta }) => meta.fresh)

  it('are known', () => {
    expect(grave.map(({ name }) => name).sort()).toEqual([
      'disclosure.agreeWithdrawal',
      'disclosure.signOff',
      'disclosure.withdraw',
      'people.reset',
    ])
  })

  for (const operation of grave)
    it(`need a fresh factor: ${operation.name}`, async () => {
      for (const role of roleNames) {
        const person = await signedIn(front, [role])
        front.pass(301)
        const expected = mayBy(operation, rightsOf([role])) ? 'access/fresh-factor-needed' : 'access/not-allowed'
        expect(await doorOf(person, operation.name), role).toBe(expected)
        if (expected === 'access/not-allowed') continue
        await person.call.session.refresh({})
        expect(await doorOf(person, operation.name), role).toBeUndefined()
      }
    })
})

describe('every sheet', () => {
  let readers: Map<Role, Browser>
  beforeAll(async () => {
    readers = new Map()
    for (const role of roleNames) readers.set(role, await signedIn(front, [role]))
  })

  for (const sheet of Object.values(sheets))
    it(`is read and changed by those who may: ${sheet.label}`, async () => {
      const place = sheet.scope === 'year' ? '2025/centre' : ''
      const editors = new Set(sheet.columns.flatMap(({ edit }) => (edit ? [edit] : [])))
      for (const [role, { call }] of readers) {
        const held = rightsOf([role])
        const reads = held.has(sheet.read)
        const open = refusalOf(call.rows.open({ place, sheets: [sheet.name] }))
        expect(await open, `${role} reads`).toBe(reads ? undefined : 'access/not-allowed')
        const where = { sheet: sheet.name, place, gesture: 'form' } as const
        const change = { ...where, batch: mint(), voids: [{ row: 'x', rev: 1 }] }
        const voids = await call.changes.submit(change).then(({ others }) => others[0]?.refusal?.code, codeOf)
        const mayVoid = reads && sheet.void !== undefined && held.has(sheet.void)
        expect(voids === 'access/not-allowed' || voids === 'cell/read-only', `${role} voids`).toBe(!mayVoid)
        const [column] = sheet.columns
        const sets = {
          rows: ['x'],
          columns: [{ key: column?.key ?? '', words: [null, null], before: [0], after: [1] }],
        }
        const edits = await refusalOf(call.changes.submit({ ...where, batch: mint(), sets }))
        const mayEdit = reads && [...editors].some((right) => held.has(right))
        expect(edits === 'access/not-allowed', `${role} edits`).toBe(!mayEdit)
      }
    })
})

const codeOf = (error: { data: { code: string } }): string => error.data.code

describe('roles', () => {
  it('bite at once when they are taken away', async () => {
    const person = await signedIn(front, ['accountant'])
    const list = () => refusalOf(person.call.disclosure.list({}))
    expect(await list()).toBeUndefined()
    await setCell(person.account, 'roles', 'publisher,intake,root')
    expect(await list()).toBeUndefined()
    await setCell(person.account, 'roles', 'intake,root')
    expect(await list()).toBe('access/not-allowed')
  })

  it('add up, and every right of one that is held together with others counts', async () => {
    const person = await signedIn(front, ['leader', 'publisher'])
    const { rights: held } = await person.call.session.me()
    expect(new Set(held)).toEqual(new Set([...rightsOf(['leader']), ...rightsOf(['publisher'])]))
  })
})

describe('an operation that states no right of ours', () => {
  const all = { actor: { account: 'x', name: '', unit: '', roles: [], rights: new Set(rights), fresh: true } }
  const recognised = { ...all, session: { hash: '', begun: '', seen: '', factorAt: undefined, demonstration: false } }
  for (const meta of [{}, { right: 'anyone' }, { right: '__proto__' }, { right: 'root' }])
    it(`is closed to everybody: ${JSON.stringify(meta)}`, () => {
      expect(refused(() => authorise(meta as Partial<OperationMeta>, recognised))?.code).toBe('access/not-allowed')
    })
})

describe('demonstration links', () => {
  it('sign nobody in where the district is none', async () => {
    const real = await aFront({ demonstration: 'no' })
    const account = await anAccount(real, ['leader'])
    const code = await aCode(real, account, 'demonstration')
    expect(await refusalOf(aBrowser(real).call.session.redeem({ code }))).toBe('sign-in/code-invalid')
    await real.close()
  })
})

describe('a fresh district', () => {
  it('has nobody in it who could sign in', async () => {
    const empty = await aFront()
    for (const login of ['admin', 'administrator', 'root', 'founder', 'nobody-00'])
      expect(
        await refusalOf(aBrowser(empty, `10.7.0.${login.length}`).call.session.signIn({ login, password: login })),
      ).toBe('sign-in/failed')
    await empty.close()
  })
})
