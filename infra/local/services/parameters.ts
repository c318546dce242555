import { textAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'
import { ServiceError, textIn, type Input, type Operation } from './operation.ts'

/** Parameters that the template writes down. */
export function parameters(resources: readonly Resolved[]): Record<string, Operation> {
  const known = new Map(resources.filter(({ type }) => type === 'AWS::SSM::Parameter').map((one) => [one.ref, one]))
  const find = (input: Input): Resolved => {
    const found = known.get(textIn(input, 'Name') ?? '')
    if (!found) throw new ServiceError('ParameterNotFound', 'There is no such parameter.')
    return found
  }
  const get = (input: Input) => {
    const { ref, arn, properties } = find(input)
    return { Parameter: { Name: ref, ARN: arn, Type: 'String', Value: textAt(properties, 'Value'), Version: 1 } }
  }
  return {
    'AmazonSSM.GetParameter': { action: 'ssm:GetParameter', resource: (input) => find(input).arn, run: get },
  }
}
