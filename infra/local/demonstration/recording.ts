import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { Day } from '#shared/base/day'
import { contract } from '#shared/contract'
import { demonstration } from './district.ts'

type Call = ContractRouterClient<typeof contract>

/**
 * 收录. Takes the recorded accounts, and those of the example centre's year before, over as editions, through the staff
 * API of a running system and by the rights of the accountant whose one-time code this is; nothing where that is done
 * already.
 * @param staff the address of the staff app
 * @param day the day that "last year" is counted from
 */
export async function recordAccounts(staff: string, { code, day }: { code: string; day: Day }): Promise<void> {
  const call = clientOf(staff)
  await call.session.redeem({ code })
  const { before, recorded } = demonstration({ today: day })
  for (const accounts of [before, recorded]) await recordOnce(call, accounts)
  await call.session.signOut({})
}

async function recordOnce(
  call: Call,
  { year, unit, source }: { year: number; unit: string; source: string },
): Promise<void> {
  const of = { year, unit }
  const { editions } = await call.disclosure.list(of)
  if (editions.length > 0) return
  const { hash } = await call.disclosure.draft(of)
  await call.disclosure.record({ ...of, hash, source })
}

/** A browser's client: one origin, one cookie. */
function clientOf(staff: string): Call {
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
