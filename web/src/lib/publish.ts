import type { EditionContent, EditionLine } from '#shared/disclosure/edition'
import { call } from './call.ts'
import { session } from './session.svelte.ts'

/** What the desk shows of one year of one unit. */
export interface Desk {
  editions: EditionLine[]
  draft: { content: EditionContent; hash: string; editors: string[] } | undefined
  /** content of the edition under way, and of the newest published one */
  underWay: EditionContent | undefined
  published: EditionContent | undefined
}

const open = ['submitted', 'reviewed', 'signed']
const shown = ['published', 'withdrawal-requested', 'recorded']

export const underWayOf = (editions: readonly EditionLine[]): EditionLine | undefined =>
  editions.find(({ state }) => open.includes(state))

/** The newest edition that the public reads. */
export const publicOf = (editions: readonly EditionLine[]): EditionLine | undefined =>
  [...editions].sort((a, b) => b.edition - a.edition).find(({ state }) => shown.includes(state))

/** Reads the desk; each part by itself, as not everybody may see the draft. */
export async function readDesk(year: number, unit: string): Promise<Desk> {
  const { editions } = await call.disclosure.list({ year, unit })
  const contentOf = async (line: EditionLine | undefined): Promise<EditionContent | undefined> =>
    line && (await call.disclosure.content({ year, unit, edition: line.edition })).content
  const drafts = session.may('editions:submit') || session.may('editions:record')
  const [draft, underWay, published] = await Promise.all([
    drafts ? call.disclosure.draft({ year, unit }) : undefined,
    contentOf(underWayOf(editions)),
    contentOf(publicOf(editions)),
  ])
  return { editions, draft, underWay, published }
}
