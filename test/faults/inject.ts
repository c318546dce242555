import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import type { Store } from '#functions/store/store'

/** How often each fault happens, as a part of one; left out: never. */
export interface Faults {
  /** refused before anything was done: the client library tries again */
  throttle?: number
  /** another transaction was in the way */
  conflict?: number
  /** the request never arrived */
  timeoutBefore?: number
  /** it was done, and its answer was lost */
  timeoutAfter?: number
  /** a random half comes back unprocessed */
  unprocessed?: number
  /** an index answers what it answered last time */
  stale?: number
}

export interface Injected {
  store: Store
  /** how many faults of each kind there were */
  counts: Record<keyof Faults, number>
  /** from now on nothing fails */
  calm(): void
}

type Named = Error & { $metadata?: unknown }

const failing = (name: string): Named => Object.assign(new Error(`injected ${name}`), { name, $metadata: {} })

interface Call {
  operation: string
  input: Record<string, unknown>
}

interface Args {
  input: Record<string, unknown>
}

/** The answer of an operation, as the document client hands it over. */
interface Answer {
  output: Record<string, unknown>
}

/**
 * Puts faults between the client library and the engine: those that a network and a busy table have. `outer` faults reach
 * our own code, the others are first met by the library's own retries.
 */
export function inject(store: Store, faults: Faults, chance: () => number): Injected {
  const counts = { throttle: 0, conflict: 0, timeoutBefore: 0, timeoutAfter: 0, unprocessed: 0, stale: 0 }
  const answers = new Map<string, Answer>()
  let on = true
  const strikes = (kind: keyof Faults): boolean => {
    const hit = on && chance() < (faults[kind] ?? 0)
    if (hit) counts[kind]++
    return hit
  }
  const meddle = async ({ operation, input }: Call, next: () => Promise<Answer>): Promise<Answer> => {
    if (strikes('throttle')) throw failing('ThrottlingException')
    if (strikes('timeoutBefore')) throw failing('TimeoutError')
    if (operation === 'TransactWriteItemsCommand' && strikes('conflict')) throw conflict(input)
    const answer = await next()
    if (strikes('timeoutAfter')) throw failing('TimeoutError')
    if (operation === 'BatchGetItemCommand' && strikes('unprocessed')) return halved(input, answer, chance)
    return input.IndexName === undefined ? answer : late(indexed(input), answer)
  }
  const late = (asked: string, answer: Answer): Answer => {
    const earlier = answers.get(asked)
    if (earlier && strikes('stale')) return earlier
    answers.set(asked, answer)
    return answer
  }
  for (const [name, toMiddleware] of [
    ['faults-met-by-retries', 'retryMiddleware'],
    ['faults-met-by-us', 'loggerMiddleware'],
  ] as const)
    store.db.middlewareStack.addRelativeTo(
      ((next: (args: Args) => Promise<Answer>, { commandName }: { commandName?: string }) =>
        (args: Args) =>
          meddle({ operation: String(commandName), input: args.input }, () => next(args))) as never,
      { name, relation: 'after', toMiddleware },
    )
  return { store, counts, calm: () => void (on = false) }
}

const conflict = ({ TransactItems }: Record<string, unknown>): Error =>
  new TransactionCanceledException({
    message: 'injected conflict',
    $metadata: {},
    CancellationReasons: (TransactItems as unknown[]).map((_, i) => ({
      Code: i === 0 ? 'TransactionConflict' : 'None',
    })),
  })

/** An index and the partition that is asked of it, whatever else the question says. */
const indexed = ({ IndexName, ExpressionAttributeValues }: Record<string, unknown>): string =>
  JSON.stringify([IndexName, Object.values(ExpressionAttributeValues as Record<string, unknown>)[0]])

interface Asked {
  Keys: Record<string, unknown>[]
}

/** Gives a random half of what was found back as unprocessed. */
function halved({ RequestItems }: Record<string, unknown>, answer: Answer, chance: () => number): Answer {
  const unprocessed: Record<string, Asked> = {}
  const responses: Record<string, Record<string, unknown>[]> = {}
  const found = answer.output.Responses as Record<string, Record<string, unknown>[]>
  for (const [table, asked] of Object.entries(RequestItems as Record<string, Asked>)) {
    const back = asked.Keys.filter(() => chance() < 0.5)
    const isBack = (item: Record<string, unknown>) => back.some((key) => same(key, item))
    responses[table] = (found[table] ?? []).filter((item) => !isBack(item))
    if (back.length > 0) unprocessed[table] = { ...asked, Keys: back }
  }
  return { ...answer, output: { ...answer.output, Responses: responses, UnprocessedKeys: unprocessed } }
}

const same = (key: Record<string, unknown>, item: Record<string, unknown>): boolean =>
  plain(key.pk) === plain(item.pk) && plain(key.sk) === plain(item.sk)

const plain = (value: unknown): string =>
  JSON.stringify(typeof value === 'object' && value ? Object.values(value)[0] : value)

/** Numbers from 0 up to 1 that are the same for the same seed (mulberry32). */
export function chanceOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
