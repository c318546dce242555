import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import { bundleAll } from './bundle.ts'
import { addDesk, context } from './desk.ts'
import { settingsOf } from './settings.ts'

/**
 * The program that `cdk` runs: `npx cdk deploy --all -c stage=global`. Run by itself (`node infra/main.ts`) it writes
 * the template of one machine to `.build/cdk.local`.
 */
const root = resolve(import.meta.dirname, '..')
const underCli = process.env.CDK_OUTDIR !== undefined
const outdir = process.env.CDK_OUTDIR ?? resolve(root, '.build/cdk.local')

// The public page travels in the publisher's bundle. On one machine the start has built it already.
if (underCli) execFileSync(process.execPath, ['web/build-renderer.ts'], { cwd: root, stdio: 'inherit' })
const bundles = await bundleAll(root)
if (!underCli) rmSync(outdir, { recursive: true, force: true })
const app = new App({
  outdir,
  context,
  treeMetadata: underCli,
  analyticsReporting: false,
  autoSynth: false,
  builtinCloudFormationValidation: underCli,
})
addDesk(app, settingsOf(stageOf(app.node.tryGetContext('stage'))), bundles)
if (underCli) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
app.synth()

function stageOf(named: unknown): string {
  if (!underCli) return typeof named === 'string' ? named : 'local'
  if (typeof named !== 'string') throw new Error('Say which stage of infra/settings.ts: npx cdk … -c stage=NAME')
  if (named === 'local') throw new Error('The stage "local" is run by `npm start`, never deployed.')
  return named
}
