import { describe, expect, it } from 'vitest'
import type { Actor } from '#shared/base/access'
import { refused } from '#shared/base/refusal'
import type { Cells } from '#shared/base/sheet'
import { guardAccount, type AccountChange } from '#shared/people/guards'
import { rightsOf, rolesCell, type Role } from '#shared/people/roles'

const anActor = (account: string, roles: Role[], fresh = true): Actor => ({
  account,
  name: account,
  unit: 'centre',
  roles,
  rights: rightsOf(roles),
  fresh,
})

const anAccount = (roles: Role[], state = 'active'): Cells => ({
  login: 'li',
  name: '李',
  state,
  roles: rolesCell(roles),
})

const system = anActor('system', ['system-administrator'])
const security = anActor('security', ['security-administrator'])
const both = [
  { id: 'system', cells: anAccount(['system-administrator']) },
  { id: 'security', cells: anAccount(['security-administrator']) },
]
const onlySystem = both.slice(0, 1)

const codeOf = (actor: Actor, change: AccountChange, accounts = both) =>
  refused(() => guardAccount(actor, change, accounts))?.code

const give = (row: string, roles: Role[], had: Role[] = []): AccountChange => ({
  row,
  before: anAccount(had),
  after: anAccount(roles),
})

describe('changes of accounts', () => {
  it('lets the security administrator give and take every role but an administrator’s own', () => {
    expect(codeOf(security, give('li', ['accountant', 'leader']))).toBeUndefined()
    expect(codeOf(security, give('li', [], ['accountant']))).toBeUndefined()
    expect(codeOf(security, give('security', ['security-administrator', 'leader'], ['security-administrator']))).toBe(
      'people/own-account',
    )
  })

  it('lets the system administrator give no role, once there is a security administrator', () => {
    expect(codeOf(system, give('li', ['accountant']))).toBe('people/role-not-yours-to-give')
    expect(codeOf(system, give('li', ['security-administrator']))).toBe('people/second-security-administrator')
  })

  it('lets the first system administrator appoint exactly one security administrator', () => {
    expect(codeOf(system, give('li', ['security-administrator']), onlySystem)).toBeUndefined()
    expect(codeOf(system, give('li', ['accountant']), onlySystem)).toBe('people/role-not-yours-to-give')
    expect(codeOf(system, give('system', ['security-administrator'], ['system-administrator']), onlySystem)).toBe(
      'people/own-account',
    )
    const disabled = [...onlySystem, { id: 'gone', cells: anAccount(['security-administrator'], 'disabled') }]
    expect(codeOf(system, give('li', ['security-administrator']), disabled)).toBe(
      'people/second-security-administrator',
    )
  })

  it('keeps the three administrators apart in one person, and nobody else', () => {
    for (const pair of [
      ['auditor', 'system-administrator'],
      ['auditor', 'security-administrator'],
      ['security-administrator', 'system-administrator'],
    ] satisfies Role[][])
      expect(codeOf(security, give('li', pair)), pair.join()).toBe('people/roles-exclude')
    expect(codeOf(security, give('li', ['leader', 'publisher']))).toBeUndefined()
    expect(codeOf(security, give('li', ['accountant', 'reviewer', 'leader']))).toBeUndefined()
  })

  it('asks for a fresh factor when roles change, and for nothing when a name does', () => {
    const stale = anActor('security', ['security-administrator'], false)
    expect(codeOf(stale, give('li', ['accountant']))).toBe('access/fresh-factor-needed')
    expect(codeOf(stale, give('li', ['accountant'], ['accountant']))).toBeUndefined()
  })

  it('lets nobody disable or void himself, nor the last administrator be lost', () => {
    const off = (row: string, roles: Role[]): AccountChange => ({
      row,
      before: anAccount(roles),
      after: anAccount(roles, 'disabled'),
    })
    expect(codeOf(system, off('system', ['system-administrator']))).toBe('people/own-account')
    expect(codeOf(system, { row: 'system', before: anAccount([]), after: undefined })).toBe('people/own-account')
    expect(codeOf(system, off('security', ['security-administrator']))).toBe('people/last-administrator')
    expect(codeOf(security, give('system', [], ['system-administrator']))).toBe('people/last-administrator')
    const two = [...both, { id: 'other', cells: anAccount(['system-administrator']) }]
    expect(codeOf(security, give('system', [], ['system-administrator']), two)).toBeUndefined()
    expect(codeOf(system, off('li', ['accountant']))).toBeUndefined()
  })
})
