import * as z from 'zod'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ChangeSet } from '#shared/base/changes'
import { refusal } from '#shared/base/refusal'
import type { Sheet } from '#shared/base/sheet'
import { units as product } from '#shared/units/columns'
import type { Step } from '#shared/base/step'
import type { Rulebook } from '#functions/store/rulebook'
import { mint } from '../client.ts'
import { replay } from '../faults/replay.ts'
import { anOffice, creatingAs, done, refusalIn, rowsNow, setting, type Clerk, type Office } from './office.ts'
import { units } from './ledger-year.ts'

/** Units that can be dissolved: a column that only a step writes. */
const dissolving: Sheet = {
  ...product,
  columns: [...product.columns, { key: 'dissolved', label: '撤销', kind: { name: 'day' }, width: 96 }],
}

const dissolve: Step = {
  may: 'units:write',
  input: z.strictObject({ day: z.string() }),
  legal: ({ cells }) => cells.dissolved === undefined,
  state: ({ cells }) => (cells.dissolved === undefined ? 'standing' : 'dissolved'),
  take: ({ cells }, input) => {
    const { day } = z.object({ day: z.string() }).parse(input)
    if (cells.kind === 'centre') throw refusal('step/not-legal', { step: 'dissolve', state: 'centre' })
    return { cells: { dissolved: day } }
  },
}

const rulebook: Rulebook = { sheets: { units: dissolving }, guards: {}, steps: { units: { dissolve } } }

let office: Office
let registrar: Clerk
beforeAll(async () => {
  office = await anOffice({ rulebook })
  registrar = await office.clerk(['registrar'])
  const unit = (code: string, kind: string) => ({ code, name: code, kind })
  await done(
    office,
    registrar,
    creatingAs(units, { centre: unit('centre', 'centre'), street: unit('street', 'street') }),
  )
})
afterAll(async () => {
  const { faults } = await replay(office.store, rulebook, ['accounts'])
  await office.close()
  expect(faults).toEqual([])
})

const stepping = (row: string, rev: number, step = 'dissolve'): ChangeSet => ({
  ...units,
  batch: mint(),
  gesture: 'step',
  steps: [{ row, rev, step, input: { day: '2026-06-30' } }],
})

const said = async (change: ChangeSet) => (await done(office, registrar, change)).others[0]?.refusal?.code

it('takes a step of a row where it is legal, once, on the revision that was seen', async () => {
  expect(await said(stepping('street', 9))).toBe('row/stale')
  expect((await done(office, registrar, stepping('street', 1))).counts.applied).toBe(1)
  expect((await rowsNow(registrar, units)).get('street')).toMatchObject({ rev: 2, cells: { dissolved: '2026-06-30' } })
  expect(await said(stepping('street', 2))).toBe('step/not-legal')
  const { entries } = await registrar.rows.history({ ...units, row: 'street' })
  expect(entries[0]).toMatchObject({ act: 'step', step: 'dissolve', cells: { dissolved: [null, '2026-06-30'] } })
})

it('refuses a step that the rule forbids, one that is none, and one that the role may not take', async () => {
  expect(await said(stepping('centre', 1))).toBe('step/not-legal')
  expect(await said(stepping('nobody', 1))).toBe('row/unknown')
  expect(await refusalIn(registrar.changes.submit(stepping('centre', 1, 'toString')))).toMatchObject({ code: 'step/unknown' }) // prettier-ignore
  const accountant = await office.clerk(['accountant'])
  expect(await refusalIn(accountant.changes.submit(stepping('centre', 1)))).toMatchObject({
    code: 'access/not-allowed',
  })
})

it('never lets what a step writes be typed, pasted or undone', async () => {
  const typed = await done(office, registrar, setting(units, 'dissolved', [['centre', null, '2026-01-01']]))
  expect(typed.others).toMatchObject([{ outcome: 'refused', cells: [{ refusal: { code: 'cell/read-only' } }] }])
  const { batches } = await registrar.changes.list({})
  const step = batches.find(({ gesture, rows }) => gesture === 'step' && rows === 1)
  const history = await registrar.rows.history({ ...units, row: 'street' })
  const undone = await registrar.changes.undo({ batch: history.entries[0]?.batch ?? '', as: mint() })
  expect(step).toBeDefined()
  expect(undone.others).toMatchObject([{ outcome: 'refused', cells: [{ column: 'dissolved', refusal: { code: 'cell/read-only' } }] }]) // prettier-ignore
})
