import { addDays, weekdayOf, workCalendar } from '#shared/base/calendar'
import { dayOf, type Day } from '#shared/base/day'
import { chanceOf, ulid, type Chance } from './chance.ts'
import type { PaymentPlan, ProjectPlan } from './projects.ts'
import { calendarYears } from './registers.ts'
import { seedRow, type SeedRow } from './seed.ts'
import subjects from './subjects.json' with { type: 'json' }

const calendar = workCalendar(calendarYears)

/** A workday, and a mere weekday where the calendar does not cover the year. */
const isWorked = (day: Day): boolean => {
  const worked = calendar.isWorkday(day)
  return typeof worked === 'boolean' ? worked : weekdayOf(day) <= 5
}

/** A day of the month, or the last workday before it. */
export function payDay(year: number, month: number, date: number): Day {
  let day = dayOf(year, month, date) ?? `${year}-12-31`
  while (!isWorked(day)) day = addDays(day, -1)
  return day
}

/** The id of a subject's row in a year. */
function subjectIn(
  list: readonly { code: string; validFrom: number; validTo?: number }[],
  code: string,
  year: number,
): string {
  const found = list.find((one) => one.code === code && one.validFrom <= year && year <= (one.validTo ?? year))
  if (!found) throw new Error(`The demonstration's ledger uses ${code}, which ${year} does not know.`)
  return `${code}.${found.validFrom}`
}

interface Payment {
  plan: PaymentPlan
  month: number
  weight: number
}

/** Splits an outturn over payments by weight, to the fen: the last one takes what is left. */
function split(fen: number, payments: readonly Payment[]): number[] {
  const whole = payments.reduce((total, { weight }) => total + BigInt(weight), 0n)
  const parts = payments.map(({ weight }) => Number((BigInt(fen) * BigInt(weight)) / whole))
  const left = fen - parts.reduce((total, part) => total + part, 0)
  return parts.map((part, k) => (k === parts.length - 1 ? part + left : part))
}

const payments = (plan: ProjectPlan, chance: Chance): Payment[] =>
  plan.payments.flatMap((payment) =>
    payment.months.map((month) => ({
      plan: payment,
      month,
      weight: Math.floor((payment.share * 10_000 * chance.between(960, 1_040)) / payment.months.length / 100),
    })),
  )

interface Entry {
  day: Day
  amount: number
  payment: PaymentPlan
  memo: string
}

/** Money that came back in the autumn is entered below zero, and spent again in December. */
const returned = 128_050

function entriesOf(plan: ProjectPlan, year: number, chance: Chance): Entry[] {
  const fen = (plan.adjusted / 100) * chance.between(...plan.spent)
  const paid = payments(plan, chance)
  const amounts = split(fen, paid)
  const entries = paid.map(({ plan: payment, month }, k) => ({
    day: payDay(year, month, payment.day ?? chance.between(7, 27)),
    amount: amounts[k] ?? 0,
    payment,
    memo: `${payment.months.length === 4 && !payment.day ? `${Math.ceil(month / 3)}季度` : `${month}月`}${payment.memo}`,
  }))
  const [first] = plan.payments
  if (plan.name !== '网格监督队伍工作经费' || !first) return entries
  const back = { day: payDay(year, 9, 26), amount: -returned, payment: first, memo: '退回多付的8月监督员劳务' }
  return [...entries, back, { ...back, day: payDay(year, 12, 24), amount: returned, memo: '补付12月监督员劳务' }]
}

/** Projects with their ids and ledger of one fiscal year; the same year and seed give the same rows. */
export function ledgerRows(
  projectPlans: readonly ProjectPlan[],
  { year, seed }: { year: number; seed: number },
): { projects: SeedRow[]; entries: SeedRow[] } {
  const chance = chanceOf(seed * 10_000 + year)
  const begun = Date.parse(`${year}-01-01T00:00:00Z`)
  const planned = projectPlans.map((plan, k) => ({ plan, id: ulid(chance, begun + k) }))
  const made = planned
    .flatMap(({ plan, id }) => entriesOf(plan, year, chance).map((entry) => ({ plan, id, entry })))
    .sort((a, b) => (a.entry.day < b.entry.day ? -1 : a.entry.day > b.entry.day ? 1 : 0))
  return {
    projects: planned.map(({ plan, id }) => projectRow(plan, id, year)),
    entries: made.map(({ plan, id, entry: { day, amount, payment, memo } }, k) =>
      seedRow(ulid(chance, Date.parse(`${day}T00:00:00Z`) + k), {
        day,
        project: id,
        functional: subjectIn(subjects.functional, payment.functional ?? plan.functional, year),
        economic: subjectIn(subjects.economic, payment.economic, year),
        amount,
        payee: payment.payee,
        memo,
      }),
    ),
  }
}

const projectRow = (
  { code, name, kind, fund, functional, attribute, type, original, adjusted }: ProjectPlan,
  id: string,
  year: number,
): SeedRow =>
  seedRow(id, {
    code,
    name,
    kind,
    functional: subjectIn(subjects.functional, functional, year),
    original: original * 100,
    adjusted: adjusted * 100,
    attribute,
    type,
    fund,
  })
