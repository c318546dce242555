import { implement } from '@orpc/server'
import type { Event } from '#shared/base/event'
import { refusal } from '#shared/base/refusal'
import type { Row, RowId } from '#shared/base/sheet'
import { cases } from '#shared/cases/columns'
import { casesContract, type CourseEntry } from '#shared/cases/contract'
import { caseSight } from '#shared/cases/sight'
import { stepsOpen } from '#shared/cases/steps'
import type { Call } from '#functions/host/context'
import { latestEvents } from '#functions/store/history'
import { keyOf, rowOf } from '#functions/store/row'
import { namesOf } from '#functions/store/who'

const os = implement(casesContract).$context<Call>()

/** 诉求. Reading one case; it is changed by change-sets, as every row is. */
export const casesRouter = os.router({
  course: os.course.handler(({ input, context }) => course(context, input.row)),
})

/** Events of one answer. */
const PAGE = 100

/** @throws row/unknown, also for a case that the caller does not see */
async function course(call: Call, id: RowId) {
  const { store, actor, now } = call
  const key = keyOf(store.district, cases, '', id)
  const [[item], events] = await Promise.all([store.read([key]), latestEvents(store, key, { limit: PAGE + 1 })])
  const row = item && rowOf(cases, id, item)
  if (!row || !caseSight.sees(actor, row, now)) throw refusal('row/unknown', { row: id })
  const shown = events.slice(0, PAGE)
  const names = await namesOf(store, shown.map(({ by }) => by)) // prettier-ignore
  return {
    rev: row.rev,
    cells: row.cells,
    entries: shown.map((event) => entryOf(event, names.get(event.by) ?? '')),
    more: events.length > PAGE,
    open: row.voided ? [] : openFor(call, row),
    now,
  }
}

const openFor = ({ actor, now }: Call, row: Row): string[] =>
  stepsOpen(row, (right) => actor.rights.has(right) && caseSight.holds(actor, right, row, now))

function entryOf({ rev, at, act, step, note, cells }: Event, name: string): CourseEntry {
  const { unit: [, unit] = [], due: [, due] = [] } = cells
  return {
    rev,
    at,
    name,
    act,
    ...(step === undefined ? {} : { step }),
    ...(typeof note?.opinion === 'string' ? { opinion: note.opinion } : {}),
    ...(act === 'step' && typeof unit === 'string' ? { unit } : {}),
    ...(act === 'step' && typeof due === 'string' ? { due } : {}),
  }
}
