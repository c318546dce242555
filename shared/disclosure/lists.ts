/** One published edition as lists show it. `rev` is its row's: of two accounts of one edition the later holds. */
export interface ListEntry {
  year: number
  unit: string
  unitName: string
  edition: number
  kind: 'own' | 'recorded'
  state: 'published' | 'withdrawn'
  title: string
  /** the day on which it was published */
  date: string
  hash: string
  rev: number
  correction?: string | undefined
  /** why it was withdrawn */
  reason?: string | undefined
}

/** Every edition that ever was public. `n` grows with every writing, so a slow writer sees that it is late. */
export interface EditionList {
  form: 'editions/1'
  n: number
  demonstration: boolean
  editions: ListEntry[]
}

const keyOf = ({ year, unit, edition }: ListEntry): string => `${year}/${unit}/${edition}`

/**
 * 目录的合并. The list with further editions in it: nothing that stood there is lost, and of two accounts of one edition
 * the later one stands, so writers that race in any order end with the same list. Newest year first, then by unit.
 */
export function merged(list: EditionList, found: readonly ListEntry[]): EditionList {
  const entries = new Map(list.editions.map((entry) => [keyOf(entry), entry]))
  for (const entry of found) {
    const known = entries.get(keyOf(entry))
    if (!known || known.rev < entry.rev) entries.set(keyOf(entry), entry)
  }
  return { ...list, n: list.n + 1, editions: [...entries.values()].sort(inOrder) }
}

const inOrder = (a: ListEntry, b: ListEntry): number =>
  b.year - a.year || (a.unit < b.unit ? -1 : a.unit > b.unit ? 1 : b.edition - a.edition)

export const emptyList = (demonstration: boolean): EditionList => ({
  form: 'editions/1',
  n: 0,
  demonstration,
  editions: [],
})

/** The newest edition of each unit and year that still stands; a withdrawn one where none does. */
export function newest(list: EditionList): ListEntry[] {
  const places = Map.groupBy(list.editions, ({ year, unit }) => `${year}/${unit}`)
  return [...places.values()].flatMap(
    (entries) => entries.find(({ state }) => state === 'published') ?? entries[0] ?? [],
  )
}

/** The same by year, newest first. */
export const newestByYear = (list: EditionList): [year: number, entries: ListEntry[]][] => [
  ...Map.groupBy(newest(list), ({ year }) => year),
]
