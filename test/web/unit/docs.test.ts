import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, it } from 'vitest'

const root = resolve(import.meta.dirname, '../../..')
const read = (path: string): string => readFileSync(resolve(root, path), 'utf8')

it('names in docs/sheet.md only tests that there are', () => {
  const cited = [...read('docs/sheet.md').matchAll(/`(test\/[^`]+)` “([^”]+)”/g)]
  expect(cited.length).toBeGreaterThan(35)
  for (const [, path = '', title = ''] of cited) expect(read(path), title).toContain(title)
})
