import { textAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'
import { wildcard } from './condition.ts'

/** Which services may call which functions: the permissions that functions themselves carry. */
export class Permissions {
  readonly #granted: readonly { target: string; service: string; source: RegExp }[]

  constructor(resources: readonly Resolved[]) {
    this.#granted = resources
      .filter(({ type }) => type === 'AWS::Lambda::Permission')
      .map(({ properties }) => ({
        target: textAt(properties, 'FunctionName') ?? '',
        service: textAt(properties, 'Principal') ?? '',
        source: wildcard(textAt(properties, 'SourceArn') ?? '*'),
      }))
  }

  /** @param target the function's ARN as it is called, with its alias */
  allow(service: string, { target, source }: { target: string; source: string }): boolean {
    return this.#granted.some(
      (one) => one.service.startsWith(`${service}.amazonaws.com`) && one.target === target && one.source.test(source),
    )
  }
}
