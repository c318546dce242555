import type { Passage } from '../statement.ts'
import { found, held, plain, type Found } from './found.ts'
import { misnamings } from './unit-name.ts'
import type { View } from './view.ts'
import { residues, unitless } from './words.ts'

const inNarrative = ({ where }: Passage): boolean => where.startsWith('说明')

/** Years of the narrative are this one and the last. */
export function years(view: View): Found[] {
  const { year, passages } = view.statement
  const known = new Set([year, year - 1])
  return passages.filter(inNarrative).flatMap(({ where, text }): Found[] => {
    const odd = [...text.matchAll(/(20\d\d)\s*年/g)].flatMap(([token, digits]) =>
      known.has(Number(digits)) ? [] : token,
    )
    if (odd.length === 0) return [held(where)]
    return [found('style', { where, printed: odd.join('、'), recomputed: `${year}年`, told: `出现${odd.join('、')}` })]
  })
}

/** 单位名称. The same unit under a name that is not quite its own: a sibling's name may differ as little, so it warns. */
export function unitName(view: View): Found[] {
  const { unit, passages } = view.statement
  return passages.map(({ where, text }) => {
    const odd = misnamings(text, unit)
    if (odd.length === 0) return held(where)
    const told = `「${odd.join('」「')}」与单位名称只差一字`
    return found('style', { where, printed: odd.join('、'), recomputed: unit, told })
  })
}

/**
 * 科目名称. A code's name by the year's list; of a code that the list has not, nothing is said. A name that it bore in
 * another year is a fault of form, any other one a wrong name.
 */
export function subjectNames(view: View): Found[] {
  const { names: printed, subjects } = view.statement
  return [...printed].flatMap(([code, name]): Found[] => {
    const known = subjects.get(code)
    const [due] = known?.now ?? []
    if (!known || due === undefined) return []
    const isAmong = (list: readonly string[]): boolean => list.some((one) => plain(one) === plain(name))
    const where = `科目 ${code}`
    if (isAmong(known.now)) return [held(where)]
    const told = `${code}印作「${name}」，本年度科目表为「${due}」`
    return [found(isAmong(known.ever) ? 'style' : 'fails', { where, printed: name, recomputed: due, told })]
  })
}

/** What a form prints for its writer: a blank to be filled, a choice to be made, an instruction. */
export function residue(view: View): Found[] {
  return view.statement.passages.flatMap(({ where, text }): Found[] => {
    const left = residues.flatMap((form) => form.exec(text)?.[0] ?? [])
    if (left.length === 0) return [held(where)]
    return [found('fails', { where, printed: left.join('、'), told: `留有「${left.join('」「')}」` })]
  })
}

/** A number of a sentence without its unit. */
export function units(view: View): Found[] {
  return view.statement.passages.flatMap(({ where, text }): Found[] => {
    const bare = unitless.flatMap((form) => [...text.matchAll(form)].map(([token]) => token))
    if (bare.length === 0) return [held(where)]
    return [found('style', { where, printed: bare.join('、'), told: `「${bare.join('」「')}」缺百分号或单位` })]
  })
}
