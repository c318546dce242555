import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { functionNames, type FunctionName } from './functions.ts'
import { metricsOf, percent } from './metrics.ts'
import type { QueueName } from './names.ts'
import type { DeskStack } from './parts.ts'

/** A figure that must stay within its bound, and who is held up when it does not. */
export interface Warning {
  id: string
  /** what an operator reads: who is held up, what still works, where to look first */
  sentence: string
  metric: IMetric
  /** rings above this */
  above?: number
  /** rings below this, and when there is no figure at all */
  below?: number
  /** so many periods in a row; one, where nothing is said */
  periods?: number
}

const deadLetters: readonly (readonly [queue: QueueName, sentence: string])[] = [
  [
    'changes-dead',
    'A large change was accepted but could not be applied after five tries: whoever saved it sees it unfinished. Nothing is lost. Read the log of the applier, mend the cause, then redrive the queue.',
  ],
  [
    'editions-dead',
    'An approved edition could not be published or withdrawn after five tries: its unit waits, readers still see what was there before. Read the log of the publisher, mend the cause, then redrive the queue.',
  ],
  [
    'imports-dead',
    'An uploaded file of cases could not be checked after five tries: whoever began the import sees it waiting. Nothing was saved. Read the log of the importer, mend the cause, then redrive the queue.',
  ],
  [
    'stream-dead',
    'Some changes never reached the feeds: colleagues who have the same sheet open do not see them until they open it again. The rows themselves are right. Read the log of the projector, then have the feeds rebuilt.',
  ],
  [
    'clock-dead',
    'The clock could not be started: interrupted changes are not resumed, editions with a set time are not published. Read the log of the clock.',
  ],
  [
    'tampered',
    'Something changed or removed an event of the ledger, which nothing in this product may do. Nobody is held up, but the history can no longer be trusted as it stands. Keep the messages of the queue, find the actor in the trail of the account, restore the ledger beside the old one and compare.',
  ],
]

const stopped: Record<FunctionName, string> = {
  staff: 'Staff get errors on their screens instead of rows and answers; what they typed waits in their browsers.',
  projector: 'Colleagues who have the same sheet open see each other’s changes late. Saving works.',
  applier: 'Large changes that were accepted stay unfinished for whoever saved them. Small edits work.',
  clock: 'Interrupted changes are not resumed and editions with a set time are not published. All else works.',
  publisher: 'Signed-off editions wait to be published. Readers still see what was there before.',
  importer: 'Nobody can read workbooks or files of cases in. Typing and pasting work.',
}

/** Everything that rings, in the order in which an operator would want to hear of it. */
export function alarmsOf(stack: DeskStack): Warning[] {
  const metrics = metricsOf(stack)
  const dead = deadLetters.map(([queue, sentence]) => ({
    id: `queue-${queue}`,
    sentence,
    metric: metrics.queue(queue, 'ApproximateNumberOfMessagesVisible'),
    above: 0,
  }))
  const refused = functionNames.map((name) => ({
    id: `throttled-${name}`,
    sentence: `${stopped[name]} More of the function "${name}" is wanted at once than the account allows: ask for a larger quota, or raise its reservation in infra/settings.ts.`,
    metric: metrics.function(name, 'Throttles'),
    above: 0,
  }))
  const failing = functionNames.map((name) => ({
    id: `failing-${name}`,
    sentence: `${stopped[name]} The function "${name}" ended with an error: search its log for "ERROR" and "Task timed out".`,
    metric: metrics.function(name, 'Errors'),
    above: 0,
    periods: 2,
  }))
  return [...service(metrics), ...late(metrics), ...dead, ...failing, ...refused, ...safety(metrics)]
}

type Metrics = ReturnType<typeof metricsOf>

/** What staff feel at once. */
const service = (metrics: Metrics): Warning[] => [
  {
    id: 'answers-fail',
    sentence:
      'More than one in a hundred requests of staff fail: they see an error with a reference. What they typed waits in their browsers. Search the log of the staff function for the reference.',
    metric: percent(metrics.gateway('5XXError', 'Sum'), metrics.gateway('Count', 'Sum')),
    above: 1,
  },
  {
    id: 'answers-slow',
    sentence:
      'One request in a hundred takes staff longer than a second. Nothing fails. Look at the duration of the staff function and at throttled tables.',
    metric: metrics.gateway('Latency', 'p99'),
    above: 1000,
    periods: 2,
  },
  {
    id: 'defects',
    sentence:
      'Somebody met a defect: an error that nobody foresaw. What they typed waits in their browser. The line of kind "defect" in the log of the function has the reference that stands on the screen.',
    metric: metrics.lines('defects'),
    above: 0,
  },
  ...(['state', 'ledger'] as const).map((table) => ({
    id: `table-${table}-throttled`,
    sentence: `Saving is slow or refused for everybody: the ${table} table is at its ceiling (tables.write in infra/settings.ts), or one key takes all the writing.`,
    metric: metrics.table(table, 'WriteThrottleEvents'),
    above: 0,
    periods: 5,
  })),
]

/** What waits longer than it should. */
const late = (metrics: Metrics): Warning[] => [
  {
    id: 'batch-stuck',
    sentence:
      'A large change waits for more than five minutes to be applied: whoever saved it sees it unfinished. The clock resumes it by itself; if this stays, read the log of the applier.',
    metric: metrics.queue('changes', 'ApproximateAgeOfOldestMessage'),
    above: 300,
  },
  {
    id: 'edition-stuck',
    sentence:
      'A signed-off edition waits for more than five minutes to be published: its unit and its readers wait. Read the log of the publisher.',
    metric: metrics.queue('editions', 'ApproximateAgeOfOldestMessage'),
    above: 300,
  },
  {
    id: 'feeds-late',
    sentence:
      'Colleagues see each other’s changes more than 15 minutes late. Saving works. Read the log of the projector: after 24 hours the stream forgets, and the feeds have to be rebuilt.',
    metric: metrics.streamLag(),
    above: 900,
    periods: 3,
  },
  {
    id: 'stream-late',
    sentence:
      'The projector is more than 15 minutes behind the state table: colleagues see each other’s changes late. Saving works. Read the log of the projector.',
    metric: metrics.function('projector', 'IteratorAge', 'Maximum'),
    above: 900_000,
  },
  {
    id: 'clock-stopped',
    sentence:
      'The clock has not run for ten minutes: interrupted changes are not resumed, editions with a set time are not published. Look at its schedule.',
    metric: metrics.function('clock', 'Invocations'),
    below: 1,
    periods: 2,
  },
]

/** What somebody may be trying. */
const safety = (metrics: Metrics): Warning[] => [
  {
    id: 'failed-sign-ins',
    sentence:
      'More than 50 sign-ins failed within five minutes: somebody may be guessing passwords, and the accounts tried lock themselves for ten minutes. Read the gateway’s log by address.',
    metric: metrics.lines('failed-sign-ins'),
    above: 50,
  },
]
