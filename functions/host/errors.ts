import { randomUUID } from 'node:crypto'
import { ORPCError, ValidationError } from '@orpc/server'
import { Refusal, refusal, refusalData, type RefusalData } from '#shared/base/refusal'
import { statuses } from '#shared/base/refusals'

/** How a thrown thing is answered, and what the log says of it. */
export interface Failure {
  status: number
  outcome: string
  error: ORPCError<string, unknown>
  /** set for defects: what was thrown, and the reference by which an operator finds it */
  defect?: { reference: string; cause: unknown }
}

/** zod may find a hundred thousand faults in one body; a reader needs the first few. */
const issuesShown = 20

/**
 * Whatever was thrown, as the typed error that goes over the wire: a refusal with its code and facts; a body that does
 * not fit the contract as `request/not-understood`; all else as a defect with nothing but a reference.
 */
export function failureOf(thrown: unknown): Failure {
  if (isRefusal(thrown)) return refusedAs(refusalData(thrown))
  if (isWireError(thrown)) return failureOfLibrary(thrown)
  return defectOf(thrown)
}

const isRefusal = (thrown: unknown): thrown is Refusal => thrown instanceof Refusal

export const isWireError = (thrown: unknown): thrown is ORPCError<string, unknown> => thrown instanceof ORPCError

function refusedAs(data: RefusalData): Failure {
  const status = statuses[data.code]
  const error = new ORPCError('REFUSED', { status, message: data.code, data })
  return { status, outcome: data.code, error }
}

function failureOfLibrary(error: ORPCError<string, unknown>): Failure {
  if (error.code !== 'BAD_REQUEST') return defectOf(error.cause ?? error)
  const found = error.cause instanceof ValidationError ? error.cause.issues : []
  const issues = found.slice(0, issuesShown).map(({ path, message }) => ({ path: pathOf(path), message }))
  return refusedAs(refusalData(refusal('request/not-understood', { issues })))
}

const pathOf = (path: ValidationError['issues'][number]['path']): string =>
  (path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.')

function defectOf(cause: unknown): Failure {
  const reference = randomUUID().slice(0, 8)
  const error = new ORPCError('INTERNAL_SERVER_ERROR', { message: 'Defect', data: { reference } })
  return { status: 500, outcome: 'defect', error, defect: { reference, cause } }
}
