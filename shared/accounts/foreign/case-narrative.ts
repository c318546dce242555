import type { Direction } from '../statement.ts'
import type { DisclosureCase } from './form.ts'
import { narrativeLabels, officialMatters, officialNames } from './labels.ts'
import { directionOf } from './told.ts'

type Told = DisclosureCase['narrative'][number]

export interface NarrativeRead {
  /** figures as the narrative prints them, by id */
  printed: { id: string; told: Told }[]
  directions: Map<string, Direction>
  /** labels that stand for no figure that we know */
  unread: string[]
}

interface Reader extends NarrativeRead {
  section: string
  subject: string | undefined
  /** the amount that was told last: a bare 占比 is its share */
  last: string | undefined
  classes: ReadonlyMap<string, string>
}

const given = { increase: 'up', decrease: 'down' } as const satisfies Record<string, Direction>

/** Reads the sentences of a narrative, number by number, in their order. `classes`: codes by the names of classes. */
export function readNarrative(told: readonly Told[], classes: ReadonlyMap<string, string>): NarrativeRead {
  const reader: Reader = {
    printed: [],
    directions: new Map(),
    unread: [],
    section: '',
    subject: undefined,
    last: undefined,
    classes,
  }
  for (const one of told) readOne(reader, one)
  return { printed: reader.printed, directions: reader.directions, unread: reader.unread }
}

function readOne(reader: Reader, told: Told): void {
  if (told.section !== reader.section)
    Object.assign(reader, { section: told.section, subject: undefined, last: undefined })
  const label = told.label.replace(/\s/g, '')
  if (/^\d+(?:\/\d+)+$/.test(told.value)) {
    readGrades(reader, told)
    return
  }
  const id = idOf(reader, label)
  if (id === undefined) {
    reader.unread.push(`${told.section} ${told.label}`)
    return
  }
  const change = id.replace('.growth', '.change')
  const direction = told.direction ? given[told.direction] : (directionOf(told.value) ?? directionWithin(label))
  if (direction && (id.includes('.change') || id.includes('.growth') || id.includes('.over')))
    if (!reader.directions.has(change)) reader.directions.set(change, direction)
  if (directionOf(told.value)) return
  reader.printed.push({ id, told })
  if (!id.endsWith('.share')) reader.last = id
}

/** 优/良/合格/不合格: `4/0/0/0`. */
function readGrades(reader: Reader, told: Told): void {
  for (const [k, value] of told.value.split('/').entries())
    reader.printed.push({ id: `n13.grade.${k + 1}`, told: { ...told, value } })
}

const directionWithin = (label: string): Direction | undefined =>
  directionOf(/(增加|增长|减少|下降|持平)/.exec(label)?.[1] ?? '')

function idOf(reader: Reader, label: string): string | undefined {
  const share = /^(.*?)(?:占比|占本年收入|占本年支出)$/.exec(label)
  if (share) return shareOf(reader, share[1] ?? '')
  const known = narrativeLabels.find((one) => one.label.test(label) && (one.in?.test(reader.section) ?? true))
  if (known) {
    reader.subject = known.subject ?? reader.subject
    return known.id
  }
  return officialOf(reader, label) ?? comparedOf(reader, label) ?? classOf(reader, label)
}

/** A share is the named amount's, or that of the amount told last. */
function shareOf(reader: Reader, name: string): string | undefined {
  const of = name === '' ? reader.last : idOf(reader, name)
  return of === undefined ? undefined : `${of.replace(/^(n05\.\d+)\.final$/, '$1')}.share`
}

function comparedOf({ subject }: Reader, label: string): string | undefined {
  if (subject === undefined) return undefined
  const matter = /^(?:比上年|与上年相比)?(?:度)?(?:各)?(?:增加|减少|持平)?$/.test(label)
    ? 'change'
    : /^(?:增长|下降)$/.test(label)
      ? 'growth'
      : undefined
  return matter && (subject === 'n07' ? `n07.${matter}.total` : `${subject}.${matter}`)
}

function classOf({ section, classes }: Reader, label: string): string | undefined {
  const code = section.startsWith('五') ? classes.get(label) : undefined
  return code === undefined ? undefined : `n05.${code}.final`
}

function officialOf({ section }: Reader, label: string): string | undefined {
  if (!section.startsWith('七')) return undefined
  const name = officialNames.find(({ form }) => form.test(label))
  const rest = name ? label.replace(name.form, '') : ''
  const matter = name && officialMatters.find(({ form }) => form.test(rest))
  return name && matter ? `n07.${matter.matter}.${name.part}` : undefined
}
