import { RuntimeFault } from '../fault.ts'
import type { Json, Properties, Resource, Stack } from './assembly.ts'
import { wordOf } from './properties.ts'
import { nothing, resolve, type Scope } from './intrinsics.ts'
import { attributeOf, referenceOf, type Place } from './references.ts'

/** A resource whose properties are plain values. */
export interface Resolved {
  stack: Place
  id: string
  type: string
  properties: Properties
  /** what `Ref` gives */
  ref: string
  arn: string
}

/**
 * Resolves all stacks of an assembly together: a stack may read, as a parameter, what another writes down in SSM.
 * Resources whose condition does not hold are left out.
 * @param addresses where the runtime itself serves what templates only know by an address, such as queues
 * @throws RuntimeFault for references that lead nowhere and for intrinsic functions that CDK does not emit for us
 */
export function resolveStacks(stacks: readonly Stack[], addresses: Addresses): Resolved[] {
  const scopes: Scope[] = stacks.map((stack) => scopeOf(stack, addresses, (name) => parameterIn(stacks, scopes, name)))
  return stacks.flatMap((stack, place) => {
    const scope = scopes[place]
    return scope ? resourcesOf(stack, scope, addresses) : []
  })
}

export interface Addresses {
  /** where queues answer, without a slash at the end */
  services: string
}

const partitionOf = (region: string): string => (region.startsWith('cn-') ? 'aws-cn' : 'aws')

function placeOf(stack: Stack, addresses: Addresses): Place {
  const { name, account, region } = stack
  const partition = partitionOf(region)
  const suffix = partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com'
  return { name, account, region, partition, suffix, services: addresses.services }
}

type Lookup = (parameter: string) => string

function scopeOf(stack: Stack, addresses: Addresses, lookup: Lookup): Scope {
  const { Resources, Parameters = {}, Conditions = {}, Mappings = {} } = stack.template
  const place = placeOf(stack, addresses)
  const pseudo: Record<string, Json> = {
    'AWS::AccountId': place.account,
    'AWS::NoValue': nothing,
    'AWS::Partition': place.partition,
    'AWS::Region': place.region,
    'AWS::StackId': `arn:${place.partition}:cloudformation:${place.region}:${place.account}:stack/${place.name}/local`,
    'AWS::StackName': place.name,
    'AWS::URLSuffix': place.suffix,
  }
  const found = (id: string): Resource => {
    const resource = Resources[id]
    if (!resource) throw new RuntimeFault(`Stack ${stack.name}: nothing is called ${id}.`)
    return resource
  }
  const known = new Map<string, Properties>()
  const propertiesOf = (id: string): Properties => {
    const properties = known.get(id) ?? (resolve(found(id).Properties ?? {}, scope) as Properties)
    known.set(id, properties)
    return properties
  }
  const named = (id: string) => ({ id, type: found(id).Type, properties: () => propertiesOf(id), place })
  const scope: Scope = {
    stack: stack.name,
    ref: (id) => {
      if (id in pseudo) return pseudo[id]
      const parameter = Parameters[id]
      if (!parameter) return referenceOf(named(id))
      return parameter.Type.startsWith('AWS::SSM::Parameter::Value')
        ? lookup(parameter.Default ?? '')
        : parameter.Default
    },
    properties: propertiesOf,
    attribute: (id, attribute) => attributeOf(named(id), attribute),
    condition: (name) => resolve(Conditions[name], scope) === true,
    mapping: (map, key, inner) => Mappings[map]?.[key]?.[inner],
  }
  return scope
}

function resourcesOf(stack: Stack, scope: Scope, addresses: Addresses): Resolved[] {
  const place = placeOf(stack, addresses)
  return Object.entries(stack.template.Resources).flatMap(([id, { Type, Condition }]) => {
    if (Condition && !scope.condition(Condition)) return []
    const properties = scope.properties(id)
    const named = { id, type: Type, properties: () => properties, place }
    return [{ stack: place, id, type: Type, properties, ref: referenceOf(named), arn: attributeOf(named, 'Arn') }]
  })
}

/** The value of an SSM parameter that some stack of the run writes; CDK's own check of its bootstrap is met. */
function parameterIn(stacks: readonly Stack[], scopes: readonly Scope[], name: string): string {
  if (name.startsWith('/cdk-bootstrap/')) return '99'
  for (const [place, stack] of stacks.entries()) {
    for (const { Type, Properties = {} } of Object.values(stack.template.Resources)) {
      const scope = scopes[place]
      if (Type !== 'AWS::SSM::Parameter' || !scope) continue
      if (resolve(Properties.Name, scope) === name) return wordOf(resolve(Properties.Value, scope))
    }
  }
  throw new RuntimeFault(`No stack writes down the parameter ${name}, which another one reads.`)
}
