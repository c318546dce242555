import { fault } from './fault.ts'

/** What a form may hold, as its signer wrote it. */
export interface Policy {
  conditions: readonly Condition[]
  smallest: number
  largest: number
}

interface Condition {
  operator: 'eq' | 'starts-with'
  field: string
  value: string
}

type Fields = ReadonlyMap<string, string>

/** Fields that need no condition. */
const free = /^(x-amz-signature|file|policy|bucket|x-ignore-.*)$/

/**
 * Reads the policy of an upload by form, which is base64 of JSON.
 * Source: Amazon S3 API Reference, "POST policy".
 *
 * @throws InvalidPolicyDocument, and AccessDenied once it has expired
 */
export function policyOf(encoded: string, now: Date, limit: number): Policy {
  const { expiration, conditions } = parsed(encoded)
  const until = typeof expiration === 'string' ? Date.parse(expiration) : Number.NaN
  if (Number.isNaN(until) || !Array.isArray(conditions)) throw fault('InvalidPolicyDocument')
  if (until < now.getTime()) throw fault('AccessDenied', 'Invalid according to Policy: Policy expired.')
  const policy = { conditions: [] as Condition[], smallest: 0, largest: limit }
  for (const condition of conditions as unknown[]) {
    if (!Array.isArray(condition)) policy.conditions.push(...exact(condition))
    else if (condition[0] === 'content-length-range') {
      policy.smallest = size(condition[1])
      policy.largest = Math.min(limit, size(condition[2]))
    } else policy.conditions.push(matching(condition))
  }
  return policy
}

function parsed(encoded: string): { expiration?: unknown; conditions?: unknown } {
  try {
    const policy: unknown = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8'))
    if (typeof policy === 'object' && policy !== null) return policy
  } catch {
    // told below
  }
  throw fault('InvalidPolicyDocument')
}

function exact(condition: unknown): Condition[] {
  if (typeof condition !== 'object' || condition === null) throw fault('InvalidPolicyDocument')
  return Object.entries(condition).map(([field, value]: [string, unknown]) => matching(['eq', `$${field}`, value]))
}

function matching([operator, field, value]: readonly unknown[]): Condition {
  const known = operator === 'eq' || operator === 'starts-with'
  if (!known || typeof field !== 'string' || !field.startsWith('$') || typeof value !== 'string')
    throw fault('InvalidPolicyDocument')
  return { operator, field: field.slice(1).toLowerCase(), value }
}

function size(value: unknown): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 0) throw fault('InvalidPolicyDocument')
  return number
}

/** Every condition must hold, and every field be named by one. @throws AccessDenied */
export function checkFields(policy: Policy, fields: Fields): void {
  for (const { operator, field, value } of policy.conditions) {
    const given = fields.get(field) ?? ''
    if (operator === 'eq' ? given !== value : !given.startsWith(value))
      throw fault(
        'AccessDenied',
        `Invalid according to Policy: Policy Condition failed: ["${operator}", "$${field}", "${value}"]`,
      )
  }
  const extra = [...fields.keys()].filter(
    (name) => !free.test(name) && !policy.conditions.some(({ field }) => field === name),
  )
  if (extra.length > 0)
    throw fault('AccessDenied', `Invalid according to Policy: Extra input fields: ${extra.join(', ')}`)
}

/** Lets bytes pass up to the policy's limit. @throws EntityTooLarge, EntityTooSmall */
export async function* within({ smallest, largest }: Policy, bytes: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let seen = 0
  for await (const chunk of bytes) {
    seen += chunk.length
    if (seen > largest)
      throw fault('EntityTooLarge', { facts: { ProposedSize: String(seen), MaxSizeAllowed: String(largest) } })
    yield chunk
  }
  if (seen < smallest)
    throw fault('EntityTooSmall', { facts: { ProposedSize: String(seen), MinSizeAllowed: String(smallest) } })
}
