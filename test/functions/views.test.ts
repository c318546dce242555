import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { ViewToSave } from '#shared/base/views'
import { mint } from '../client.ts'
import { aFront, refusalOf, type Browser, type Front } from './front.ts'
import { signedIn } from './people.ts'

let front: Front
beforeAll(async () => (front = await aFront()))
afterAll(() => front.close())
afterEach(() => expect(front.log.defects).toEqual([]))

const state: ViewToSave['state'] = {
  filters: [{ column: 'payee', only: ['supplier', null] }],
  sort: [{ column: 'amount', descending: true }],
  order: ['day', 'amount'],
  hidden: ['memo'],
  widths: { amount: 200 },
  frozen: 1,
  lines: 'auto',
}

const aView = (more: Partial<ViewToSave> = {}): ViewToSave => ({
  id: mint(),
  sheet: 'entries',
  rev: 0,
  name: '只看供应商',
  shared: false,
  state,
  ...more,
})

const namesOf = async ({ call }: Browser): Promise<string[]> =>
  (await call.views.list({ sheet: 'entries' })).views.map(({ name }) => name)

it('keeps a view of one’s own as it was saved, and shows it to nobody else', async () => {
  const [one, other] = [await signedIn(front, ['accountant']), await signedIn(front, ['accountant'])]
  const view = aView()
  const saved = await one.call.views.save(view)
  expect(saved).toMatchObject({ rev: 1, own: true, shared: false, state })
  expect((await one.call.views.list({ sheet: 'entries' })).views).toMatchObject([{ id: view.id, name: '只看供应商', state }]) // prettier-ignore
  expect(await namesOf(other)).toEqual([])
  expect(await refusalOf(other.call.views.save({ ...view, rev: 1, name: '我的了' }))).toBe('view/unknown')
  expect(await refusalOf(other.call.views.remove({ id: view.id, sheet: 'entries', rev: 1 }))).toBe('view/unknown')
})

it('changes a shared view only on what was seen of it, and only for those who write the sheet', async () => {
  const [one, other, reader] = [await signedIn(front, ['accountant']), await signedIn(front, ['accountant']), await signedIn(front, ['reviewer'])] // prettier-ignore
  const view = aView({ shared: true, name: '共用' })
  await one.call.views.save(view)
  expect(await namesOf(reader)).toContain('共用')
  expect(await refusalOf(reader.call.views.save({ ...view, rev: 1 }))).toBe('access/not-allowed')
  await other.call.views.save({ ...view, rev: 1, state: { ...state, sort: [] } })
  expect(await refusalOf(one.call.views.save({ ...view, rev: 1 }))).toBe('view/changed')
  const { views } = await one.call.views.list({ sheet: 'entries' })
  expect(views.find(({ id }) => id === view.id)).toMatchObject({ rev: 2, own: true, state: { sort: [] } })
})

it('takes a view away for all who saw it', async () => {
  const one = await signedIn(front, ['accountant'])
  const view = aView({ name: '旧的' })
  await one.call.views.save(view)
  await one.call.views.remove({ id: view.id, sheet: 'entries', rev: 1 })
  expect(await namesOf(one)).not.toContain('旧的')
  expect(await refusalOf(one.call.views.save({ ...view, rev: 2 }))).toBe('view/unknown')
})

it('grants nothing: who does not read the sheet has no view of it either', async () => {
  const stranger = await signedIn(front, ['dispatcher'])
  expect(await refusalOf(stranger.call.views.list({ sheet: 'entries' }))).toBe('access/not-allowed')
  expect(await refusalOf(stranger.call.views.save(aView()))).toBe('access/not-allowed')
})
