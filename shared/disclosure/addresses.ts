/** Where the public site's files stand, below its root. A folder's name ends with `/`. */
export const editionFolder = (year: number, unit: string, edition: number): string =>
  `${unitFolder(year, unit)}${edition}/`

export const unitFolder = (year: number, unit: string): string => `editions/${year}/${unit}/`

/** The unit's address of a year: always a full copy of the newest edition; its one put is the switch. */
export const unitPage = (year: number, unit: string): string => `${unitFolder(year, unit)}index.html`

/** The editions of one unit and year, for the notice that an old edition reads. */
export const unitEditions = (year: number, unit: string): string => `${unitFolder(year, unit)}editions.json`

/** Lists are made from the editions afterwards: they may lag, and never point at nothing. */
export const lists = {
  all: 'lists/editions.json',
  home: 'editions/index.html',
  year: (year: number): string => `editions/${year}/index.html`,
  unit: (unit: string): string => `lists/${unit}/index.html`,
} as const

/** The way from a file up to the site's root: `editions/2021/index.html` → `../../`. */
export const toRoot = (key: string): string => '../'.repeat(key.split('/').length - 1)
