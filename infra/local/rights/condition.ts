import type { Json } from '../template/assembly.ts'
import { listOf, objectOf } from '../template/properties.ts'

/** What is known of a call besides its action and resource: values by condition key. */
export type Context = Readonly<Record<string, readonly string[]>>

/** A test of one condition key against the values that a policy names. */
export interface Condition {
  key: string
  holds(context: Context): boolean
}

/** Condition keys whose values the runtime does not see: what a policy asks of them is taken as given. */
export const takenAsGiven: ReadonlySet<string> = new Set([
  's3:prefix',
  's3:max-keys',
  's3:delimiter',
  'cloudwatch:namespace',
])

/** `*` and `?` of IAM as a regular expression. */
export function wildcard(pattern: string, flags = ''): RegExp {
  const source = pattern
    .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]')
  return new RegExp(`^${source}$`, flags)
}

type Test = (seen: string, named: string) => boolean

const equal: Test = (seen, named) => seen === named
const like: Test = (seen, named) => wildcard(named).test(seen)
const numbers =
  (compare: (a: number, b: number) => boolean): Test =>
  (seen, named) =>
    compare(Number(seen), Number(named))

/** Operators of IAM that hold when one of the named values fits. Source: IAM User Guide, "IAM JSON policy elements". */
const operators: Record<string, Test> = {
  ArnEquals: like,
  ArnLike: like,
  Bool: (seen, named) => seen.toLowerCase() === named.toLowerCase(),
  NumericEquals: numbers((a, b) => a === b),
  NumericGreaterThan: numbers((a, b) => a > b),
  NumericGreaterThanEquals: numbers((a, b) => a >= b),
  NumericLessThan: numbers((a, b) => a < b),
  NumericLessThanEquals: numbers((a, b) => a <= b),
  StringEquals: equal,
  StringEqualsIgnoreCase: (seen, named) => seen.toLowerCase() === named.toLowerCase(),
  StringLike: like,
}

/** Those that hold when none of the named values fits, and where nothing is known. */
const negations: Record<string, string> = {
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
}

/** The conditions of a statement; all have to hold. An operator that is not known never holds. */
export function conditionsOf(block: Json): Condition[] {
  return Object.entries(objectOf(block) ?? {}).flatMap(([operator, keys]) =>
    Object.entries(objectOf(keys) ?? {}).map(([key, values]) => conditionOf(operator, key, listOf(values).map(String))),
  )
}

function conditionOf(written: string, key: string, named: readonly string[]): Condition {
  if (takenAsGiven.has(key)) return { key, holds: () => true }
  const [, quantifier, operator = '', ifExists] =
    /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/.exec(written) ?? []
  if (operator === 'Null') {
    return { key, holds: (context) => (context[key] === undefined) === (named[0]?.toLowerCase() === 'true') }
  }
  const positive = negations[operator] ?? operator
  const negated = operator in negations
  const test = operators[positive]
  const fits = (seen: string): boolean => named.some((one) => test?.(seen, one) === true) !== negated
  return {
    key,
    holds: (context) => {
      const seen = context[key]
      if (!test) return false
      if (seen === undefined || seen.length === 0)
        return negated || ifExists !== undefined || quantifier === 'ForAllValues'
      return quantifier === 'ForAllValues' || (negated && quantifier === undefined) ? seen.every(fits) : seen.some(fits)
    },
  }
}
