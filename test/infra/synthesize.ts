import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { App, Validations } from 'aws-cdk-lib'
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag'
import type { TestProject } from 'vitest/node'
import { addDesk, context } from '../../infra/desk.ts'
import { functionNames, type Bundles } from '../../infra/functions.ts'
import { stages, type Settings } from '../../infra/settings.ts'

/** The four regions that the district desk must be able to stand in, one machine, and that machine's twin. */
export const places = {
  'us-east-1': { ...stages.global, region: 'us-east-1' },
  'ap-southeast-1': { ...stages.global, region: 'ap-southeast-1' },
  'cn-north-1': { ...stages.china, region: 'cn-north-1' },
  'cn-northwest-1': { ...stages.china, region: 'cn-northwest-1' },
  local: stages.local,
  /** one machine's settings in the other shape */
  twin: { ...stages.local, shape: 'global' },
} as const satisfies Record<string, Settings>

export type PlaceName = keyof typeof places

declare module 'vitest' {
  interface ProvidedContext {
    /** the folder that holds an assembly for each place, by its name */
    assemblies: string
  }
}

export interface Synthesis {
  outdir: string
  /** the library's own validation and both packs of cdk-nag, with a report */
  checked?: boolean
  /** what else belongs in the app, before it is synthesized */
  also?: (app: App) => void
}

/** Synthesizes a place's stacks around bundles that hold nothing: templates do not depend on what functions do. */
export function synthesize(settings: Settings, { outdir, checked = false, also }: Synthesis): void {
  const app = new App({
    outdir,
    context,
    treeMetadata: checked,
    analyticsReporting: false,
    autoSynth: false,
    builtinCloudFormationValidation: checked,
  })
  addDesk(app, settings, emptyBundles(`${outdir}-functions`))
  also?.(app)
  if (checked) Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app))
  app.synth()
}

function emptyBundles(folder: string): Bundles {
  const made = (name: string): string => {
    const path = join(folder, name)
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'index.mjs'), `export const handler = () => '${name}'\n`)
    return path
  }
  const [staff = '', projector = '', applier = '', clock = '', publisher = '', importer = ''] = functionNames.map(made)
  return { staff, projector, applier, clock, publisher, importer }
}

let made: string | undefined

/** Every place's assembly, once for all tests of this folder. */
export function setup({ provide }: TestProject): void {
  const folder = mkdtempSync(join(tmpdir(), 'district-templates-'))
  made = folder
  for (const [name, settings] of Object.entries(places)) synthesize(settings, { outdir: join(folder, name) })
  provide('assemblies', folder)
}

export function teardown(): void {
  if (made) rmSync(made, { recursive: true, force: true })
}
