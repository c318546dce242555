import type { Figure } from '#shared/base/figure'
import { formulaSigns, signAfter, editionWords as words, sourceWords } from '#shared/words/edition'
import type { Book } from './book.ts'

/** One line of arithmetic: `1710.65 ÷ 1639.76 = 104.3232%`; of a sum over rows, from how many. */
export function workingOf(figure: Figure, book: Book): string {
  const walk = book.again(figure.id) ?? book.walk(figure.id)
  if (walk?.kind === 'sum') {
    const rows = walk.rows.length === 0 ? words.check.noRows : words.check.rows(walk.rows.length)
    return `${sourceWords[walk.sheet]?.label ?? walk.sheet}，${rows} = ${walk.unrounded}`
  }
  if (walk?.kind !== 'formula') return ''
  const { after } = formulaSigns[walk.name]
  const terms = walk.over.map(({ shown }, k) => (k === 0 ? shown : ` ${signAfter(walk.name, k - 1)} ${shown}`)).join('')
  return `${terms}${after && ` ${after}`} = ${walk.unrounded}`
}
