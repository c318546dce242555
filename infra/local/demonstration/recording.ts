import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import { contract } from '#shared/contract'
import { recordedSource, recordedUnit, recordedYear } from './recorded.ts'

/**
 * 收录. Takes the recorded accounts over as an edition, through the staff API of a running system and by the rights of
 * the accountant whose one-time code this is; nothing where that is done already.
 * @param staff the address of the staff app
 */
export async function recordAccounts(staff: string, code: string): Promise<void> {
  const call = clientOf(staff)
  await call.session.redeem({ code })
  const of = { year: recordedYear, unit: recordedUnit.code }
  const { editions } = await call.disclosure.list(of)
  if (editions.length === 0) {
    const { hash } = await call.disclosure.draft(of)
    await call.disclosure.record({ ...of, hash, source: recordedSource.source })
  }
  await call.session.signOut({})
}

/** A browser's client: one origin, one cookie. */
function clientOf(staff: string): ContractRouterClient<typeof contract> {
  let cookie = ''
  const send = async (request: Request): Promise<Response> => {
    const headers = new Headers(request.headers)
    headers.set('origin', staff)
    if (cookie) headers.set('cookie', cookie)
    const response = await fetch(new Request(request, { headers }))
    cookie = response.headers.getSetCookie()[0]?.split(';')[0] ?? cookie
    return response
  }
  return createORPCClient(new OpenAPILink(contract, { url: `${staff}/api`, fetch: (request) => send(request) }))
}
