import { hash } from 'node:crypto'
import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { PutCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod'
import type { Actor } from '#shared/base/access'
import { refusal } from '#shared/base/refusal'
import { ImportJob } from '#shared/cases/contract'
import { sourceOf, type Mapping } from '#shared/cases/importing/mapping'
import { importKey, importsOf, indexes, mappingKey, unfinishedImports } from '#functions/store/layout'
import type { Item, Store } from '#functions/store/store'

/** A job lives as long as its uploaded file. */
const LIFETIME = 400 * 24 * 60 * 60

const Kept = ImportJob.extend({ fresh: z.boolean() })
export type KeptJob = z.infer<typeof Kept>

const keptOf = (item: Item | undefined): KeptJob | undefined => item && Kept.parse(item)

export type Begun = Pick<ImportJob, 'id' | 'upload' | 'name' | 'headings'> & { mapping: Mapping }

const nothingYet = { read: 0, ready: 0, refused: 0, saved: 0, unchanged: 0, lost: 0, undone: 0, left: 0, parts: 0, part: 0 } // prettier-ignore

/** Begins an import, once: the same again is answered as it stands. @throws import/unknown-job */
export async function beginJob(store: Store, begun: Begun, by: Actor, now: string): Promise<KeptJob> {
  const job = { ...begun, ...nothingYet, state: 'checking', by: by.account, fresh: by.fresh, at: now }
  const found = { gsi1pk: importsOf(store.district, by.account), gsi1sk: `${now}#${begun.id}` }
  const ttl = Math.floor(Date.parse(now) / 1000) + LIFETIME
  const waiting = { unfinished: unfinishedImports(store.district), since: now }
  const Item = { ...importKey(store.district, begun.id), ...job, ...found, ...waiting, ttl }
  try {
    await store.db.send(
      new PutCommand({ TableName: store.tables.state, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
    )
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error
  }
  await remember(store, begun, now)
  return knownJob(store, begun.id)
}

/** @throws import/unknown-job */
export async function knownJob(store: Store, id: string): Promise<KeptJob> {
  const [item] = await store.read([importKey(store.district, id)])
  const job = keptOf(item)
  if (!job) throw refusal('import/unknown-job', {})
  return job
}

/** One's own job: nobody looks into the files of another. @throws import/unknown-job */
export async function ownJob(store: Store, id: string, { account }: Actor): Promise<KeptJob> {
  const job = await knownJob(store, id)
  if (job.by !== account) throw refusal('import/unknown-job', {})
  return job
}

/** The last imports of an account, newest first. */
export async function jobsOf(store: Store, account: string): Promise<ImportJob[]> {
  const page = await store.db.send(
    new QueryCommand({
      TableName: store.tables.state,
      IndexName: indexes.gsi1,
      ScanIndexForward: false,
      Limit: 20,
      KeyConditionExpression: 'gsi1pk = :by',
      ExpressionAttributeValues: { ':by': importsOf(store.district, account) },
    }),
  )
  const keys = ((page.Items ?? []) as Item[]).map(({ pk, sk }) => ({ pk, sk }))
  return (await store.read(keys)).flatMap((item) => toldOf(keptOf(item)))
}

const toldOf = (job: KeptJob | undefined): ImportJob[] => (job ? [ImportJob.parse(job)] : [])

type State = ImportJob['state']

/** States in which somebody is at work on it; should he be gone, the clock finds it by when it last moved on. */
const underWay: ReadonlySet<State> = new Set(['checking', 'writing', 'undoing'])

interface Step {
  now: string
  /** the states from which it is taken, and the number of pieces done with then */
  from: readonly State[]
  part?: number
  set: Partial<Pick<KeptJob, 'state' | 'parts' | 'part' | 'read' | 'ready' | 'refused' | 'because'>>
  add?: Partial<Pick<KeptJob, 'saved' | 'unchanged' | 'lost' | 'undone' | 'left'>>
}

/** Moves a job on; false where somebody else moved it first, or it is not where it was thought to be. */
export async function moveJob(store: Store, id: string, step: Step): Promise<boolean> {
  const { from, part, add = {} } = step
  const { set, remove } = marked(store, step)
  const states = from.map((state, i) => [`:from${i}`, state] as const)
  const clauses = [
    `SET ${Object.keys(set)
      .map((name) => `#${name} = :${name}`)
      .join(', ')}`,
    ...(remove.length > 0 ? [`REMOVE ${remove.join(', ')}`] : []),
    ...(Object.keys(add).length > 0
      ? [
          `ADD ${Object.keys(add)
            .map((name) => `#${name} :${name}`)
            .join(', ')}`,
        ]
      : []),
  ]
  const named = [...Object.entries(set), ...Object.entries(add)]
  const held = `#state IN (${states.map(([name]) => name).join(', ')})`
  try {
    await store.db.send(
      new UpdateCommand({
        TableName: store.tables.state,
        Key: importKey(store.district, id),
        UpdateExpression: clauses.join(' '),
        ConditionExpression: part === undefined ? held : `${held} AND #part = :at`,
        ExpressionAttributeNames: {
          '#state': 'state',
          ...(part === undefined ? {} : { '#part': 'part' }),
          ...Object.fromEntries(named.map(([name]) => [`#${name}`, name])),
        },
        ExpressionAttributeValues: {
          ...Object.fromEntries([...named.map(([name, value]) => [`:${name}`, value] as const), ...states]),
          ...(part === undefined ? {} : { ':at': part }),
        },
      }),
    )
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

/** What is set, with the mark by which the clock finds a job that was left lying; a job that is done with loses it. */
function marked({ district }: Store, { set, now, from }: Step): { set: Record<string, unknown>; remove: string[] } {
  const goesOn = underWay.has(set.state ?? from[0] ?? 'checked')
  if (!goesOn) return { set, remove: ['unfinished', 'since'] }
  return { set: { ...set, unfinished: unfinishedImports(district), since: now }, remove: [] }
}

const printOf = (headings: readonly string[]): string => hash('sha256', sourceOf(headings))

async function remember(store: Store, { headings, mapping }: Begun, now: string): Promise<void> {
  const Item = { ...mappingKey(store.district, printOf(headings)), mapping, at: now }
  await store.db.send(new PutCommand({ TableName: store.tables.state, Item }))
}

/** The mapping that was chosen last for a file with these headings. */
export async function rememberedMapping(store: Store, headings: readonly string[]): Promise<Mapping | undefined> {
  const [item] = await store.read([mappingKey(store.district, printOf(headings))])
  return item && z.array(z.string().nullable()).parse(item.mapping)
}
