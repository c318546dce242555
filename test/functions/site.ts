import { expect } from 'vitest'
import { unitPage } from '#shared/disclosure/addresses'
import { of, type Press } from './press.ts'

/** Every file below a folder, as it stands. */
export async function bytesBelow(press: Press, prefix: string): Promise<Map<string, string>> {
  const keys = await press.keys(prefix)
  return new Map(await Promise.all(keys.map(async (key) => [key, (await press.file(key)) ?? ''] as const)))
}

/** Addresses of other files that a page names. */
export function linksIn(html: string): string[] {
  const found = [...html.matchAll(/ (?:href|src|data-facts)="([^"]*)"/g)].map(([, address = '']) => address)
  return found.filter((address) => !address.startsWith('#') && !address.startsWith('data:'))
}

/** Where a relative address leads from a page. */
export const target = (from: string, address: string): string =>
  decodeURIComponent(new URL(address, `http://site/${from}`).pathname.slice(1))

/** No page of the site leads to a file that is not there. */
export async function expectNoDeadLinks(press: Press): Promise<void> {
  const keys = new Set(await press.keys())
  for (const key of keys) {
    // The copy of a page stands in its folder only to be copied from there.
    if (!key.endsWith('.html') || key.endsWith('/copy.html')) continue
    const html = (await press.file(key)) ?? ''
    const dead = linksIn(html).filter((address) => !keys.has(target(key, address)))
    // What is not linked to yet is not read: an edition's folder before its switch.
    if (reachable(key, keys)) expect([key, dead]).toEqual([key, []])
  }
}

const reachable = (key: string, keys: ReadonlySet<string>): boolean =>
  !/^editions\/\d+\/[^/]+\/\d+\//.test(key) || keys.has(unitPage(of.year, of.unit))

/** What stands at the unit's own address. */
export const unitPageOf = (press: Press): Promise<string | undefined> => press.file(unitPage(of.year, of.unit))

export const copyOf = (press: Press, edition: number): Promise<string | undefined> =>
  press.file(`editions/${of.year}/${of.unit}/${edition}/copy.html`)
