import type { Row } from '#shared/base/sheet'
import { clockOf } from '#shared/cases/calendar-days'
import { isCovered, type WorkClock } from '#shared/cases/work-hours'
import { call } from '../call.ts'
import { cellsOf } from '../rows.ts'

let known: Promise<WorkClock> | undefined

/** The district's clock of work, read once for as long as the page is open. */
export function workClockHere(): Promise<WorkClock> {
  known ??= readClock().catch((error: unknown) => {
    known = undefined
    throw error
  })
  return known
}

async function readClock(): Promise<WorkClock> {
  const { sheets } = await call.rows.open({ place: '', sheets: ['calendar-days', 'work-periods'] })
  const rowsOf = (name: string): Row[] => sheets.filter(({ sheet }) => sheet === name).flatMap(cellsOf)
  return clockOf(rowsOf('calendar-days'), rowsOf('work-periods'))
}

/** Time between now and the end, in minutes of work; where the calendar does not reach, minutes of the clock. */
export interface Left {
  minutes: number
  late: boolean
}

export function leftOf(clock: WorkClock, now: string, due: string): Left {
  const late = Date.parse(now) > Date.parse(due)
  const [from, to] = late ? [due, now] : [now, due]
  const worked = clock.worked(from, to)
  const milliseconds = isCovered(worked) ? worked : Date.parse(to) - Date.parse(from)
  return { minutes: Math.round(milliseconds / 60_000), late }
}
