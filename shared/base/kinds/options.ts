import type { Option } from '../cell.ts'
import { initials } from '../collate.ts'
import { fold } from '../text.ts'
import type { ReferenceOption } from './codec.ts'

/** The options of a column or register by every word that names them; made once for each list of options. */
export interface OptionIndex {
  options: readonly ReferenceOption[]
  byValue: ReadonlyMap<string, ReferenceOption>
  /** by label, value or alias, in any width and case */
  named(text: string): readonly ReferenceOption[]
  coded(text: string): ReferenceOption | undefined
  /** of each option: its folded words and the Pinyin initials of its label */
  words: readonly { option: ReferenceOption; folded: string[]; initials: string }[]
  /** what was offered for texts that name nothing: a paste asks the same thousands of times */
  offered: Map<string, string[]>
}

const indexes = new WeakMap<readonly Option[], OptionIndex>()

export function optionIndex(options: readonly ReferenceOption[]): OptionIndex {
  const known = indexes.get(options)
  if (known) return known
  const index = makeIndex(options)
  indexes.set(options, index)
  return index
}

function makeIndex(options: readonly ReferenceOption[]): OptionIndex {
  const names = new Map<string, ReferenceOption[]>()
  const add = (text: string, option: ReferenceOption): void => {
    const held = names.get(fold(text)) ?? []
    if (!held.includes(option)) names.set(fold(text), [...held, option])
  }
  for (const option of options) add(option.label, option)
  for (const option of options) for (const alias of option.aliases ?? []) add(alias, option)
  for (const option of options) if (option.code === undefined) add(option.value, option)
  const codes = new Map(options.flatMap((option) => (option.code === undefined ? [] : [[fold(option.code), option]])))
  return {
    options,
    byValue: new Map(options.map((option) => [option.value, option])),
    named: (text) => names.get(fold(text)) ?? [],
    coded: (text) => codes.get(fold(text)),
    words: options.map((option) => ({
      option,
      folded: [option.label, ...(option.code === undefined ? [] : [option.code]), ...(option.aliases ?? [])].map(fold),
      initials: initials(option.label),
    })),
    offered: new Map(),
  }
}

/** As a cell prints it: `2060503 科技条件专项`, or the label alone. */
export const printOption = ({ code, label }: ReferenceOption): string =>
  code === undefined ? label : `${code} ${label}`

/**
 * Options for what somebody has typed so far: by a piece of the name or code in any width, or by Pinyin initials
 * (`jf` finds 经费). All of them for a blank; names that begin so come first.
 */
export function searchOptions(options: readonly ReferenceOption[], typed: string): ReferenceOption[] {
  const wanted = fold(typed)
  const rank = ({ folded, initials: letters }: OptionIndex['words'][number]): number => {
    if (folded.some((word) => word.startsWith(wanted))) return 0
    if (folded.some((word) => word.includes(wanted))) return 1
    return letters.startsWith(wanted) ? 2 : letters.includes(wanted) ? 3 : 4
  }
  const ranked = optionIndex(options).words.map((word) => ({ option: word.option, rank: rank(word) }))
  return ranked.filter((found) => found.rank < 4).sort((a, b) => a.rank - b.rank).map(({ option }) => option) // prettier-ignore
}
