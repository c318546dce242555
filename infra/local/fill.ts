import { join } from 'node:path'
import { S3Client } from '@aws-sdk/client-s3'
import { openStore } from '#functions/store/open'
import type { Store } from '#functions/store/store'
import { recordAccounts } from './demonstration/recording.ts'
import { demonstrationLinks, seed } from './demonstration/seeder.ts'
import type { FolderFacts } from './folder.ts'
import type { Running } from './runtime.ts'
import { firstCode } from './setup/administrator.ts'
import { uploadApp } from './setup/app.ts'
import { setUpDistrict } from './setup/district.ts'

type Filled = NonNullable<FolderFacts['filled']>

export interface Filling {
  root: string
  /** no demonstration data */
  empty: boolean
  /** what an earlier start has put in, if it did so whole */
  filled: Filled | undefined
  say: (words: string) => void
}

const accessOf = ({ environment }: Running) => ({
  region: environment.AWS_REGION ?? '',
  credentials: {
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
  },
})

/** The tables with every right, for filling them and for writing sign-in codes. */
function storeOf(running: Running): Store {
  const { DISTRICT = '', STATE_TABLE = '', LEDGER_TABLE = '' } = running.function('staff').environment
  const endpoint = running.environment.AWS_ENDPOINT_URL_DYNAMODB ?? ''
  return openStore({
    district: DISTRICT,
    tables: { state: STATE_TABLE, ledger: LEDGER_TABLE },
    chance: () => Math.random(),
    client: { ...accessOf(running), endpoint },
  })
}

const filesOf = (running: Running): S3Client =>
  new S3Client({ ...accessOf(running), endpoint: running.environment.AWS_ENDPOINT_URL_S3 ?? '', forcePathStyle: true })

/** The day of an instant in Asia/Shanghai. */
const dayOf = (now: Date): string => new Date(now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10)

/**
 * Puts in what a first start lacks: registers, the staff app, and the demonstration's district or nothing. A start that
 * was killed in between goes on where it was. The staff app is put anew whenever it was built anew.
 */
export async function fill(running: Running, { root, empty, filled, say }: Filling): Promise<Filled> {
  const s3 = filesOf(running)
  const [bucket, app] = [running.bucket('app'), join(root, '.build/web')]
  const wanted = filled ?? (empty ? 'empty' : 'demonstration')
  const now = running.clock.now()
  if (filled) await uploadApp(s3, bucket, app)
  else if (wanted === 'empty') {
    say('Loading the registers …')
    await setUpDistrict({ store: storeOf(running), s3, bucket, app, now: now.toISOString() })
  } else {
    say('Making the demonstration district …')
    const links = await seed(storeOf(running), { now: now.toISOString(), day: dayOf(now) })
    await uploadApp(s3, bucket, app)
    const code = links.find(({ role }) => role === 'accountant')?.code
    if (code !== undefined) await recordAccounts(running.staff, { code, day: dayOf(now) })
  }
  s3.destroy()
  return wanted
}

/** How to sign in: a link for each of the demonstration's roles, or the first administrator's code. Each works once. */
export async function signInLines(running: Running, filled: Filled): Promise<string[]> {
  const store = storeOf(running)
  const now = running.clock.now().toISOString()
  if (filled === 'demonstration') {
    const links = await demonstrationLinks(store, now)
    return [
      'Sign in (each address works once, for this data folder only):',
      ...links.map(({ role, label, code }) => `  ${role} ${label} ${running.staff}/sign-in#${code}`),
    ]
  }
  const code = await firstCode(store, now)
  if (code === undefined) return ['An administrator has signed in before: people sign in with their accounts.']
  return [
    'The first administrator signs in once by this address, within 24 hours:',
    `  system-administrator 系统管理员 ${running.staff}/sign-in#${code}`,
  ]
}
