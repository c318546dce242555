import type { RefusalFacts } from './refusals.ts'

export type RefusalCode = keyof RefusalFacts

/** What a user can act on: a code and plain facts. Anything else that is thrown is a defect. */
export class Refusal<C extends RefusalCode = RefusalCode> extends Error {
  readonly code: C
  readonly facts: RefusalFacts[C]

  constructor(code: C, facts: RefusalFacts[C]) {
    super(`${code} ${JSON.stringify(facts)}`)
    this.name = 'Refusal'
    this.code = code
    this.facts = facts
  }
}

/** Makes a refusal to be thrown where the rule is. */
export const refusal = <C extends RefusalCode>(code: C, facts: RefusalFacts[C]): Refusal<C> => new Refusal(code, facts)

/** The same refusal as plain data, as it travels in outcomes and answers. */
export interface RefusalData<C extends RefusalCode = RefusalCode> {
  code: C
  facts: RefusalFacts[C]
}

export const refusalData = <C extends RefusalCode>({ code, facts }: Refusal<C>): RefusalData<C> => ({ code, facts })

/** Runs a rule and hands back its refusal, where it refuses; defects pass through. */
export function refused(rule: () => void): Refusal | undefined {
  try {
    rule()
    return undefined
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
}
