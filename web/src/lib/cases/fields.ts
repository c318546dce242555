import type { CaseStep } from '#shared/cases/step-names'

/** What a step asks of the one who takes it. */
export type Field = 'opinion' | 'unit' | 'supporting' | 'due' | 'until' | 'review' | 'level' | 'into' | 'call'

interface Asked {
  fields: readonly Field[]
  /** an opinion must be given */
  must: boolean
}

const may = (...fields: Field[]): Asked => ({ fields: [...fields, 'opinion'], must: false })
const must = (...fields: Field[]): Asked => ({ fields: [...fields, 'opinion'], must: true })

/** 步骤要填的. What the form of each step shows; the server's own schema decides. */
export const asked: Record<CaseStep, Asked> = {
  register: may(),
  refuse: must(),
  answer: must(),
  dispatch: may('unit', 'supporting', 'due'),
  arbitrate: must('unit', 'supporting', 'due'),
  reassign: must('unit', 'supporting', 'due'),
  accept: may(),
  'send-back': must(),
  report: must(),
  rework: must(),
  close: may(),
  'ask-extension': must('until'),
  extend: may(),
  'refuse-extension': must(),
  suspend: must('review'),
  resume: may('due'),
  press: must('level'),
  'follow-up': may('call'),
  reopen: must('due'),
  archive: may(),
  merge: may('into'),
  split: may(),
}

/** Steps that the person most often takes next stand out. */
export const main: ReadonlySet<CaseStep> = new Set([
  'dispatch',
  'arbitrate',
  'accept',
  'report',
  'close',
  'follow-up',
  'extend',
  'resume',
])

/** What is typed into a step's form. */
export interface Typed {
  opinion: string
  unit: string
  supporting: string
  due: string
  until: string
  review: string
  level: string
  into: string
  contacted: boolean
  solved: boolean
  satisfaction: string
  reopen: boolean
}

export const blank: Typed = {
  opinion: '',
  unit: '',
  supporting: '',
  due: '',
  until: '',
  review: '',
  level: '1',
  into: '',
  contacted: true,
  solved: true,
  satisfaction: 'satisfied',
  reopen: false,
}

/** A time of a clock in Shanghai, as a field for times has it. */
const instantOf = (local: string): string | undefined =>
  local === '' ? undefined : new Date(`${local}:00+08:00`).toISOString()

function call({ contacted, solved, satisfaction, reopen }: Typed): object {
  if (!contacted) return { contacted }
  return { contacted, solved, satisfaction, ...(reopen ? { reopen } : {}) }
}

/** The input of a step from what was typed; blank fields are no part of it. */
export function inputOf(step: CaseStep, typed: Typed, into: string | undefined): object {
  const { fields } = asked[step]
  const values: Record<Exclude<Field, 'call'>, unknown> = {
    opinion: typed.opinion.trim() || undefined,
    unit: typed.unit || undefined,
    supporting: typed.supporting || undefined,
    due: instantOf(typed.due),
    until: instantOf(typed.until),
    review: typed.review || undefined,
    level: Number(typed.level),
    into,
  }
  const own = Object.entries(values).filter(
    ([field, value]) => value !== undefined && fields.some((one) => one === field),
  )
  return { ...Object.fromEntries(own), ...(fields.includes('call') ? call(typed) : {}) }
}
