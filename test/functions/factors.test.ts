import { describe, expect, it } from 'vitest'
import { commonPasswords } from '#functions/host/common-passwords'
import { hashPassword, verifyPassword } from '#functions/host/password'
import { base32, codeAt, stepAt, stepOf, totpUri } from '#functions/host/totp'
import { vaultOf } from '#functions/host/vault'
import { codeText } from '#functions/store/people/codes'
import { aKeyService } from './keys.ts'

describe('an authenticator’s codes', () => {
  const secret = Buffer.from('12345678901234567890')

  it('are those of RFC 6238, appendix B, in six digits', () => {
    const examples: [string, string][] = [
      ['1970-01-01T00:00:59Z', '287082'],
      ['2005-03-18T01:58:29Z', '081804'],
      ['2005-03-18T01:58:31Z', '050471'],
      ['2009-02-13T23:31:30Z', '005924'],
      ['2033-05-18T03:33:20Z', '279037'],
      ['2603-10-11T11:33:20Z', '353130'],
    ]
    for (const [instant, code] of examples) expect(codeAt(secret, stepAt(instant)), instant).toBe(code)
  })

  it('count one step around now, and none that was shown', () => {
    const now = '2026-10-12T01:00:00Z'
    const present = stepAt(now)
    const shown = (step: number, last = 0) => stepOf(secret, codeAt(secret, step), { now, last })
    expect([-2, -1, 0, 1, 2].map((off) => shown(present + off))).toEqual([undefined, present - 1, present, present + 1, undefined]) // prettier-ignore
    expect(shown(present, present)).toBeUndefined()
    expect(shown(present + 1, present)).toBe(present + 1)
  })

  it('come from a secret in RFC 4648 letters, in an address that apps read', () => {
    expect(base32(Buffer.from('foobar'))).toBe('MZXW6YTBOI')
    expect(totpUri('ABC', { issuer: '示例区 网格', login: 'li&x' })).toBe(
      'otpauth://totp/%E7%A4%BA%E4%BE%8B%E5%8C%BA%20%E7%BD%91%E6%A0%BC:li%26x?secret=ABC&issuer=%E7%A4%BA%E4%BE%8B%E5%8C%BA%20%E7%BD%91%E6%A0%BC&digits=6&period=30',
    )
  })
})

describe('kept passwords', () => {
  it('are argon2id with 19 MiB and a salt of their own', async () => {
    const [one, other] = await Promise.all([hashPassword('同一个密码'), hashPassword('同一个密码')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
    expect(one).not.toBe(other)
    expect(await verifyPassword('同一个密码', one)).toEqual({ right: true, old: false })
    expect(await verifyPassword('另一个密码', one)).toEqual({ right: false, old: false })
  })

  it('of an older way are verified in that way, and known to be old', async () => {
    const scrypt = '$scrypt$ln=14,r=8,p=1$c2FsdHNhbHRzYWx0c2FsdA$1idRgu6ns74sljt005o5BblTKV7Jul0HPGT6aXWnXKY'
    const { right, old } = await verifyPassword('correct horse', scrypt)
    expect({ right, old }).toEqual({ right: true, old: true })
    const cheap = '$argon2id$v=19$m=64,t=1,p=1$c2FsdHNhbHRzYWx0c2FsdA$AAAA'
    expect(await verifyPassword('x', cheap)).toEqual({ right: false, old: true })
  })

  it('of nobody are never right', async () => {
    expect((await verifyPassword('', undefined)).right).toBe(false)
  })
})

describe('common passwords', () => {
  it('are known, as far as they are long enough to be chosen', async () => {
    const isCommon = await commonPasswords()
    for (const word of ['password', '12345678', '1qaz2wsx', 'iloveyou', 'qwertyuiop', 'sunshine1'])
      expect(isCommon(word), word).toBe(true)
    expect(isCommon('春天-0721-路灯')).toBe(false)
  })
})

describe('one-time codes', () => {
  it('are 26 letters that nobody takes for one another, and never the same', () => {
    const codes = new Set(Array.from({ length: 1000 }, codeText))
    expect(codes.size).toBe(1000)
    for (const code of codes) expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{5}-){5}[0-9A-HJKMNP-TV-Z]$/)
  })
})

describe('the vault', () => {
  it('opens what was sealed for an account, for that account only', async () => {
    const keys = await aKeyService()
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const vault = vaultOf(keys.key, 'totp', { endpoint: keys.url, region: 'local', credentials })
    const sealed = await vault.seal('li', Buffer.from('secret'))
    expect(sealed).not.toContain(Buffer.from('secret').toString('base64'))
    expect((await vault.open('li', sealed)).toString()).toBe('secret')
    await expect(vault.open('wang', sealed)).rejects.toThrow(/ciphertext/)
    keys.close()
  })
})
