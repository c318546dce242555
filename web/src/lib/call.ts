import { createORPCClient, ORPCError } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { RefusalData } from '#shared/base/refusal'
import type { contract } from '#shared/contract'
import { routes } from 'virtual:contract'

export type Client = ContractRouterClient<typeof contract>

const link = new OpenAPILink(routes, {
  url: () => `${location.origin}/api`,
  fetch: (request, init) => fetch(request, { ...init, credentials: 'same-origin', cache: 'no-store' }),
})

/** Every operation of the contract, typed: `call.rows.open({ … })`. */
export const call: Client = createORPCClient(link)

/** The refusal in an error, where the server refused; `undefined` for a lost connection or a defect. */
export function refusalIn(error: unknown): RefusalData | undefined {
  if (!(error instanceof ORPCError) || error.code !== 'REFUSED') return undefined
  return error.data as RefusalData
}

/** The reference of a defect (500), by which an operator finds it in the log. */
export function referenceIn(error: unknown): string | undefined {
  if (!(error instanceof ORPCError)) return undefined
  const data: unknown = error.data
  return typeof data === 'object' && data !== null && 'reference' in data ? String(data.reference) : undefined
}

/** The request never got an answer: the connection is down or the server is away. */
export const isOffline = (error: unknown): boolean => error instanceof TypeError
