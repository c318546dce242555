import type { EditionContent } from '#shared/disclosure/edition'
import { percentOf } from '#shared/base/rate'
import { printScaled } from '#shared/base/decimal'
import type { Book } from './book.ts'

/** A bar of 钱花在哪里: a project, or one of the two kinds of basic expenditure. */
export interface Bar {
  id: string
  name: string
  kind: 'project' | 'basic'
  /** of all expenditure, with its sign; rounded on its own, never bent to make 100 */
  share: string
  /** width in hundredths of the longest bar, one decimal; what is not above zero has none */
  width: number
}

export const fenOf = (book: Book, id: string): number => {
  const value = book.figure(id)?.value
  return value && 'fen' in value ? value.fen : 0
}

const shown = 8

/** What was spent most on, longest first: projects, and 人员经费 and 公用经费; bars begin at zero. */
export function barsOf({ projects, tables }: EditionContent, book: Book): Bar[] {
  const basic = tables.length === 0 ? [] : ['n06.personnel', 'n06.operating'].filter((id) => book.figure(id))
  const ofKind = (kind: Bar['kind']) => (id: string, name: string) => ({ id, name, kind, fen: fenOf(book, id) })
  const spent = [
    ...projects
      .filter(({ kind }) => basic.length === 0 || kind === undefined || kind === 'project')
      .map(({ executed, name }) => ofKind('project')(executed, name)),
    ...basic.map((id) => ofKind('basic')(id, book.figure(id)?.label ?? '')),
  ].filter(({ fen }) => fen !== 0)
  const all = fenOf(book, 't03.total.total') || spent.reduce((sum, { fen }) => sum + fen, 0)
  const longest = spent.sort((a, b) => b.fen - a.fen).slice(0, shown)
  const most = Math.max(1, longest[0]?.fen ?? 0)
  return longest.map(({ id, name, kind, fen }) => {
    const share = percentOf({ part: fen, whole: all })
    const width = Math.round((Math.max(0, fen) * 1000) / most) / 10
    return { id, name, kind, share: share ? `${printScaled(share)}%` : '', width }
  })
}

/** 支出结构. Two parts of a ring, as lengths of its circumference in hundredths; a whole ring is one part. */
export function ringOf(book: Book): { id: string; share: string; length: number; from: number; name: string }[] {
  const parts = [
    { id: 'n03.project', share: 'n03.project.share' },
    { id: 'n03.basic', share: 'n03.basic.share' },
  ].filter(({ id }) => fenOf(book, id) > 0)
  const whole = parts.reduce((sum, { id }) => sum + fenOf(book, id), 0)
  if (whole === 0) return []
  const lengths = parts.map(({ id }) => (fenOf(book, id) * 100) / whole)
  return parts.map(({ id, share }, k) => ({
    id,
    share,
    name: book.figure(id)?.label ?? '',
    length: lengths[k] ?? 0,
    from: lengths.slice(0, k).reduce((sum, length) => sum + length, 0),
  }))
}

/** 与上年相比: last year's total and this year's, as widths of the longer one; nothing where there was no last year. */
export function yearsOf({ year }: EditionContent, book: Book): { id: string; year: number; width: number }[] {
  const [before, now] = ['prior.t01.out.total', 't01.out.total']
  const [was, is] = [fenOf(book, before), fenOf(book, now)]
  if (!book.figure(before) || !book.figure(now)) return []
  const most = Math.max(1, was, is)
  const bar = (id: string, of: number, fen: number) => ({ id, year: of, width: Math.round((fen * 1000) / most) / 10 })
  return [bar(before, year - 1, was), bar(now, year, is)]
}
