import type { Json } from '../template/assembly.ts'
import { listOf, objectOf, wordOf } from '../template/properties.ts'

/**
 * Event patterns of Lambda, Pipes and EventBridge: every field that a pattern names must hold one of its values.
 * Source: EventBridge guide, "Creating event patterns". Comparisons that no template uses never match.
 */
export function matches(pattern: Json, event: Json): boolean {
  return Object.entries(objectOf(pattern) ?? {}).every(([field, wanted]) => {
    if (field === '$or') return listOf(wanted).some((one) => matches(one, event))
    const value = objectOf(event)?.[field]
    return Array.isArray(wanted) ? wanted.some((one) => fits(one, value)) : matches(wanted, value)
  })
}

function fits(wanted: Json, value: Json): boolean {
  if (Array.isArray(value)) return value.some((one) => fits(wanted, one))
  const rule = objectOf(wanted)
  if (!rule) return wanted === value
  return Object.entries(rule).every(([name, argument]) => comparisons[name]?.(argument, value) ?? false)
}

const comparisons: Record<string, (argument: Json, value: Json) => boolean> = {
  'anything-but': (argument, value) =>
    value !== undefined &&
    (objectOf(argument) ? !fits(argument, value) : !listOf(argument).some((one) => one === value)),
  'equals-ignore-case': (argument, value) => wordOf(argument).toLowerCase() === wordOf(value).toLowerCase(),
  exists: (argument, value) => (value !== undefined) === argument,
  numeric: (argument, value) => typeof value === 'number' && inRange(listOf(argument), value),
  prefix: (argument, value) => typeof value === 'string' && value.startsWith(wordOf(argument)),
  suffix: (argument, value) => typeof value === 'string' && value.endsWith(wordOf(argument)),
}

function inRange(terms: readonly Json[], value: number): boolean {
  const orders: Record<string, (limit: number) => boolean> = {
    '=': (limit) => value === limit,
    '<': (limit) => value < limit,
    '<=': (limit) => value <= limit,
    '>': (limit) => value > limit,
    '>=': (limit) => value >= limit,
  }
  return terms.every((term, place) => place % 2 === 1 || orders[wordOf(term)]?.(Number(terms[place + 1])) === true)
}
