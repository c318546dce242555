import type { Clock } from './clock.ts'
import type { Call } from './engine/call.ts'
import { RuntimeFault } from './fault.ts'
import type { Functions } from './functions/functions.ts'
import type { Queues } from './queues/queues.ts'
import type { Principal, Roles } from './rights/principal.ts'
import type { Rights } from './rights/rights.ts'
import type { Positions } from './streams/positions.ts'
import type { Table } from './tables.ts'
import type { Properties } from './template/assembly.ts'
import { textsAt } from './template/properties.ts'

/** What event sources work with. */
export interface Around {
  queues: Queues
  functions: Functions
  roles: Roles
  rights: Rights
  clock: Clock
  tables: readonly Table[]
  positions: Positions
  call: Call
  failed: (sentence: string) => void
}

/** @throws RuntimeFault where the principal lacks one of the rights: a deployment would be refused as well */
export function need(
  principal: Principal,
  rights: readonly string[],
  { resource, around }: { resource: string; around: Around },
) {
  for (const action of rights) {
    const refusal = around.rights.refusal(principal, { action, resource })
    if (refusal !== undefined) throw new RuntimeFault(`${refusal}. A deployment would fail for the same reason.`)
  }
}

/** Whether a mapping's function says which of its records it did not manage. */
export const reports = (properties: Properties): boolean =>
  textsAt(properties, 'FunctionResponseTypes').includes('ReportBatchItemFailures')
