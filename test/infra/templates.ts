import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject } from 'vitest'
import { places, type PlaceName } from './synthesize.ts'

export type { PlaceName }

/** Whatever stands in a template: plain data. */
export type Data = Record<string, unknown>

export interface Resource {
  id: string
  stack: StackName
  type: string
  properties: Data
  deletionPolicy: string | undefined
}

export const stackNames = ['data', 'ledger', 'api', 'site', 'watch'] as const
export type StackName = (typeof stackNames)[number]

const names = Object.keys(places) as PlaceName[]
export const placeNames = names.filter((name) => name !== 'twin')
export const regions = placeNames.filter((name) => name !== 'local')
export const chinese = regions.filter((name) => name.startsWith('cn-'))
export const global = regions.filter((name) => !name.startsWith('cn-'))

const read = (place: PlaceName, file: string): string => readFileSync(join(inject('assemblies'), place, file), 'utf8')

export const prefixOf = (place: PlaceName): string => places[place].prefix
export const templateText = (place: PlaceName, stack: StackName): string =>
  read(place, `${prefixOf(place)}-${stack}.template.json`)

export const manifestOf = (place: PlaceName): { artifacts: Record<string, { type: string; properties?: Data }> } =>
  JSON.parse(read(place, 'manifest.json')) as { artifacts: Record<string, { type: string; properties?: Data }> }

interface Template {
  Resources: Record<string, { Type: string; Properties?: Data; DeletionPolicy?: string }>
}

const known = new Map<string, Resource[]>()

/** Everything in one stack of one place; read once. */
export function stackOf(place: PlaceName, stack: StackName): Resource[] {
  const read = known.get(`${place}/${stack}`) ?? resourcesOf(place, stack)
  known.set(`${place}/${stack}`, read)
  return read
}

function resourcesOf(place: PlaceName, stack: StackName): Resource[] {
  const { Resources } = JSON.parse(templateText(place, stack)) as Template
  return Object.entries(Resources).map(([id, { Type, Properties = {}, DeletionPolicy }]) => ({
    id,
    stack,
    type: Type,
    properties: Properties,
    deletionPolicy: DeletionPolicy,
  }))
}

/** Everything of some type in a place, all stacks together. */
export const allOf = (place: PlaceName, type: string): Resource[] =>
  stackNames.flatMap((stack) => stackOf(place, stack)).filter((resource) => resource.type === type)

/** The one thing of a type whose named property has this value. */
export function theOne(place: PlaceName, type: string, [key, value]: [key: string, value: unknown]): Resource {
  const found = allOf(place, type).filter(({ properties }) => properties[key] === value)
  const [one] = found
  if (!one || found.length > 1) throw new Error(`${found.length} of ${type} with ${key} ${String(value)} in ${place}`)
  return one
}

export interface Statement {
  effect: string
  actions: string[]
  resources: unknown[]
  condition: Data
}

const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : value === undefined ? [] : [value])

/** The statements of a policy document. */
export const statementsOf = (document: unknown): Statement[] =>
  list((document as Data).Statement).map((entry) => {
    const { Effect, Action, Resource, Condition } = entry as Data
    return {
      effect: String(Effect),
      actions: list(Action).map(String),
      resources: list(Resource),
      condition: (Condition ?? {}) as Data,
    }
  })

/** What a role may do. */
export const rightsOf = ({ properties }: Resource): Statement[] =>
  list(properties.Policies).flatMap((policy) => statementsOf((policy as Data).PolicyDocument))

/** A function's role, by the function's short name. */
export function roleOf(place: PlaceName, name: string): Resource {
  const { properties } = functionOf(place, name)
  const { 'Fn::GetAtt': at } = properties.Role as { 'Fn::GetAtt': [string, string] }
  const role = stackOf(place, 'api').find(({ id }) => id === at[0])
  if (!role) throw new Error(`the function ${name} has no role`)
  return role
}

export const functionOf = (place: PlaceName, name: string): Resource =>
  theOne(place, 'AWS::Lambda::Function', ['FunctionName', `${prefixOf(place)}-${name}`])
