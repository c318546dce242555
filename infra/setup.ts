import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { filesClient } from '#functions/store/editions-files'
import { openStore } from '#functions/store/open'
import { buildApp } from './local/build/steps.ts'
import { setUpDistrict } from './local/setup/district.ts'
import { namesOf } from './names.ts'
import { settingsOf, type Settings } from './settings.ts'

/**
 * `npm run setup -- STAGE`, after `cdk deploy`: loads registers, uploads the staff app, and prints the one-time code of the
 * first administrator until one has signed in. May be run again at any time: what is there stays.
 */
async function setUp(settings: Settings): Promise<void> {
  const root = resolve(import.meta.dirname, '..')
  const { district, region, origins } = settings
  process.env.AWS_REGION ??= region
  const names = namesOf(settings)
  const app = resolve(root, '.build/web')
  await buildApp(root, say)
  if (!existsSync(app)) throw new Error('The staff app was not built.')
  const tables = { state: names.state, ledger: names.ledger }
  const { rows, files, code } = await setUpDistrict({
    store: openStore({ district: district.code, tables, chance: () => Math.random() }),
    s3: filesClient(),
    bucket: names.bucket('app'),
    app,
    now: new Date().toISOString(),
  })
  say(`registers: ${rows === 0 ? 'complete' : `${rows} rows added`}`)
  say(`staff app: ${files} files uploaded`)
  if (code === undefined) {
    say('administrator: there is one; nothing to do')
    return
  }
  say(`administrator: sign in at ${origins.staff} by the one-time code ${code}`)
  say('It works once, within 24 hours.')
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)

try {
  await setUp(settingsOf(process.argv[2] ?? ''))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exit(1)
}
