import { randomBytes } from 'node:crypto'
import type { Resolved } from '../template/scope.ts'
import { objectsAt, textsAt } from '../template/properties.ts'
import { decide, statementsOf, type Decision, type Question, type Statement } from './policy.ts'

/** Somebody who calls: a function under its role, or the operator of this machine. */
export interface Principal {
  /** as AWS names it in a refusal */
  name: string
  decide(question: Question): Decision
  /** whether any of its statements asks about this condition key, so that its value is worth finding out */
  asks(key: string): boolean
}

/** May do everything: the runtime itself and those who set it up. */
export const operator: Principal = { name: 'operator', decide: () => 'allowed', asks: () => false }

/**
 * Policies by role name: those within the role, and those attached to it. Policies that AWS manages are taken as empty;
 * the one that CDK attaches to every function is about its own log.
 */
export class Roles {
  readonly #statements = new Map<string, Statement[]>()
  readonly #nameOf = new Map<string, string>()

  constructor(resources: readonly Resolved[]) {
    for (const { type, ref, arn, properties } of resources) {
      if (type !== 'AWS::IAM::Role') continue
      this.#nameOf.set(arn, ref)
      this.#add(
        ref,
        objectsAt(properties, 'Policies').flatMap((policy) => statementsOf(policy.PolicyDocument)),
      )
    }
    for (const { type, properties } of resources) {
      if (type !== 'AWS::IAM::Policy' && type !== 'AWS::IAM::ManagedPolicy') continue
      for (const role of textsAt(properties, 'Roles')) this.#add(role, statementsOf(properties.PolicyDocument))
    }
  }

  #add(role: string, statements: readonly Statement[]): void {
    this.#statements.set(role, [...(this.#statements.get(role) ?? []), ...statements])
  }

  /** Somebody acting under a role, given by its ARN; a role that no stack makes may do nothing. */
  principal(roleArn: string, session: string): Principal {
    const role = this.#nameOf.get(roleArn) ?? roleArn.split('/').pop() ?? roleArn
    const account = roleArn.split(':')[4] ?? ''
    const partition = roleArn.split(':')[1] ?? 'aws'
    return principalOf(
      `arn:${partition}:sts::${account}:assumed-role/${role}/${session}`,
      this.#statements.get(role) ?? [],
    )
  }
}

function principalOf(name: string, statements: readonly Statement[]): Principal {
  const known = new Map<string, Decision>()
  const keys = new Set(statements.flatMap(({ conditions }) => conditions.map(({ key }) => key)))
  return {
    name,
    asks: (key) => keys.has(key),
    decide: (question) => {
      const place = `${question.action} ${question.resource}`
      const before = known.get(place)
      if (before) return before
      const { decision, conditional } = decide(statements, question)
      if (!conditional) known.set(place, decision)
      return decision
    },
  }
}

export interface Credentials {
  accessKeyId: string
  secretAccessKey: string
}

/** Access keys of this run: made anew at every start, one for each principal. */
export class Keyring {
  readonly #held = new Map<string, { secret: string; principal: Principal }>()

  issue(principal: Principal): Credentials {
    const accessKeyId = `AKIA${randomBytes(10).toString('hex').toUpperCase().slice(0, 16)}`
    const secretAccessKey = randomBytes(30).toString('base64url')
    this.#held.set(accessKeyId, { secret: secretAccessKey, principal })
    return { accessKeyId, secretAccessKey }
  }

  secretOf(accessKeyId: string): string | undefined {
    return this.#held.get(accessKeyId)?.secret
  }

  principalOf(accessKeyId: string | undefined): Principal | undefined {
    return accessKeyId === undefined ? undefined : this.#held.get(accessKeyId)?.principal
  }
}

/** The sentence by which AWS refuses. */
export function refusalSentence({ name }: Principal, { action, resource }: Question, decision: Decision): string {
  const because =
    decision === 'denied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`
  return `User: ${name} is not authorized to perform: ${action} on resource: ${resource} ${because}`
}

/** The access key that an `Authorization` header of signature version 4 names. */
export const accessKeyOf = (authorization: string | undefined): string | undefined =>
  /Credential=([^/]+)\//.exec(authorization ?? '')?.[1]
