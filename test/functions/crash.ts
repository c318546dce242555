import type { Publishing } from '#functions/publisher/publishing'
import { filesClient, siteIn } from '#functions/store/editions-files'
import type { Store } from '#functions/store/store'

/** What a publisher's death looks like from outside: nothing of it runs any more. */
export class Crash extends Error {}

const writing = /^(PutObject|DeleteObject|TransactWrite|Update)/

export interface Faults {
  /** writes so far, of files and of rows */
  count: () => number
  publishing: Publishing
}

/**
 * A publisher that dies at its k-th write, before it is sent or after it was done; without `at` it only counts. The
 * fault sits between the clients and the engines.
 */
export function dying(
  base: Publishing,
  files: { endpoint: string },
  at?: { write: number; when: 'before' | 'after' },
): Faults {
  let count = 0
  let dead = false
  const through = async <T>(name: string, send: () => Promise<T>): Promise<T> => {
    if (dead) throw new Crash('dead')
    if (!writing.test(name)) return send()
    count++
    const now = at?.write === count
    if (now) dead = true
    if (now && at.when === 'before') throw new Crash(`before write ${count}`)
    const answer = await send()
    if (now) throw new Crash(`after write ${count}`)
    return answer
  }
  const credentials = { accessKeyId: 'test', secretAccessKey: 'secret' }
  const s3 = filesClient({ ...files, region: 'local', credentials, forcePathStyle: true })
  s3.middlewareStack.add((next, context) => async (args) => through(String(context.commandName), () => next(args)), {
    step: 'initialize',
    name: 'death',
  })
  const db = new Proxy(base.store.db, {
    get(client, key, receiver) {
      if (key !== 'send') return Reflect.get(client, key, receiver) as unknown
      return (command: object) =>
        through(command.constructor.name, () => client.send(command as never) as Promise<unknown>)
    },
  })
  const store: Store = { ...base.store, db }
  return { count: () => count, publishing: { ...base, store, site: siteIn(s3, 'editions') } }
}
