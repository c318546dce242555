import { describe, expect, it } from 'vitest'
import { rights } from '#shared/base/access'
import { parse, print } from '#shared/base/kinds'
import { refused } from '#shared/base/refusal'
import { accounts } from '#shared/people/columns'
import { checkPassword, isPasswordOld } from '#shared/people/password'
import { exclusions, holdersOf, isRole, rightsOf, roleNames, roles, rolesCell, rolesIn } from '#shared/people/roles'
import { idleUntil, isFresh, isLive, wantsTouch } from '#shared/people/session'

describe('roles', () => {
  it('are thirteen, each with a label of its own and words for what it sees', () => {
    expect(roleNames).toHaveLength(13)
    expect(new Set(roleNames.map((role) => roles[role].label)).size).toBe(13)
    for (const role of roleNames) expect(roles[role].rows + roles[role].writes).toMatch(/\p{Script=Han}/u)
  })

  it('hold known rights only, each right held by somebody', () => {
    const held = new Set(roleNames.flatMap((role) => [...rightsOf([role])]))
    expect([...held].filter((right) => !rights.includes(right))).toEqual([])
    expect(rights.filter((right) => !held.has(right))).toEqual([])
  })

  it('keep the writing of money from every administrator, reviewer, leader and publisher', () => {
    const writers = roleNames.filter(
      (role) => rightsOf([role]).has('ledger:write') || rightsOf([role]).has('budget:write'),
    )
    expect(writers).toEqual(['accountant'])
    expect(holdersOf('editions:sign-off')).toEqual(['领导'])
    expect(exclusions).toHaveLength(3)
  })

  it('stand in a cell as sorted text, and words that are no role grant nothing', () => {
    expect(rolesCell(['leader', 'accountant', 'leader'])).toBe('accountant,leader')
    expect(rolesIn('accountant,leader')).toEqual(['accountant', 'leader'])
    expect(rolesIn('accountant,__proto__,toString,root')).toEqual(['accountant'])
    expect(rolesIn(null)).toEqual([])
    expect(isRole('constructor')).toBe(false)
  })

  it('are typed and pasted by their labels', () => {
    const column = accounts.columns.find(({ key }) => key === 'roles')
    const kind = column?.kind ?? { name: 'flag' }
    expect(parse('领导、财务', kind)).toBe('accountant,leader')
    expect(print('accountant,leader', kind)).toBe('财务、领导')
  })
})

describe('passwords', () => {
  const ask = (password: string, profile: 'asvs' | 'mlps3' = 'asvs') =>
    refused(() =>
      checkPassword(password, { profile, login: 'zhangwei', name: '张伟', isCommon: (text) => text === 'sunshine1' }),
    )?.facts

  it('are refused when short, long, common or made of the own name, in any case', () => {
    expect(ask('seven77')).toEqual({ reason: 'short' })
    expect(ask('八个汉字也可以的')).toBeUndefined()
    expect(ask('x'.repeat(129))).toEqual({ reason: 'long' })
    expect(ask('SunShine1')).toEqual({ reason: 'common' })
    expect(ask('ZhangWei2021')).toEqual({ reason: 'has-name' })
    expect(ask('我是张伟我的密码')).toEqual({ reason: 'has-name' })
  })

  it('need no mixture under asvs, three kinds of signs and a change every 90 days under mlps3', () => {
    expect(ask('correct horse battery')).toBeUndefined()
    expect(ask('correcthorsebattery', 'mlps3')).toEqual({ reason: 'composition' })
    expect(ask('Correct-horse', 'mlps3')).toBeUndefined()
    expect(isPasswordOld('asvs', '2020-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z')).toBe(false)
    expect(isPasswordOld('mlps3', '2026-01-01T00:00:00.000Z', '2026-03-31T00:00:00.000Z')).toBe(false)
    expect(isPasswordOld('mlps3', '2026-01-01T00:00:00.000Z', '2026-04-02T00:00:00.000Z')).toBe(true)
  })
})

describe('sessions', () => {
  const begun = '2026-10-12T00:00:00.000Z'

  it('end after 30 idle minutes, and after 12 hours of work', () => {
    expect(isLive({ begun, seen: begun }, '2026-10-12T00:29:59.000Z')).toBe(true)
    expect(isLive({ begun, seen: begun }, '2026-10-12T00:30:00.000Z')).toBe(false)
    const busy = { begun, seen: '2026-10-12T11:50:00.000Z' }
    expect(isLive(busy, '2026-10-12T11:59:59.000Z')).toBe(true)
    expect(isLive(busy, '2026-10-12T12:00:00.000Z')).toBe(false)
    expect(idleUntil(busy)).toBe('2026-10-12T12:00:00.000Z')
  })

  it('write their last use down once a minute, and count a factor as fresh for five', () => {
    expect(wantsTouch({ seen: begun }, '2026-10-12T00:00:59.000Z')).toBe(false)
    expect(wantsTouch({ seen: begun }, '2026-10-12T00:01:00.000Z')).toBe(true)
    expect(isFresh(begun, '2026-10-12T00:04:59.000Z')).toBe(true)
    expect(isFresh(begun, '2026-10-12T00:05:00.000Z')).toBe(false)
    expect(isFresh(undefined, begun)).toBe(false)
  })
})
