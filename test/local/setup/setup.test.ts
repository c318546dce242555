import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { GetObjectCommand, HeadObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { roleNames } from '#shared/people/roles'
import { sheets } from '#shared/sheets'
import { rowsIn as storedIn } from '#functions/store/query'
import type { Store } from '#functions/store/store'
import { demonstration } from '../../../infra/local/demonstration/district.ts'
import { demonstrationCases } from '../../../infra/local/demonstration/cases/demonstration.ts'
import { registers } from '../../../infra/local/demonstration/registers.ts'
import { demonstrationLinks, seed } from '../../../infra/local/demonstration/seeder.ts'
import { startFiles, type Files } from '../../../infra/local/files/server.ts'
import { setUpDistrict } from '../../../infra/local/setup/district.ts'
import { aBrowser, aFront, type Front } from '../../functions/front.ts'
import { rowsOf } from '../../desk.ts'

let folder: string
let files: Files
let s3: S3Client
let front: Front

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'setup-'))
  files = await startFiles({
    folder: join(folder, 'files'),
    host: '127.0.0.1',
    buckets: [{ name: 'app' }],
    secretOf: () => 'secret',
    now: () => new Date(),
  })
  const credentials = { accessKeyId: 'key', secretAccessKey: 'secret' }
  s3 = new S3Client({ endpoint: files.url, region: 'local', credentials, forcePathStyle: true })
  await mkdir(join(folder, 'web/_app/immutable'), { recursive: true })
  await Promise.all([app('index.html', '<html>'), app('icon.svg', '<svg/>'), app('_app/immutable/a1.js', 'export {}')])
})
afterAll(async () => {
  s3.destroy()
  await files.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  front = await aFront()
  return () => front.close()
})

const app = (name: string, text: string) => writeFile(join(folder, 'web', name), text)
const setUp = () => setUpDistrict({ store: front.store, s3, bucket: 'app', app: join(folder, 'web'), now: front.now() })

describe('setting a district up', () => {
  it('loads registers and the staff app, and hands out the first administrator’s code', async () => {
    const { rows, files: put, code = '' } = await setUp()
    const wanted = registers().flatMap((register) => register.rows)
    expect({ rows, put }).toEqual({ rows: wanted.length, put: 3 })
    const kept = await Promise.all(registers().map(({ sheet, place }) => storedIn(front.store, sheets[sheet], place)))
    expect(kept.flat()).toHaveLength(wanted.length)
    const page = await s3.send(new GetObjectCommand({ Bucket: 'app', Key: 'index.html' }))
    expect(page).toMatchObject({ ContentType: 'text/html; charset=utf-8', CacheControl: 'no-cache' })
    const lasting = await s3.send(new HeadObjectCommand({ Bucket: 'app', Key: '_app/immutable/a1.js' }))
    expect(lasting.CacheControl).toBe('public, max-age=31536000, immutable')
    expect((await aBrowser(front).call.session.redeem({ code })).next).toBe('set-password')
  })

  it('again changes nothing, uploads what is new, and renews the code until somebody has signed in', async () => {
    const first = await setUp()
    await app('_app/immutable/b2.js', 'export const b = 2')
    front.pass(25 * 3600)
    const second = await setUp()
    expect(second).toMatchObject({ rows: 0, files: 3 })
    expect(second.code).not.toBe(first.code)
    const { call } = aBrowser(front)
    const { ticket = '' } = await call.session.redeem({ code: second.code ?? '' })
    await call.session.setPassword({ ticket, password: '春天-0721-路灯' })
    expect((await setUp()).code).toBeDefined()
  })

  it('hands out no code once there is an administrator', async () => {
    await seed(front.store, { now: front.now(), day: '2026-10-12' })
    const links = await demonstrationLinks(front.store, front.now())
    expect((await setUp()).code).toBeDefined()
    const code = links.find(({ role }) => role === 'system-administrator')?.code ?? ''
    expect((await aBrowser(front).call.session.redeem({ code })).next).toBe('done')
    expect((await setUp()).code).toBeUndefined()
  })
})

describe('the demonstration', () => {
  it('is put in once, by people named for what they do, and its links sign each of them in', async () => {
    const links = await seed(front.store, { now: front.now(), day: '2026-10-12' })
    expect(links.map(({ label }) => label)).toContain('财务')
    for (const { role, code } of links) {
      const { call } = aBrowser(front)
      const { next, me } = await call.session.redeem({ code })
      expect({ next, roles: me?.roles, unit: me?.unit }).toEqual({
        next: 'done',
        roles: [role],
        unit: role === 'handler' ? 'city-management' : 'centre',
      })
    }
    expect(await seed(front.store, { now: front.now(), day: '2026-10-12' })).toHaveLength(links.length)
    const accountant = aBrowser(front)
    const [again] = (await demonstrationLinks(front.store, front.now())).filter(({ role }) => role === 'accountant')
    await accountant.call.session.redeem({ code: again?.code ?? '' })
    const { sheets } = await accountant.call.rows.open({ place: '2025/centre', sheets: ['projects', 'entries'] })
    expect(sheets.map((sheet) => rowsOf(sheet).length)).toEqual([12, 235])
    const { sheets: recorded } = await accountant.call.rows.open({ place: '2021/jiangan', sheets: ['figures'] })
    expect(recorded.flatMap(rowsOf)).toHaveLength(232)
  })

  it('has every row entered by somebody who may, with an event of its own', async () => {
    await seed(front.store, { now: front.now(), day: '2026-10-12' })
    const { Items: events } = await front.engine.call<Page>('Scan', { TableName: 'ledger' })
    const by = (name: string) => events.filter((event) => event.by.S === name).length
    const found = ['demo-registrar', 'demo-accountant', 'demo-supervisor', 'setup'].map(by)
    expect(found).toEqual([...rowsIn('2026-10-12'), roleNames.length])
  })

  it('goes on where a start was killed in between', async () => {
    const dying: Store = { ...front.store, db: dyingAt(front.store.db, 9) }
    await expect(seed(dying, { now: front.now(), day: '2026-10-12' })).rejects.toThrow('killed')
    await seed(front.store, { now: front.now(), day: '2026-10-12' })
    const { Count } = await front.engine.call<Page>('Scan', { TableName: 'ledger' })
    const [registers, accounts, cases] = rowsIn('2026-10-12')
    expect(Count).toBe(registers + accounts + cases + roleNames.length)
  })
})

/** How many rows the demonstration has: those of the district's registers, those of fiscal years, and cases. */
function rowsIn(today: string): [registers: number, accounts: number, cases: number] {
  const { sheets } = demonstration({ today })
  const count = (ofYear: boolean): number =>
    sheets.filter(({ place }) => (place !== '') === ofYear).reduce((sum, { rows }) => sum + rows.length, 0)
  return [count(false), count(true), demonstrationCases({ today, seed: 2021 }).length]
}

interface Page {
  Count: number
  Items: { by: { S: string } }[]
}

/** The tables' client of a process that is killed before its nth transaction. */
function dyingAt(db: Store['db'], nth: number): Store['db'] {
  let transactions = 0
  const send = (command: object): Promise<unknown> => {
    if (command instanceof TransactWriteCommand && ++transactions === nth) throw new Error('killed')
    return db.send(command as never)
  }
  return new Proxy(db, { get: (target, key) => (key === 'send' ? send : (Reflect.get(target, key) as unknown)) })
}
