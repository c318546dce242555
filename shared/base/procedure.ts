import { oc } from '@orpc/contract'
import type { Right } from './access.ts'

/** What an operation asks of its caller: a right, a session (`signed-in`), or nothing (`anyone`). */
export interface OperationMeta extends Record<string, unknown> {
  right: Right | 'signed-in' | 'anyone'
  /** asks for a second factor not older than five minutes */
  fresh?: true
  /** asked by the page itself, not by the person: it does not keep the session awake */
  quiet?: true
  /** the firewall's body-size rules only count here, and larger bodies are let in */
  large?: true
  /** the function that answers, where it is not the staff API itself */
  by?: 'importer'
  /** requests a second that the gateway lets through for this operation, when not the default */
  throttle?: number
}

/** The start of every operation of the contract. Without a stated right an operation is closed to all. */
export const operation = oc.$meta<OperationMeta>({ right: 'audit:read' })
