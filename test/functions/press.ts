import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import * as renderer from '#renderer'
import { createRouterClient, type RouterClient } from '@orpc/server'
import { particularList } from '#shared/accounts/particular-list'
import type { Cells, SheetName } from '#shared/base/sheet'
import { rightsOf, type Role } from '#shared/people/roles'
import type { Renderer } from '#shared/disclosure/page'
import type { Call } from '#functions/host/context'
import { publish } from '#functions/publisher/publish'
import type { Publishing } from '#functions/publisher/publishing'
import { disclosureRouter } from '#functions/staff/disclosure'
import { contentsIn } from '#functions/store/editions-contents'
import { filesClient, siteIn } from '#functions/store/editions-files'
import type { Key } from '#functions/store/layout'
import { recover } from '#functions/store/recover'
import type { Store } from '#functions/store/store'
import { startFiles } from '../../infra/local/files/server.ts'
import { mint } from '../client.ts'
import { anEntry, aLedgerYear, type LedgerYear } from './ledger-year.ts'
import { anOffice, creatingAs, done, type Clerk, type Office } from './office.ts'

export const year = 2026
export const unit = 'centre'
export const of = { year, unit }

const credentials = { accessKeyId: 'test', secretAccessKey: 'secret' }
const routerOf = (press: Pick<Press, 'contents' | 'renderer'>) =>
  disclosureRouter({ renderer: press.renderer.version, demonstration: true, contents: press.contents })

/** Somebody who takes steps of publishing, as this account. */
export type Official = RouterClient<ReturnType<typeof routerOf>> & { account: string }

/** The classes and sections above the ledger's items, which the tables print by name. */
async function listAbove(office: Office, { registrar }: LedgerYear): Promise<void> {
  const above = {
    'functional-subjects': { '206': '科学技术支出', '20605': '科技条件与服务' },
    'economic-subjects': { '301': '工资福利支出', '302': '商品和服务支出' },
  }
  for (const sheet of ['functional-subjects', 'economic-subjects'] as const) {
    const rows = Object.entries(above[sheet]).map(([code, name]) => [`${code}.2007`, { code, name, validFrom: '2007' }])
    await done(office, registrar, creatingAs({ sheet, place: '' }, Object.fromEntries(rows)))
  }
}

/** An office with files, the steps of publishing and a publisher that the test sets going. */
export interface Press {
  office: Office
  ledger: LedgerYear
  contents: Publishing['contents']
  /** today's page; a test may put another one in its place */
  renderer: Renderer
  s3: S3Client
  files: { endpoint: string }
  official(roles: readonly Role[], more?: { account?: string; store?: Store }): Official
  /** the same person, before the steps of publishing */
  as(clerk: Clerk): Official
  publishing(more?: Partial<Publishing>): Publishing
  /** publishes whatever waits in the queue */
  work(at?: Publishing): Promise<void>
  /** the clock's round: what is due is put into the queue again, and published */
  due(): Promise<void>
  /** the public site's file, as a reader gets it */
  file(key: string): Promise<string | undefined>
  size(key: string): Promise<number | undefined>
  keys(prefix?: string): Promise<string[]>
  versions(prefix: string): Promise<{ key: string; latest: boolean }[]>
  close(): Promise<void>
}

export async function aPress(): Promise<Press> {
  const office = await anOffice()
  const folder = await mkdtemp(join(tmpdir(), 'press-'))
  const files = await startFiles({
    folder,
    host: '127.0.0.1',
    buckets: [
      { name: 'files', versioned: true },
      { name: 'editions', versioned: true },
    ],
    secretOf: () => credentials.secretAccessKey,
    now: () => new Date(),
  })
  const config = { endpoint: files.url, region: 'local', credentials, forcePathStyle: true }
  const s3 = filesClient(config)
  await done(office, await office.clerk(['registrar']), creatingAs({ sheet: 'units', place: '' }, { centre: aCentre }))
  const ledger = await aLedgerYear(office)
  await listAbove(office, ledger)
  const press: Press = {
    office,
    ledger,
    contents: contentsIn('files', config),
    renderer,
    s3,
    files: { endpoint: files.url },
    official: (roles, { account = mint(), store = office.store } = {}) => officialAs(press, { account, roles, store }),
    as: ({ account }) => officialAs(press, { account, roles: ['accountant'], store: office.store }),
    publishing: (more = {}) => ({
      store: office.store,
      site: siteIn(s3, 'editions'),
      contents: press.contents,
      renderer: press.renderer,
      district: '示例区',
      now: () => office.now(),
      ...more,
    }),
    work: async (at = press.publishing()) => {
      for (let next = office.queue.shift(); next; next = office.queue.shift())
        if (next.queue === 'editions') await publish(at, next.message as Key)
    },
    due: async () => {
      office.queue.length = 0
      await recover(office.store, office.now())
      await press.work()
    },
    file: async (key) => {
      try {
        const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'editions', Key: key }))
        return await Body?.transformToString()
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined
        throw error
      }
    },
    size: async (Key) => (await s3.send(new HeadObjectCommand({ Bucket: 'editions', Key }))).ContentLength,
    keys: async (Prefix = '') => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'editions', Prefix }))
      return Contents.flatMap(({ Key }) => Key ?? [])
    },
    versions: async (Prefix) => {
      const { Versions = [] } = await s3.send(new ListObjectVersionsCommand({ Bucket: 'editions', Prefix }))
      return Versions.map(({ Key = '', IsLatest = false }) => ({ key: Key, latest: IsLatest }))
    },
    close: async () => {
      s3.destroy()
      await files.close()
      await office.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return press
}

export const aCentre: Cells = {
  code: unit,
  name: '示例区社会管理网格化服务中心',
  kind: 'centre',
  standing: 'institution',
}

function officialAs(
  press: Press,
  { account, roles, store }: { account: string; roles: readonly Role[]; store: Store },
): Official {
  const context = (): Call => ({
    now: press.office.now(),
    store,
    address: '10.0.0.1',
    agent: 'Browser/1',
    cookie: undefined,
    setCookie: () => undefined,
    actor: { account, name: '示例', unit, roles: [...roles], rights: rightsOf(roles), fresh: true },
    session: {
      hash: '',
      begun: press.office.now(),
      seen: press.office.now(),
      factorAt: undefined,
      demonstration: false,
    },
  })
  return Object.assign(createRouterClient(routerOf(press), { context }), { account })
}

/** The people of one approval: nobody stands in twice. */
export interface Staff {
  accountant: Official
  reviewer: Official
  leader: Official
  publisher: Official
}

export function aStaff(press: Press): Staff {
  return {
    accountant: press.as(press.ledger.accountant),
    reviewer: press.official(['reviewer']),
    leader: press.official(['leader']),
    publisher: press.official(['publisher']),
  }
}

/** Enters so many ledger rows of the sample project, and receives what they cost. */
export async function enter(press: Press, count: number, over: Cells = {}): Promise<void> {
  const { ledger } = press
  const made = Array.from({ length: count }, (_, k) => anEntry(ledger, { amount: 10_000_00 + k, ...over }))
  await create(press, 'entries', made)
  const { day = null, functional = null } = made[0] ?? {}
  const amount = made.reduce((sum, cells) => sum + Number(cells.amount), 0)
  await create(press, 'receipts', [{ day, functional, source: 'general', amount }])
  await complete(press)
}

async function create(press: Press, sheet: SheetName, rows: readonly Cells[]): Promise<void> {
  const columns = Object.fromEntries(rows.flatMap((cells) => Object.keys(cells).map((key) => [key, null])))
  const whole = rows.map((cells): Cells => ({ ...columns, ...cells }))
  const named = Object.fromEntries(whole.map((cells) => [typeof cells.key === 'string' ? cells.key : mint(), cells]))
  const where = { sheet, place: press.ledger.entries.place }
  const answer = await done(press.office, press.ledger.accountant, creatingAs(where, named))
  if (answer.counts.applied !== rows.length) throw new Error(JSON.stringify(answer.others))
}

/** Gives whatever the year's sentences still ask for: reasons and texts in words, data and cells as nil. */
async function complete(press: Press): Promise<void> {
  const accountant = press.as(press.ledger.accountant)
  for (let round = 0; round < 5; round++) {
    const { content } = await accountant.draft(of)
    const asked = new Set(content.findings.flatMap(({ rule, figures }) => (rule === 'text.missing' ? figures : [])))
    if (asked.size === 0) return
    const keys = [...asked]
    const told = keys.filter((key) => !/^(x|t0\d|n\d\d)\./.test(key))
    const particular = keys.flatMap((key) => particularList.find((one) => `x.${one.key}` === key) ?? [])
    const cells = keys.filter((key) => /^t0\d\./.test(key))
    if (told.length > 0) await create(press, 'texts', told.map((key) => ({ key, text: '按年度安排办理' }))) // prettier-ignore
    if (particular.length > 0) await create(press, 'particulars', particular.map(({ key, of: kind }) => ({ key, [kind]: 0 }))) // prettier-ignore
    if (cells.length > 0) await create(press, 'table-cells', cells.map((key) => ({ key, amount: 0, origin: 'entered' }))) // prettier-ignore
  }
}

export async function submitted({ accountant }: Staff, correction?: string) {
  const { hash } = await accountant.draft(of)
  return accountant.submit({ ...of, hash, ...(correction === undefined ? {} : { correction }) })
}

export async function signed(staff: Staff, correction?: string) {
  const line = await submitted(staff, correction)
  const { edition, hash } = line
  const reviewed = await staff.reviewer.review({ ...of, edition, hash, rev: line.rev, secrecy: true })
  return staff.leader.signOff({ ...of, edition, hash, rev: reviewed.rev })
}

/** The whole way, to the page. */
export async function published(press: Press, staff: Staff, correction?: string) {
  const { edition } = await signed(staff, correction)
  await press.work()
  return (await staff.leader.content({ ...of, edition })).line
}
