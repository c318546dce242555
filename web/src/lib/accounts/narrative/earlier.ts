import { call } from '../../call.ts'
import { session } from '../../session.svelte.ts'
import { earlierTexts } from './narrative.ts'

/** What the newest edition wrote, by key of the texts. */
export interface Earlier {
  year: number
  edition: number
  texts: ReadonlyMap<string, string>
}

/** 上一版写的. The texts of the newest edition of this year, else of last year's; nothing without the right to read editions. */
export async function earlierOf(year: number, unit: string): Promise<Earlier | undefined> {
  if (!session.may('editions:read')) return undefined
  return (await newestOf(year, unit)) ?? (await newestOf(year - 1, unit))
}

async function newestOf(year: number, unit: string): Promise<Earlier | undefined> {
  const { editions } = await call.disclosure.list({ year, unit })
  const newest = editions.findLast(({ state, kind }) => kind === 'own' && state !== 'withdrawn')
  if (!newest) return undefined
  const { content } = await call.disclosure.content({ year, unit, edition: newest.edition })
  return { year, edition: newest.edition, texts: earlierTexts(content.narrative, content.written) }
}
