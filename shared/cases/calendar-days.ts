import { weekdayOf, workCalendar, type CalendarYear } from '#shared/base/calendar'
import type { Option } from '#shared/base/cell'
import { refusal, refusalData } from '#shared/base/refusal'
import type { Cells, Row, RowFinding, RowId, Sheet } from '#shared/base/sheet'
import { usualPeriods, workClock, type Period, type WorkClock } from './work-hours.ts'

const edit = 'limits:write'

/** 休或班. */
export const dayKinds = [
  { value: 'free', label: '放假', aliases: ['休', '休息'] },
  { value: 'worked', label: '上班', aliases: ['班', '调休', '补班'] },
] as const satisfies readonly Option[]

/**
 * 节假日. What the yearly notice of the State Council changes in the plain week: weekdays that are free, and weekend days
 * that are worked to make up for them. A year counts as covered when its New Year and its National Day are entered.
 */
export const calendarDays: Sheet = {
  name: 'calendar-days',
  label: '节假日',
  scope: 'district',
  item: 'HOLIDAY',
  read: 'limits:read',
  create: edit,
  void: edit,
  naturalId: ['day'],
  rules: ({ cells }) => plain(cells),
  columns: [
    { key: 'day', label: '日期', kind: { name: 'day' }, width: 112, edit, required: true, fixed: true },
    { key: 'kind', label: '休或班', kind: { name: 'choice', options: dayKinds }, width: 96, edit, required: true },
    { key: 'name', label: '节日', kind: { name: 'text', max: 40 }, width: 144, edit },
  ],
}

/** A weekend day that is said to be free, or a weekday said to be worked: it would be so anyway, so it is a slip. */
function plain({ day, kind }: Cells): RowFinding[] {
  if (typeof day !== 'string' || typeof kind !== 'string') return []
  const weekend = weekdayOf(day) > 5
  if (weekend !== (kind === 'free')) return []
  return [{ ...refusalData(refusal('calendar/plain-day', { day, kind })), column: 'kind' }]
}

/** 办公时段. The periods of a workday, lunch between them. */
export const workPeriods: Sheet = {
  name: 'work-periods',
  label: '办公时段',
  scope: 'district',
  item: 'PERIOD',
  read: 'limits:read',
  create: edit,
  void: edit,
  columns: [
    { key: 'from', label: '开始', kind: { name: 'text', max: 5, form: 'time' }, width: 96, edit, required: true },
    { key: 'to', label: '结束', kind: { name: 'text', max: 5, form: 'time' }, width: 96, edit, required: true },
  ],
}

/** Minutes from midnight of `09:30`. */
const minutesOf = (cell: unknown): number => {
  const [hours = 0, minutes = 0] = String(cell).split(':').map(Number)
  return hours * 60 + minutes
}

const periodOf = ({ from, to }: Cells): Period => ({ from: minutesOf(from), to: minutesOf(to) })

/**
 * 时段不重叠. Periods that are empty or overlap would count time twice, or never.
 * @throws calendar/periods-overlap
 */
export function guardPeriods({ row, after }: { row: RowId; after: Cells | undefined }, rows: readonly Row[]): void {
  if (!after) return
  const { from, to } = periodOf(after)
  const others = rows.filter(({ id }) => id !== row).map(({ cells }) => periodOf(cells))
  if (from < to && !others.some((other) => from < other.to && other.from < to)) return
  throw refusal('calendar/periods-overlap', { from: String(after.from), to: String(after.to) })
}

/** The years that the register covers, as the work calendar takes them. */
export function calendarYears(days: readonly Row[]): CalendarYear[] {
  const years = new Map<number, { holidays: string[]; workdays: string[] }>()
  for (const { cells } of days) {
    if (typeof cells.day !== 'string') continue
    const year = Number(cells.day.slice(0, 4))
    const known = years.get(year) ?? { holidays: [], workdays: [] }
    years.set(year, known)
    known[cells.kind === 'free' ? 'holidays' : 'workdays'].push(cells.day)
  }
  return [...years]
    .map(([year, known]) => ({ year, ...known }))
    .filter(({ holidays }) => ['-01-', '-10-'].every((month) => holidays.some((day) => day.includes(month))))
}

/** The district's clock of work, by its registers; without periods by the usual ones. */
export function clockOf(days: readonly Row[], periods: readonly Row[]): WorkClock {
  const open = periods.map(({ cells }) => periodOf(cells)).toSorted((one, other) => one.from - other.from)
  return workClock(workCalendar(calendarYears(days)), open.length > 0 ? open : usualPeriods)
}
