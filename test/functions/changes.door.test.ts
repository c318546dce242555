import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BatchAnswer } from '#shared/base/changes'
import { mint } from '../client.ts'
import { aFront, eventOf, origin, refusalOf, type Browser, type Front } from './front.ts'
import { signedIn } from './people.ts'
import { creatingAs, setting } from './office.ts'
import { units } from './ledger-year.ts'

let front: Front
let registrar: Browser
let asked: string[]
beforeAll(async () => {
  front = await aFront()
  registrar = await signedIn(front, ['registrar'])
  await registrar.call.changes.submit(creatingAs(units, { centre: { code: 'centre', name: '中心', kind: 'centre' } }))
  front.store.db.middlewareStack.add(
    ((next: (args: object) => Promise<object>, { commandName }: { commandName?: string }) =>
      (args: object) => {
        asked.push(String(commandName))
        return next(args)
      }) as never,
    { step: 'initialize' },
  )
})
afterAll(() => front.close())

it('takes one reading and one transaction to change a cell, session and account included', async () => {
  asked = []
  const answer = await registrar.call.changes.submit(setting(units, 'note', [['centre', null, '改']]))
  expect(answer.counts.applied).toBe(1)
  expect(asked).toEqual(['BatchGetItemCommand', 'TransactWriteItemsCommand'])
})

it('reads anew what has moved between that reading and the writing', async () => {
  const set = (from: string, to: string) =>
    registrar.call.changes.submit(setting(units, 'short', [['centre', from, to]]))
  await registrar.call.changes.submit(setting(units, 'short', [['centre', null, '甲']]))
  const answers = await Promise.all([set('甲', '乙'), set('甲', '丙'), set('甲', '丁')])
  expect(answers.filter(({ counts }) => counts.applied === 1)).toHaveLength(1)
  expect(answers.filter(({ counts }) => counts.conflict === 1)).toHaveLength(2)
})

describe('a body that no honest client sends', () => {
  const post = (body: string) =>
    registrar.ask({ method: 'POST', path: '/api/changes', body, headers: { 'content-type': 'application/json' } })

  it('with a hidden key, a foreign key or no sense is refused with 400, and stores nothing', async () => {
    const honest = JSON.stringify(setting(units, 'note', [['centre', '改', '再改']]))
    for (const key of ['__proto__', 'constructor', 'rights']) {
      const { statusCode, body } = await post(`{"${key}": {"polluted": true}, ${honest.slice(1)}`)
      expect([key, statusCode, JSON.parse(body)]).toMatchObject([
        key,
        400,
        { data: { code: 'request/not-understood' } },
      ])
    }
    for (const body of ['[]', 'null', '{', '"x"', '{"batch":1}']) expect((await post(body)).statusCode).toBe(400)
    expect({}).not.toHaveProperty('polluted')
  })

  it('with a column that is none is refused by its name', async () => {
    for (const key of ['__proto__', 'constructor', 'toString', 'pk']) {
      const change = setting(units, 'note', [['centre', '改', '再改']])
      const body = JSON.stringify(change).replace('"key":"note"', `"key":"${key}"`)
      const { statusCode, body: said } = await post(body)
      const facts = { code: 'cell/unknown-column', facts: { column: key } }
      expect([statusCode, JSON.parse(said)]).toMatchObject([400, { data: facts }])
    }
  })

  it('of a million rows is refused with 413 before it is read', async () => {
    const rows = Array.from({ length: 1_000_000 }, (_, i) => `R${i}`)
    const body = JSON.stringify({ ...units, batch: mint(), gesture: 'paste', sets: { rows, columns: [] } })
    const { statusCode, body: said } = await post(body)
    expect([statusCode, JSON.parse(said)]).toMatchObject([413, { data: { code: 'request/too-large' } }])
  })
})

it('shows nothing of a change-set to who is not signed in, whatever is read ahead', async () => {
  asked = []
  const body = JSON.stringify(setting(units, 'note', [['centre', null, '偷改']]))
  const headers = { origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }
  const { statusCode } = await front.edge(eventOf({ method: 'POST', path: '/api/changes', body, headers }))
  expect(statusCode).toBe(401)
  const auditor = await signedIn(front, ['auditor'])
  const refused = auditor.call.changes.submit(setting(units, 'note', [['centre', null, '偷改']]))
  expect(await refusalOf(refused)).toBe('access/not-allowed')
})

it('is idempotent at the door as well', async () => {
  const change = setting(units, 'note', [['centre', '改', '三改']])
  const answers: BatchAnswer[] = []
  for (let i = 0; i < 3; i++) answers.push(await registrar.call.changes.submit(change))
  expect(answers[1]).toEqual(answers[0])
  expect(answers[2]).toEqual(answers[0])
})
