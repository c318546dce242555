import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RuntimeFault } from '../fault.ts'

/** Anything that JSON holds. */
export type Json = string | number | boolean | null | undefined | Json[] | { [key: string]: Json }
export type Properties = Record<string, Json>

export interface Resource {
  Type: string
  Properties?: Properties
  Condition?: string
}

export interface Template {
  Resources: Record<string, Resource>
  Parameters?: Record<string, { Type: string; Default?: string }>
  Conditions?: Record<string, Json>
  Mappings?: Record<string, Record<string, Record<string, Json>>>
}

export interface Stack {
  name: string
  account: string
  region: string
  template: Template
}

export interface Assembly {
  stacks: readonly Stack[]
  /** folder or file of each asset, by the key under which a deployment would store it */
  assets: ReadonlyMap<string, string>
}

interface Manifest {
  artifacts: Record<string, Artifact>
}

interface Artifact {
  type: string
  environment?: string
  properties?: { templateFile?: string; file?: string; stackName?: string }
}

interface AssetFile {
  files: Record<string, { source: { path?: string }; destinations: Record<string, { objectKey: string }> }>
}

/**
 * Reads what `cdk synth` wrote. `instead` puts other texts in the place of some, everywhere in the templates: the
 * addresses of this start for those that the stage was synthesized with.
 * @throws RuntimeFault where the folder holds no stacks
 */
export function readAssembly(folder: string, instead: ReadonlyMap<string, string> = new Map()): Assembly {
  const artifacts = Object.entries((read(folder, 'manifest.json') as Manifest).artifacts)
  const stacks = artifacts.flatMap(([id, artifact]) => stackOf(folder, id, artifact, instead))
  if (stacks.length === 0) throw new RuntimeFault(`${folder} holds no stacks: synthesize the template first.`)
  return { stacks, assets: new Map(artifacts.flatMap(([, artifact]) => assetsOf(folder, artifact))) }
}

function read(folder: string, file: string, instead: ReadonlyMap<string, string> = new Map()): unknown {
  try {
    return JSON.parse(replaced(readFileSync(join(folder, file), 'utf8'), instead)) as unknown
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new RuntimeFault(`The synthesized template in ${folder} cannot be read (${reason}).`)
  }
}

/** All in one pass: what was put in may look like the next text to be replaced. */
function replaced(text: string, instead: ReadonlyMap<string, string>): string {
  if (instead.size === 0) return text
  const pattern = [...instead.keys()].map((one) => one.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')
  return text.replaceAll(new RegExp(pattern, 'g'), (found) => instead.get(found) ?? found)
}

function stackOf(folder: string, id: string, artifact: Artifact, instead: ReadonlyMap<string, string>): Stack[] {
  const file = artifact.properties?.templateFile
  if (artifact.type !== 'aws:cloudformation:stack' || !file) return []
  const [account = '', region = ''] = (artifact.environment ?? '').replace('aws://', '').split('/')
  const name = artifact.properties?.stackName ?? id
  return [{ name, account: known(account), region: known(region), template: read(folder, file, instead) as Template }]
}

/** An environment that the stage leaves open gets the local one. */
const known = (word: string): string =>
  word === 'unknown-account' ? '000000000000' : word === 'unknown-region' ? 'us-east-1' : word

function assetsOf(folder: string, { type, properties }: Artifact): [string, string][] {
  if (type !== 'cdk:asset-manifest' || !properties?.file) return []
  const { files } = read(folder, properties.file) as AssetFile
  return Object.values(files).flatMap(({ source, destinations }) =>
    source.path === undefined
      ? []
      : Object.values(destinations).map(({ objectKey }): [string, string] => [
          objectKey,
          join(folder, source.path ?? ''),
        ]),
  )
}
