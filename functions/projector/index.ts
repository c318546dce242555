import type { DynamoDBStreamHandler } from 'aws-lambda'
import { sheets } from '#shared/sheets'
import { clock } from '#functions/host/clock'
import { log } from '#functions/host/log'
import type { FeedHead } from '#functions/store/feed'
import { storeHere } from '#functions/host/store'
import { lagLine } from './lag.ts'
import { project } from './project.ts'

const store = storeHere()
const remembered = { told: new Map<string, number>(), heads: new Map<string, FeedHead>() }

const failed = (error: unknown): void => {
  const { message, stack } = error instanceof Error ? error : new Error(String(error))
  log.defect({ reference: 'stream', operation: 'project', error: message, stack })
}

/** The state table's stream. */
export const handler: DynamoDBStreamHandler = async ({ Records }) => {
  const answer = await project(Records, { store, rulebook: { sheets }, now: () => clock.now(), ...remembered, failed })
  const line = lagLine(Records, clock.now(), process.env)
  if (line !== undefined) process.stdout.write(line)
  return answer
}
