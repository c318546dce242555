import type { Json, Properties } from '../template/assembly.ts'
import { objectOf, objectsAt, textsAt } from '../template/properties.ts'
import { conditionsOf, wildcard, type Condition, type Context } from './condition.ts'

/** One statement of a policy, ready to be asked. */
export interface Statement {
  effect: 'Allow' | 'Deny'
  covers(action: string, resource: string): boolean
  conditions: readonly Condition[]
}

export interface Question {
  action: string
  resource: string
  context?: Context
}

/** `refused`: no statement allows it; `denied`: one forbids it, whatever others allow. */
export type Decision = 'allowed' | 'refused' | 'denied'

/** The statements of a policy document. Source: IAM User Guide, "Policy evaluation logic". */
export function statementsOf(document: Json): Statement[] {
  return objectsAt(objectOf(document), 'Statement').map((statement) => {
    const actions = elementOf(statement, 'Action', 'i')
    const resources = elementOf(statement, 'Resource')
    return {
      effect: statement.Effect === 'Deny' ? 'Deny' : 'Allow',
      covers: (action, resource) => actions(action) && resources(resource),
      conditions: conditionsOf(statement.Condition),
    }
  })
}

/** `Action` or `NotAction`, `Resource` or `NotResource`; a statement with neither, or with an empty list, covers nothing. */
function elementOf(statement: Properties, name: string, flags = ''): (value: string) => boolean {
  const negated = !(name in statement) && `Not${name}` in statement
  const patterns = textsAt(statement, negated ? `Not${name}` : name).map((pattern) => wildcard(pattern, flags))
  return (value) => patterns.some((pattern) => pattern.test(value)) !== negated
}

export interface Verdict {
  decision: Decision
  /** whether the answer may differ for the same action and resource in another context */
  conditional: boolean
}

/** Asks statements: a deny that applies wins, then an allow that applies, else nothing is allowed. */
export function decide(statements: readonly Statement[], { action, resource, context = {} }: Question): Verdict {
  const covering = statements.filter((statement) => statement.covers(action, resource))
  const conditional = covering.some(({ conditions }) => conditions.length > 0)
  const applies = covering.filter(({ conditions }) => conditions.every((condition) => condition.holds(context)))
  const denied = applies.some(({ effect }) => effect === 'Deny')
  const decision = denied ? 'denied' : applies.length > 0 ? 'allowed' : 'refused'
  return { decision, conditional }
}
