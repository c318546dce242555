import { afterAll, beforeAll, expect, it } from 'vitest'
import { aFront, type Browser, type Front } from './front.ts'
import { signedIn } from './people.ts'

let front: Front
let one: Browser
let other: Browser & { account: string }
beforeAll(async () => {
  front = await aFront()
  one = await signedIn(front, ['registrar'])
  other = await signedIn(front, ['registrar'])
})
afterAll(() => front.close())

const units = { place: '', sheets: ['units' as const] }

it('tells who looks at a sheet on which cell the others are, until they go or are silent', async () => {
  const { cursor } = await one.call.rows.open(units)
  const spot = { sheet: 'units' as const, row: 'centre', column: 'name' }
  expect((await other.call.rows.follow({ ...units, cursor, at: spot })).present).toEqual([])
  const present = async () => (await one.call.rows.follow({ ...units, cursor })).present
  expect(await present()).toMatchObject([{ account: other.account, ...spot }])
  await other.call.rows.follow({ ...units, cursor, at: { ...spot, column: 'note' } })
  expect(await present()).toMatchObject([{ account: other.account, column: 'note' }])
  front.pass(91)
  expect(await present()).toEqual([])
})
