import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Row } from '#shared/base/sheet'
import { vaultOf } from '#functions/host/vault'
import { personKey, phoneIndex } from '#functions/store/layout'
import type { Sealed } from '#functions/store/sealer'
import { casePeople, caseYear } from '#test/samples/cases'
import { mint } from '../client.ts'
import { aCaseDesk, bytesOf, importing, readCases, requests, type CaseDesk } from './case-desk.ts'
import { aKeyService } from './keys.ts'
import { anOffice, creatingAs, done, refusalIn, setting, type Office } from './office.ts'

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
let keys: Awaited<ReturnType<typeof aKeyService>>
let office: Office
let desk: CaseDesk
let rows: Pick<Row, 'id' | 'cells'>[]
const people = casePeople(caseYear({ rows: 120, seed: 9 }), { seed: 9 })

beforeAll(async () => {
  keys = await aKeyService()
  office = await anOffice({ vault: vaultOf(keys.key, 'person', { endpoint: keys.url, region: 'local', credentials }) })
  desk = await aCaseDesk(office)
  rows = caseYear({ rows: 120, seed: 9 })
  const persons = rows.map(({ id }, i) => ({ row: id, ...people[i] }))
  const answer = await done(office, desk.supervisor, { ...importing(rows), persons })
  expect(answer.counts.applied).toBe(120)
})
afterAll(async () => {
  await office.close()
  keys.close()
})

async function everyItem(): Promise<string> {
  const tables = await Promise.all(['state', 'ledger'].map((TableName) => office.store.db.send(new ScanCommand({ TableName })))) // prettier-ignore
  return JSON.stringify(tables.flatMap(({ Items }) => Items ?? []))
}

async function everyFile(): Promise<Buffer[]> {
  const found = await readdir(office.folder, { recursive: true, withFileTypes: true })
  return Promise.all(found.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name))))
}

const itemOf = async (row: string) => (await office.store.read([personKey('test', row)]))[0]

const sealedIn = (item: Record<string, unknown> | undefined): Sealed => ({
  text: String(item?.sealed),
  key: String(item?.key),
  month: String(item?.month),
})

describe('who is behind a case', () => {
  it('lies nowhere but encrypted: in no item, index, event, journal, feed or tile', async () => {
    const [first] = rows
    const intake = await office.clerk(['intake'])
    const taken = { channel: 'hotline', type: 'complaint', urgency: 'normal', title: '噪声' }
    const [own] = people
    const change = creatingAs(requests, { [mint()]: taken })
    const persons = [{ row: change.creates?.rows[0] ?? '', ...own }]
    expect((await done(office, intake, { ...change, persons })).counts.applied).toBe(1)
    await done(office, desk.dispatcher, setting(requests, 'note', [[first?.id ?? '', null, '记']]))
    await office.project()
    office.pass(400)
    await done(office, desk.dispatcher, setting(requests, 'note', [[first?.id ?? '', '记', '再记']]))
    await office.project()
    const { tiles } = await readCases(desk.supervisor)
    expect(tiles.length).toBeGreaterThan(10)
    const items = await everyItem()
    const files = [...(await everyFile()), ...(await Promise.all(tiles.map(bytesOf))).map((bytes) => Buffer.from(bytes))] // prettier-ignore
    expect(files.length).toBeGreaterThan(tiles.length)
    for (const { name, phone, address, text } of people)
      for (const secret of [phone, address, text.slice(0, 24), `"${name}"`]) {
        expect(items.includes(secret), secret).toBe(false)
        expect(
          files.some((bytes) => bytes.includes(secret)),
          secret,
        ).toBe(false)
      }
  })

  it('can be opened by the row’s own key, and for that row alone', async () => {
    const [first, second] = rows
    const sealer = office.sealer
    if (!sealer) throw new Error('no sealer')
    const sealed = sealedIn(await itemOf(first?.id ?? ''))
    expect(await sealer.open(first?.id ?? '', sealed)).toEqual(people[0])
    await expect(sealer.open(second?.id ?? '', sealed)).rejects.toThrow()
    const other = sealedIn(await itemOf(second?.id ?? ''))
    expect(other.key).not.toBe(sealed.key)
    await expect(sealer.open(first?.id ?? '', { ...sealed, key: other.key })).rejects.toThrow()
  })

  it('is found by the telephone number’s mark, which without the key nobody can make', async () => {
    const item = await itemOf(rows[3]?.id ?? '')
    const mark = await office.sealer?.mark(people[3]?.phone ?? '')
    expect(item?.gsi1pk).toBe(phoneIndex('test', mark ?? ''))
    const written = await office.sealer?.seal('R', { phone: `+${people[3]?.phone.slice(0, 3) ?? ''}-${people[3]?.phone.slice(3) ?? ''}` }, office.now()) // prettier-ignore
    expect(written?.phone).toBe(mark)
  })

  it('is in the ledger as ciphertext without its key, so that taking the key away is the end of it', async () => {
    const events = await office.store.db.send(new ScanCommand({ TableName: 'ledger' }))
    const told = (events.Items ?? []).filter(({ sk }) => String(sk).startsWith('PERSON#EVENT#'))
    expect(told).toHaveLength(121)
    const item = await itemOf(rows[0]?.id ?? '')
    const own = told.find(({ pk }) => pk === personKey('test', rows[0]?.id ?? '').pk)
    expect(String(own?.cells)).toContain(String(item?.sealed))
    expect(JSON.stringify(told)).not.toContain(String(item?.key))
  })

  it('comes with a new case only', async () => {
    const [first] = rows
    const change = setting(requests, 'note', [[first?.id ?? '', '再记', '三记']])
    const refused = refusalIn(desk.dispatcher.changes.submit({ ...change, persons: [{ row: first?.id ?? '', name: '甲' }] })) // prettier-ignore
    expect(await refused).toMatchObject({ code: 'change/person-without-row' })
  })

  it('makes another content of the same batch', async () => {
    const intake = await office.clerk(['intake'])
    const taken = { channel: 'hotline', type: 'complaint', urgency: 'normal', title: '噪声' }
    const change = creatingAs(requests, { [mint()]: taken })
    const row = change.creates?.rows[0] ?? ''
    await done(office, intake, { ...change, persons: [{ row, phone: '15400000001' }] })
    expect((await intake.changes.submit({ ...change, persons: [{ row, phone: '15400000001' }] })).counts.applied).toBe(1) // prettier-ignore
    const other = refusalIn(intake.changes.submit({ ...change, persons: [{ row, phone: '15400000002' }] }))
    expect(await other).toMatchObject({ code: 'change/other-content' })
  })
})
