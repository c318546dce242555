import type { Resolved } from '../template/scope.ts'
import { encryptionOf, keyActions } from './encryption.ts'
import type { Question } from './policy.ts'
import { refusalSentence, type Principal } from './principal.ts'

/**
 * The rights check of every call: the action on the resource, and with it what the service does with the resource's
 * customer key in the caller's name (`kms:ViaService`).
 */
export class Rights {
  readonly #keys: ReadonlyMap<string, string>

  constructor(resources: readonly Resolved[]) {
    this.#keys = encryptionOf(resources)
  }

  /** The sentence by which AWS would refuse; undefined where the call is allowed. */
  refusal(principal: Principal, question: Question, encrypted = question.resource): string | undefined {
    const decision = principal.decide(question)
    if (decision !== 'allowed') return refusalSentence(principal, question, decision)
    const key = this.#keys.get(encrypted)
    return key === undefined ? undefined : this.#ofKey(principal, question.action, key)
  }

  #ofKey(principal: Principal, action: string, key: string): string | undefined {
    for (const keyAction of keyActions(action)) {
      const question = { action: keyAction, resource: key, context: viaService(action, key) }
      const decision = principal.decide(question)
      if (decision !== 'allowed') return refusalSentence(principal, question, decision)
    }
    return undefined
  }
}

/** China regions are named with and without their suffix: a policy may name either. */
function viaService(action: string, key: string): Record<string, string[]> {
  const [service = ''] = action.split(':')
  const [, , , region = '', account = ''] = key.split(':')
  const host = `${service}.${region}.amazonaws.com`
  return { 'kms:ViaService': region.startsWith('cn-') ? [host, `${host}.cn`] : [host], 'kms:CallerAccount': [account] }
}
