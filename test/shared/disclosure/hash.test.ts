import { webcrypto } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canonical, hashOf, sha256 } from '#shared/disclosure/hash'

describe('the canonical text', () => {
  it('orders keys by their UTF-16 units, at every depth', () => {
    expect(canonical({ b: 1, a: { z: [], y: null }, 甲: 2, '\u{1f600}': 3, '\ufb33': 4, A: 5 })).toBe(
      '{"A":5,"a":{"y":null,"z":[]},"b":1,"甲":2,"\u{1f600}":3,"\ufb33":4}',
    )
  })

  it('writes numbers as ECMAScript does, and escapes no more than JSON asks', () => {
    expect(canonical([1e21, 1e-7, -0, 0.1, 1_634_976_000_000, '€\u0007"\\/\n'])).toBe(
      '[1e+21,1e-7,0,0.1,1634976000000,"€\\u0007\\"\\\\/\\n"]',
    )
  })

  it('leaves out keys without a value', () => {
    expect(canonical({ a: undefined, b: 1 })).toBe('{"b":1}')
  })

  it('does not write half a character', () => {
    expect(() => canonical({ a: '\ud800' })).toThrow()
  })

  it('is the same whatever the order in which keys came', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (data) => {
        const turned = Object.fromEntries(Object.entries(data).reverse())
        expect(canonical(turned)).toBe(canonical(data))
        expect(JSON.parse(canonical(data))).toEqual(JSON.parse(JSON.stringify(data)))
      }),
    )
  })
})

describe('the hash', () => {
  it('is SHA-256 of the bytes', async () => {
    expect(await sha256('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
    const bytes = new Uint8Array(await webcrypto.subtle.digest('SHA-256', Buffer.from('决算')))
    expect(await sha256('决算')).toBe(Buffer.from(bytes).toString('hex'))
  })

  it('changes with one fen', async () => {
    expect(await hashOf({ fen: 1 })).not.toBe(await hashOf({ fen: 2 }))
  })
})
