import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { mint } from '../client.ts'
import { replay } from '../faults/replay.ts'
import { anOffice, creatingAs, done, rowsNow, setting, voiding, type Clerk, type Office } from './office.ts'
import { aLedgerYear, anEntry, aProject, entries, projects, units, type LedgerYear } from './ledger-year.ts'

let office: Office
let year: LedgerYear
let accountant: Clerk
let registrar: Clerk
beforeAll(async () => {
  office = await anOffice()
  year = await aLedgerYear(office)
  accountant = year.accountant
  registrar = year.registrar
})
afterAll(async () => {
  const { faults } = await replay(office.store, office.rulebook, ['accounts'])
  await office.close()
  expect(faults).toEqual([])
})

const twoProjects = async (tag: string): Promise<[string, string]> => {
  const ids: [string, string] = [mint(), mint()]
  const [one, two] = ids
  const rows = {
    [one]: aProject({ code: `${tag}-1`, name: `${tag}一` }),
    [two]: aProject({ code: `${tag}-2`, name: `${tag}二` }),
  }
  await done(office, accountant, creatingAs(projects, rows))
  return ids
}

describe('a code that another project bears', () => {
  it('is refused, names who bears it, and the other cells are kept', async () => {
    const [one, two] = await twoProjects('A')
    const change = { ...setting(projects, 'code', [[one, 'A-1', 'A-2']]) }
    change.sets?.columns.push({ key: 'note', words: [null, '改'], before: [0], after: [1] })
    const answer = await done(office, accountant, change)
    expect(answer.others).toMatchObject([
      {
        row: one,
        outcome: 'merged',
        cells: [{ column: 'code', found: 'A-1', refusal: { code: 'row/unique-taken', facts: { value: 'A-2', holder: two } } }],
      },
    ]) // prettier-ignore
    expect((await rowsNow(accountant, projects)).get(one)?.cells).toMatchObject({ code: 'A-1', note: '改' })
  })

  it('is refused to the second of two new rows in one paste', async () => {
    const [one, two] = [mint(), mint()]
    const rows = { [one]: aProject({ code: 'B-1', name: '乙一' }), [two]: aProject({ code: 'B-1', name: '乙二' }) }
    const answer = await done(office, accountant, creatingAs(projects, rows))
    expect(answer.counts).toMatchObject({ applied: 1, refused: 1 })
    expect(answer.others).toMatchObject([{ row: two, cells: [{ column: 'code' }] }])
  })

  it('is refused to all but one of many who want it at once', async () => {
    const wanted = Array.from({ length: 8 }, (_, i) =>
      accountant.changes.submit(creatingAs(projects, { [mint()]: aProject({ code: 'C-1', name: `丙${i}` }) })),
    )
    const answers = await Promise.all(wanted)
    expect(answers.filter(({ counts }) => counts.applied === 1)).toHaveLength(1)
    expect(answers.filter(({ counts }) => counts.refused === 1)).toHaveLength(7)
  })

  it('may be exchanged for one’s own in one change', async () => {
    const [one, two] = await twoProjects('D')
    const answer = await done(office, accountant, setting(projects, 'code', [[one, 'D-1', 'D-2'], [two, 'D-2', 'D-1']])) // prettier-ignore
    expect(answer.counts.applied).toBe(2)
    const rows = await rowsNow(accountant, projects)
    expect([rows.get(one)?.cells.code, rows.get(two)?.cells.code]).toEqual(['D-2', 'D-1'])
  })

  it('is not given up by a row whose own new code is refused', async () => {
    const [one, two] = await twoProjects('E')
    const [three] = await twoProjects('F')
    const answer = await done(office, accountant, setting(projects, 'code', [[one, 'E-1', 'E-2'], [two, 'E-2', 'F-1']])) // prettier-ignore
    expect(answer.counts).toMatchObject({ applied: 0, refused: 2 })
    const rows = await rowsNow(accountant, projects)
    expect([one, two, three].map((id) => rows.get(id)?.cells.code)).toEqual(['E-1', 'E-2', 'F-1'])
  })

  it('is free again once its row is voided, and taken again when that is restored', async () => {
    const [one, two] = await twoProjects('G')
    expect((await done(office, accountant, voiding(projects, [{ id: one, rev: 1 }]))).counts.applied).toBe(1)
    expect((await done(office, accountant, setting(projects, 'code', [[two, 'G-2', 'G-1']]))).counts.applied).toBe(1)
    const restored = await done(office, accountant, voiding(projects, [{ id: one, rev: 2 }], 'restores'))
    expect(restored.others).toMatchObject([{ outcome: 'refused', refusal: { code: 'row/unique-taken' } }])
    await done(office, accountant, setting(projects, 'code', [[two, 'G-1', 'G-2']]))
    expect((await done(office, accountant, voiding(projects, [{ id: one, rev: 2 }], 'restores'))).counts.applied).toBe(
      1,
    )
  })

  it('holds for hundreds of new rows with their companions', async () => {
    const rows = Object.fromEntries(
      Array.from({ length: 300 }, (_, i) => [mint(), aProject({ code: `H-${i}`, name: `庚${i}` })]),
    )
    const answer = await done(office, accountant, creatingAs(projects, rows))
    expect(answer.counts).toMatchObject({ applied: 300, refused: 0 })
    const again = Object.fromEntries(Object.values(rows).map((cells) => [mint(), { ...cells }]))
    expect((await done(office, accountant, creatingAs(projects, again))).counts).toMatchObject({
      applied: 0,
      refused: 300,
    })
  })
})

describe('a voided row', () => {
  it('leaves the sheet, keeps its history, and can’t be edited until it is restored', async () => {
    const [one] = await twoProjects('K')
    await done(office, accountant, voiding(projects, [{ id: one, rev: 1 }]))
    expect((await rowsNow(accountant, projects)).has(one)).toBe(false)
    const { sheet } = await accountant.rows.voided(projects)
    expect(sheet.rows).toContain(one)
    const edit = await done(office, accountant, setting(projects, 'note', [[one, null, '改']]))
    expect(edit.others).toMatchObject([{ refusal: { code: 'row/void' } }])
    const { entries: events } = await accountant.rows.history({ ...projects, row: one })
    expect(events.map(({ act }) => act)).toEqual(['void', 'create'])
  })

  it('can’t be voided while others refer to it, in its own year or, of a register, in any', async () => {
    const [one] = await twoProjects('L')
    await done(office, accountant, creatingAs(entries, { [mint()]: anEntry({ project: one }) }))
    const used = await done(office, accountant, voiding(projects, [{ id: one, rev: 1 }]))
    expect(used.others).toMatchObject([{ refusal: { code: 'row/in-use', facts: { by: 'entries', count: 1 } } }])
    await office.project()
    const subjects = { sheet: 'functional-subjects' as const, place: '' }
    const subject = await done(office, registrar, voiding(subjects, [{ id: '2060503.2007', rev: 1 }]))
    expect(subject.others).toMatchObject([{ refusal: { code: 'row/in-use' } }])
  })
})

it('makes a register’s row under the id that its columns spell, once', async () => {
  const street = { code: 'street', name: '街道', kind: 'street' }
  const wrong = await done(office, registrar, creatingAs(units, { strasse: street }))
  expect(wrong.others).toMatchObject([{ refusal: { code: 'row/malformed-id' } }])
  expect((await done(office, registrar, creatingAs(units, { street }))).counts.applied).toBe(1)
  const twice = await done(office, registrar, creatingAs(units, { street: { ...street, name: '另一街道' } }))
  expect(twice.others).toMatchObject([{ refusal: { code: 'row/exists' } }])
  const renamed = await done(office, registrar, setting(units, 'code', [['street', 'street', 'road']]))
  expect(renamed.others).toMatchObject([
    { cells: [{ refusal: { code: 'cell/read-only', facts: { because: 'fixed' } } }] },
  ])
})
