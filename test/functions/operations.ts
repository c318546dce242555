import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { get } from '@orpc/shared'
import { contract } from '#shared/contract'
import type { OperationMeta } from '#shared/base/procedure'
import type { Client } from './front.ts'

export interface Operation {
  name: string
  method: string
  /** as the gateway knows it, with `{variables}` */
  path: string
  meta: Partial<OperationMeta>
}

/** Every operation of the contract by its name, with what it asks of its caller. */
export const operations = (function listed(router: AnyContractRouter, path: string[] = []): Operation[] {
  if (isContractProcedure(router)) {
    const { meta, route } = router['~orpc']
    return [
      {
        name: path.join('.'),
        method: route.method ?? 'POST',
        path: `/api${route.path ?? ''}`,
        meta: meta as OperationMeta,
      },
    ]
  }
  return Object.entries(router).flatMap(([name, inner]) => listed(inner, [...path, name]))
})(contract)

const batch = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
const other = '01ARZ3NDEKTSV4RRFFQ69G5FAW'
const units = { place: '', sheet: 'units' }
const edition = { year: 2025, unit: 'centre', edition: 1 }
const bound = { ...edition, rev: 1, hash: 'a'.repeat(64) }

/** Something to ask each operation for, about things that are not there. A new operation without one does not pass. */
export const asks: Record<string, unknown> = {
  'session.signIn': { login: 'nobody', password: 'x' },
  'session.redeem': { code: '00000-00000' },
  'session.factor': { ticket: 'x'.repeat(43), totp: '000000' },
  'session.setPassword': { ticket: 'x'.repeat(43), password: 'x' },
  'session.enrolTotp': { ticket: 'x'.repeat(43) },
  'session.me': undefined,
  'session.refresh': {},
  'session.changePassword': { password: 'x', next: 'y' },
  'session.signOut': {},
  'session.list': undefined,
  'people.reset': { account: 'x' },
  'people.endSessions': { account: 'x' },
  'people.events': { account: 'x' },
  'rows.open': { place: '', sheets: ['units'] },
  'rows.follow': { place: '', sheets: ['units'], cursor: '0.0' },
  'rows.rebuild': { as: batch },
  'rows.history': { ...units, row: 'x' },
  'rows.voided': units,
  'changes.submit': { ...units, batch, gesture: 'form', voids: [{ row: 'x', rev: 1 }] },
  'changes.batch': { batch },
  'changes.undo': { batch, as: batch },
  'changes.cells': { batch },
  'changes.list': {},
  'views.list': { sheet: 'units' },
  'views.save': { id: batch, sheet: 'units', rev: 0, name: '视图', shared: false, state: { filters: [], sort: [], order: [], hidden: [], widths: {}, frozen: 0, lines: 'one' } }, // prettier-ignore
  'views.remove': { id: batch, sheet: 'units', rev: 1 },
  'exports.begin': { ...units, rows: 1, columns: ['name'], format: 'csv', filtered: false },
  'uploads.sign': { upload: 'a'.repeat(64), bytes: 1 },
  'accounts.readWorkbook': { year: 2025, unit: 'centre', upload: 'a'.repeat(64), name: '决算.xlsx' },
  'cases.course': { row: 'x' },
  'imports.sign': { upload: 'a'.repeat(64), bytes: 1 },
  'imports.survey': { upload: 'a'.repeat(64), name: '台账.csv' },
  'imports.begin': { id: batch, upload: 'a'.repeat(64), name: '台账.csv', headings: ['编号'], mapping: ['number'] },
  'imports.list': undefined,
  'imports.job': { id: other },
  'imports.faults': { id: other },
  'imports.write': { id: other },
  'imports.cancel': { id: other },
  'imports.undo': { id: other },
  'imports.refused': { id: other },
  'disclosure.list': {},
  'disclosure.draft': { year: 2025, unit: 'centre' },
  'disclosure.content': edition,
  'disclosure.submit': { year: 2025, unit: 'centre', hash: 'x' },
  'disclosure.review': { ...bound, secrecy: true },
  'disclosure.sendBack': { ...bound, reason: '改' },
  'disclosure.signOff': bound,
  'disclosure.withdraw': { ...edition, rev: 1, reason: '撤' },
  'disclosure.agreeWithdrawal': { ...edition, rev: 1 },
  'disclosure.record': { year: 2025, unit: 'centre', hash: 'x', source: '文件' },
}

type Call = (input: unknown) => Promise<unknown>
/** An operation of a client by its name. */
export const callOf = (call: Client, name: string): Call => get(call, name.split('.')) as Call
