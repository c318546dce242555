import { createORPCClient } from '@orpc/client'
import type { ContractRouterClient } from '@orpc/contract'
import { OpenAPILink } from '@orpc/openapi-client/fetch'
import type { BatchAnswer, ChangeSet } from '#shared/base/changes'
import { contract } from '#shared/contract'
import type { System } from './system.ts'

export type Client = ContractRouterClient<typeof contract>

/** One person's browser, as far as the API sees it: an origin, a cookie jar, JSON. */
export interface Person {
  call: Client
  cookie(): string
  /** a plain request with the same cookie and origin */
  fetch(path: string, init?: RequestInit): Promise<Response>
}

/** Somebody who has not signed in yet. */
export function somebody(staff: string): Person {
  let cookie = ''
  const send = async (url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const request = new Request(url, init)
    request.headers.set('origin', staff)
    request.headers.set('sec-fetch-site', 'same-origin')
    if (cookie) request.headers.set('cookie', cookie)
    const response = await fetch(request)
    for (const line of response.headers.getSetCookie()) {
      const [pair = ''] = line.split(';')
      cookie = pair.endsWith('=') ? '' : pair
    }
    return response
  }
  const link = new OpenAPILink(contract, { url: `${staff}/api`, fetch: (request, init) => send(request, init) })
  return {
    call: createORPCClient(link),
    cookie: () => cookie,
    fetch: (path, init) => send(`${staff}${path}`, init),
  }
}

/** Somebody signed in by a demonstration link; each link works once. */
export async function signIn(system: System, role: string): Promise<Person> {
  const link = system.links[role]
  if (!link) throw new Error(`No sign-in link for ${role}: ${Object.keys(system.links).join(', ')}`)
  const person = somebody(system.staff)
  const { next } = await person.call.session.redeem({ code: new URL(link).hash.slice(1) })
  if (next !== 'done') throw new Error(`The link of ${role} asks for ${next}`)
  return person
}

const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A ULID for a batch or a row; tests run by the machine's clock. */
export const mint = (): string =>
  Array.from(crypto.getRandomValues(new Uint8Array(26)), (byte, i) => (i === 0 ? '0' : letters[byte % 32])).join('')

/** Sends a change-set and waits until it is applied whole. */
export async function applied(person: Person, change: ChangeSet): Promise<BatchAnswer> {
  let answer = await person.call.changes.submit(change)
  while (answer.state !== 'applied') {
    await new Promise((resolve) => setTimeout(resolve, 50))
    answer = await person.call.changes.batch({ batch: answer.batch })
  }
  return answer
}

type Cell = string | number | boolean | null

/** The column-wise form of rows with the same columns. */
export function columnsOf(rows: readonly Record<string, Cell>[]): { key: string; words: Cell[]; after: number[] }[] {
  return Object.keys(rows[0] ?? {}).map((key) => {
    const words = [...new Set(rows.map((row) => row[key] ?? null))]
    return { key, words, after: rows.map((row) => words.indexOf(row[key] ?? null)) }
  })
}

/** A change-set that creates rows, with fresh ids. */
export const creating = (
  sheet: ChangeSet['sheet'],
  place: string,
  rows: readonly Record<string, Cell>[],
): ChangeSet => ({
  batch: mint(),
  sheet,
  place,
  gesture: 'paste',
  creates: { rows: rows.map(mint), columns: columnsOf(rows) },
})
