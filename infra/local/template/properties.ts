import type { Json, Properties } from './assembly.ts'

/** Readers of a resource's properties: the value if it is of the kind asked for, else undefined or empty. */
export const textAt = (from: Properties | undefined, name: string): string | undefined => {
  const value = from?.[name]
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}

/** CloudFormation writes numbers as numbers or as text. */
export const numberAt = (from: Properties | undefined, name: string): number | undefined => {
  const value = from?.[name]
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && !Number.isNaN(number) ? number : undefined
}

export const flagAt = (from: Properties | undefined, name: string): boolean =>
  from?.[name] === true || from?.[name] === 'true'

export const objectOf = (value: Json): Properties | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined

export const objectAt = (from: Properties | undefined, name: string): Properties | undefined => objectOf(from?.[name])

/** A value as text: as it is written in ARNs, joined texts and headers. */
export const wordOf = (value: Json): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value)

/** A list; a single value counts as a list of one, as in policies. */
export const listOf = (value: Json): Json[] => (value === undefined ? [] : Array.isArray(value) ? value : [value])

export const objectsAt = (from: Properties | undefined, name: string): Properties[] =>
  listOf(from?.[name])
    .map(objectOf)
    .filter((value) => value !== undefined)

export const textsAt = (from: Properties | undefined, name: string): string[] =>
  listOf(from?.[name]).flatMap((value) => (typeof value === 'string' ? [value] : []))
