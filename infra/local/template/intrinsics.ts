import { RuntimeFault } from '../fault.ts'
import type { Json, Properties } from './assembly.ts'
import { wordOf } from './properties.ts'

/** What references lead to within one stack. */
export interface Scope {
  stack: string
  ref(id: string): Json
  /** a resource's properties with values in the place of references */
  properties(id: string): Properties
  attribute(id: string, attribute: string): Json
  condition(name: string): boolean
  mapping(map: string, key: string, inner: string): Json
}

/** `AWS::NoValue`: a property or element that is as if it had never been written. */
export const nothing: Json = undefined

type Intrinsic = (argument: Json, scope: Scope) => Json

const intrinsics: Record<string, Intrinsic> = {
  Ref: (id, scope) => scope.ref(wordOf(id)),
  'Fn::GetAtt': (argument, scope) => {
    const [id = '', ...attribute] = Array.isArray(argument) ? argument.map(wordOf) : wordOf(argument).split('.')
    return scope.attribute(id, attribute.join('.'))
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument)
    return list(resolve(parts, scope)).map(wordOf).join(wordOf(separator))
  },
  'Fn::Sub': (argument, scope) => {
    const [text, values] = Array.isArray(argument) ? argument : [argument, {}]
    return substitute(wordOf(text), (values ?? {}) as Properties, scope)
  },
  'Fn::Select': (argument, scope) => {
    const [place, parts] = list(argument)
    return list(resolve(parts, scope))[Number(resolve(place, scope))]
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = list(argument)
    return wordOf(resolve(text, scope)).split(wordOf(separator))
  },
  'Fn::If': (argument, scope) => {
    const [condition, yes, no] = list(argument)
    return resolve(scope.condition(wordOf(condition)) ? yes : no, scope)
  },
  'Fn::Equals': (argument, scope) => {
    const [one, other] = list(resolve(argument, scope))
    return JSON.stringify(one) === JSON.stringify(other)
  },
  'Fn::And': (argument, scope) => list(argument).every((part) => resolve(part, scope) === true),
  'Fn::Or': (argument, scope) => list(argument).some((part) => resolve(part, scope) === true),
  'Fn::Not': (argument, scope) => resolve(list(argument)[0], scope) !== true,
  'Fn::FindInMap': (argument, scope) => {
    const [map, key, inner] = list(resolve(argument, scope)).map(wordOf)
    return scope.mapping(map ?? '', key ?? '', inner ?? '')
  },
  'Fn::Base64': (argument, scope) => Buffer.from(wordOf(resolve(argument, scope))).toString('base64'),
  'Fn::GetAZs': () => [],
}

const list = (value: Json): Json[] => (Array.isArray(value) ? value : [])

function substitute(text: string, values: Properties, scope: Scope): string {
  return text.replaceAll(/\$\{([^}]+)\}/g, (_, name: string) => {
    if (name.startsWith('!')) return `\${${name.slice(1)}}`
    if (name in values) return wordOf(resolve(values[name], scope))
    const [id = '', ...attribute] = name.split('.')
    return wordOf(attribute.length > 0 ? scope.attribute(id, attribute.join('.')) : scope.ref(id))
  })
}

/**
 * Puts values in the place of CloudFormation's intrinsic functions, all the way down.
 * @throws RuntimeFault for functions that the templates do not use
 */
export function resolve(value: Json, scope: Scope): Json {
  if (Array.isArray(value)) return value.map((part) => resolve(part, scope)).filter((part) => part !== nothing)
  if (value === null || typeof value !== 'object') return value
  const keys = Object.keys(value)
  const [name] = keys
  if (keys.length === 1 && name !== undefined) {
    const intrinsic = intrinsics[name]
    if (intrinsic) return intrinsic(value[name], scope)
    if (name === 'Condition' && typeof value[name] === 'string') return scope.condition(value[name])
    if (name.startsWith('Fn::')) throw new RuntimeFault(`Stack ${scope.stack} uses ${name}, which the runtime lacks.`)
  }
  const resolved = Object.entries(value).map(([key, part]): [string, Json] => [key, resolve(part, scope)])
  return Object.fromEntries(resolved.filter(([, part]) => part !== nothing))
}
