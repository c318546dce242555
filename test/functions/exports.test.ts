import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { Export } from '#shared/base/exports'
import { aFront, refusalOf, type Front } from './front.ts'
import { enrolled, signedIn } from './people.ts'

let front: Front
beforeAll(async () => (front = await aFront()))
afterAll(() => front.close())
afterEach(() => expect(front.log.defects).toEqual([]))

const entries: Omit<Export, 'rows'> = {
  place: '2025/centre',
  sheet: 'entries',
  columns: ['day', 'amount'],
  format: 'xlsx',
  filtered: true,
}

it('writes down who takes how many rows of which sheet, where administrators read it', async () => {
  const clerk = await signedIn(front, ['accountant'])
  await clerk.call.exports.begin({ ...entries, rows: 1000 })
  const administrator = await signedIn(front, ['security-administrator'])
  const { events } = await administrator.call.people.events({ account: clerk.account })
  expect(events[0]).toMatchObject({
    what: 'exported',
    facts: { sheet: '支出台账', place: '2025/centre', rows: 1000, format: 'xlsx', filtered: 'yes' },
  })
})

it('asks for a fresh factor beyond a thousand rows, and for none up to there', async () => {
  const { browser } = await enrolled(front, ['accountant'])
  await browser.call.exports.begin({ ...entries, rows: 1001 })
  front.pass(600)
  expect(await refusalOf(browser.call.exports.begin({ ...entries, rows: 1001 }))).toBe('access/fresh-factor-needed')
  await browser.call.exports.begin({ ...entries, rows: 1000 })
})

it('lets nobody take what he may not read', async () => {
  const dispatcher = await signedIn(front, ['dispatcher'])
  expect(await refusalOf(dispatcher.call.exports.begin({ ...entries, rows: 1 }))).toBe('access/not-allowed')
})
