import { randomInt } from 'node:crypto'
import type { Properties } from '../template/assembly.ts'
import { flagAt, numberAt, objectAt, textAt } from '../template/properties.ts'
import type { Resolved } from '../template/scope.ts'
import { ServiceError, textIn, type Input, type Operation } from './operation.ts'
import type { Vault } from './vault.ts'

const letters = {
  Lowercase: 'abcdefghijklmnopqrstuvwxyz',
  Uppercase: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  Numbers: '0123456789',
  Punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
}

/** Secrets of the template: generated ones are made at the first start and kept with the keys. */
export function secrets(resources: readonly Resolved[], vault: Vault): Record<string, Operation> {
  const known = resources.filter(({ type }) => type === 'AWS::SecretsManager::Secret')
  const find = (input: Input): Resolved => {
    const named = textIn(input, 'SecretId') ?? ''
    const found = known.find(({ arn, properties }) => arn === named || textAt(properties, 'Name') === named)
    if (!found) throw new ServiceError('ResourceNotFoundException', "Secrets Manager can't find the specified secret.")
    return found
  }
  const get = (input: Input) => {
    const { arn, ref, properties } = find(input)
    const SecretString = textAt(properties, 'SecretString') ?? vault.get('secret', arn, () => generate(properties))
    return {
      ARN: arn,
      Name: textAt(properties, 'Name') ?? ref,
      SecretString,
      VersionStages: ['AWSCURRENT'],
      VersionId: 'local',
    }
  }
  const resource = (input: Input): string => find(input).arn
  return {
    'secretsmanager.GetSecretValue': { action: 'secretsmanager:GetSecretValue', resource, run: get },
  }
}

function generate(properties: Properties): string {
  const wish = objectAt(properties, 'GenerateSecretString')
  const key = textAt(wish, 'GenerateStringKey')
  const made = password(wish)
  if (key === undefined) return made
  return JSON.stringify({ ...(JSON.parse(textAt(wish, 'SecretStringTemplate') ?? '{}') as object), [key]: made })
}

function password(wish: Properties | undefined): string {
  const without = new Set(textAt(wish, 'ExcludeCharacters') ?? '')
  const kinds = Object.entries(letters)
    .filter(([kind]) => !flagAt(wish, `Exclude${kind}`))
    .map(([, all]) => all.split('').filter((letter) => !without.has(letter)))
    .filter((all) => all.length > 0)
  const any = kinds.flat()
  const pick = (from: readonly string[]): string => from[randomInt(from.length)] ?? ''
  const length = numberAt(wish, 'PasswordLength') ?? 32
  const made = Array.from({ length }, (_, place) => pick(kinds[place] ?? any))
  return shuffled(made).join('')
}

function shuffled(all: string[]): string[] {
  for (let last = all.length - 1; last > 0; last--) {
    const other = randomInt(last + 1)
    ;[all[last], all[other]] = [all[other] ?? '', all[last] ?? '']
  }
  return all
}
