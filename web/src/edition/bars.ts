import type { EditionContent } from '#shared/disclosure/edition'
import type { Book } from './book.ts'

export interface Bar {
  id: string
  name: string
  /** width in hundredths of the longest bar, one decimal; what is not above zero has none */
  width: number
}

const shown = 8

/** The projects that spent most, longest first; bars begin at zero. */
export function barsOf({ projects }: EditionContent, book: Book): Bar[] {
  const spent = projects.map(({ name, executed }) => ({ id: executed, name, fen: fenOf(book, executed) }))
  const longest = spent.sort((a, b) => b.fen - a.fen).slice(0, shown)
  const most = Math.max(1, longest[0]?.fen ?? 0)
  return longest.map(({ id, name, fen }) => ({ id, name, width: Math.round((Math.max(0, fen) * 1000) / most) / 10 }))
}

function fenOf(book: Book, id: string): number {
  const value = book.figure(id)?.value
  return value && 'fen' in value ? value.fen : 0
}
