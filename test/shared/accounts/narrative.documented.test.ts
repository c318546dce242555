import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { told } from '#shared/accounts/narrative/situation'

const document = readFileSync(new URL('../../../docs/narrative.md', import.meta.url), 'utf8')

describe('the table of situations', () => {
  it('has every situation with the variant that tells it, and no other', () => {
    const rows = [...document.matchAll(/^\| `(\w+)` +\| [^|]+\| `(\w+)` +\|/gm)].map(([, name, variant]) => [name, variant]) // prettier-ignore
    expect(rows).toEqual(Object.entries(told).map(([name, { variant }]) => [name, variant]))
  })
})
