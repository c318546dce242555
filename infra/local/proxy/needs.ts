import type { Context } from '../rights/condition.ts'
import type { Question } from '../rights/policy.ts'
import type { Json } from '../template/assembly.ts'
import { wordOf } from '../template/properties.ts'

/** A value as DynamoDB writes it: `{ S: 'text' }`. */
type Value = Readonly<Record<string, Json>>

/** What the rights check reads of a request's body. */
export interface Body {
  TableName?: string
  IndexName?: string
  Key?: Readonly<Record<string, Value>>
  Item?: Readonly<Record<string, Value>>
  KeyConditionExpression?: string
  ExpressionAttributeNames?: Readonly<Record<string, string>>
  ExpressionAttributeValues?: Readonly<Record<string, Value>>
  RequestItems?: Readonly<Record<string, unknown>>
  TransactItems?: readonly Readonly<Record<string, Body | undefined>>[]
}

export interface Tables {
  /** the ARN of a table by its name; of tables that no stack makes, as if it did */
  arnOf(table: string): string
  partitionKeyOf(table: string): string | undefined
}

/** A question, and the ARN of the table whose customer key is used along. */
export interface Need {
  question: Question
  table: string
}

/** Actions of a transaction, by the word that its request uses. Source: DynamoDB guide, "IAM and transactions". */
const transacted: Readonly<Record<string, string>> = {
  ConditionCheck: 'ConditionCheckItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
}

/** Operations that are about no table in particular. */
const unbound = new Set(['ListTables', 'DescribeLimits', 'DescribeEndpoints'])

const nameOf = (table: string): string => (table.startsWith('arn:') ? (table.split('/')[1] ?? table) : table)

/**
 * What a caller needs for an operation: an action for each table or index that it touches, a transaction one for each
 * kind of action on each table. `leading` adds the partition keys, for policies that ask for them.
 */
export function needsOf(operation: string, body: Body, tables: Tables, leading: boolean): Need[] {
  const need = (action: string, part: Body, table = part.TableName ?? ''): Need => {
    const arn = tables.arnOf(nameOf(table))
    const resource = part.IndexName === undefined ? arn : `${arn}/index/${part.IndexName}`
    const context = leading ? { context: leadingKeys(part, tables.partitionKeyOf(nameOf(table))) } : {}
    return { question: { action: `dynamodb:${action}`, resource, ...context }, table: arn }
  }
  if (unbound.has(operation)) return [{ question: { action: `dynamodb:${operation}`, resource: '*' }, table: '' }]
  if (body.TransactItems)
    return distinct(
      body.TransactItems.flatMap((item) => transactedNeeds(item, need)),
      leading,
    )
  if (body.RequestItems)
    return Object.entries(body.RequestItems).flatMap(([table, asked]) => batched(operation, table, asked, need))
  return [need(operation, body)]
}

type NeedOf = (action: string, part: Body, table?: string) => Need

function transactedNeeds(item: Readonly<Record<string, Body | undefined>>, need: NeedOf): Need[] {
  return Object.entries(item).flatMap(([word, part]) => (part ? [need(transacted[word] ?? word, part)] : []))
}

/** A batch is one action on each table; its keys are all leading keys of the one question. */
function batched(operation: string, table: string, asked: unknown, need: NeedOf): Need[] {
  const parts = batchParts(asked)
  const needs = parts.map((part) => need(operation, part, table))
  const [first = need(operation, {}, table)] = needs
  const keys = needs.flatMap(({ question }) => question.context?.['dynamodb:LeadingKeys'] ?? [])
  const context = first.question.context ? { context: { 'dynamodb:LeadingKeys': keys } } : {}
  return [{ ...first, question: { ...first.question, ...context } }]
}

function batchParts(asked: unknown): Body[] {
  if (Array.isArray(asked)) {
    return asked.flatMap(
      (write: { PutRequest?: Body; DeleteRequest?: Body }) => write.PutRequest ?? write.DeleteRequest ?? [],
    )
  }
  const { Keys = [] } = (asked ?? {}) as { Keys?: Body['Key'][] }
  return Keys.flatMap((Key) => (Key ? [{ Key }] : []))
}

/** Equal questions are asked once; with keys in them they differ. */
function distinct(needs: readonly Need[], leading: boolean): Need[] {
  if (leading) return [...needs]
  return [...new Map(needs.map((one) => [`${one.question.action} ${one.question.resource}`, one])).values()]
}

function leadingKeys(part: Body, partitionKey: string | undefined): Context {
  const value =
    partitionKey === undefined
      ? undefined
      : (part.Key?.[partitionKey] ?? part.Item?.[partitionKey] ?? queried(part, partitionKey))
  const [text] = Object.values(value ?? {})
  return text === undefined ? {} : { 'dynamodb:LeadingKeys': [wordOf(text)] }
}

/** The partition key that a query names: `pk = :value`, by name or placeholder. */
function queried(part: Body, partitionKey: string): Value | undefined {
  for (const [, name = '', value = ''] of (part.KeyConditionExpression ?? '').matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g)) {
    if ((part.ExpressionAttributeNames?.[name] ?? name) === partitionKey) return part.ExpressionAttributeValues?.[value]
  }
  return undefined
}

/** Operations after which a table's stream may hold something new. */
const writing = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'])

export const writes = (operation: string): boolean => writing.has(operation)
