import type { Cell } from '../cell.ts'
import { collate } from '../collate.ts'
import { refusal } from '../refusal.ts'
import { clean, fold, narrow } from '../text.ts'
import type { Codec, Reading, ReferenceOption } from './codec.ts'
import { nearest } from './nearest.ts'
import { optionIndex, printOption, type OptionIndex } from './options.ts'

/** A code with the name it came with: `2060503 科技条件专项`, `科技条件专项（2060503）`. */
function pairIn(text: string, index: OptionIndex): { option: ReferenceOption; name: string } | undefined {
  const plain = narrow(text)
  const ahead = /^[[(]?([A-Za-z0-9][A-Za-z0-9.-]*)[\])]?[\s:,-]*(\S.*)$/u.exec(plain)
  const behind = /^(.*\S)\s*[[(]([A-Za-z0-9][A-Za-z0-9.-]*)[\])]$/u.exec(plain)
  for (const [code, name] of [
    [ahead?.[1], ahead?.[2]],
    [behind?.[2], behind?.[1]],
  ]) {
    const option = code === undefined ? undefined : index.coded(code.replace(/[.-]+$/, ''))
    if (option && name !== undefined) return { option, name }
  }
  return undefined
}

const bears = (option: ReferenceOption, name: string): boolean =>
  [option.label, ...(option.aliases ?? [])].some((known) => fold(known) === fold(name))

function find(text: string, index: OptionIndex): ReferenceOption {
  const coded = index.coded(text)
  if (coded) return coded
  const named = index.named(text)
  if (named.length === 1 && named[0]) return named[0]
  if (named.length > 1) throw refusal('cell/unknown-option', { text: clean(text), nearest: named.slice(0, 5).map(printOption) }) // prettier-ignore
  const pair = pairIn(text, index)
  if (!pair) throw refusal('cell/unknown-option', { text: clean(text), nearest: nearest(index, text) })
  const { option, name } = pair
  if (bears(option, name)) return option
  throw refusal('cell/code-and-name-disagree', { code: option.code ?? option.value, name, expected: option.label })
}

/**
 * 引用. The cell is the id of a row in another sheet; it is read by code, by name, or by both, which must belong
 * together, and printed with both. A name that several rows bear is refused with all of them.
 */
export function referenceCodec(sheet: string): Codec {
  const optionsIn = ({ options }: Reading): readonly ReferenceOption[] => options?.(sheet) ?? none
  const optionOf = (cell: Cell, reading: Reading): ReferenceOption | undefined =>
    optionIndex(optionsIn(reading)).byValue.get(String(cell))
  return {
    align: 'start',
    parse: (text, reading) => (narrow(text) === '' ? null : find(text, optionIndex(optionsIn(reading))).value),
    print(cell, reading) {
      if (cell === null) return ''
      const option = optionOf(cell, reading)
      return option ? printOption(option) : String(cell)
    },
    accepts: (cell) => typeof cell === 'string' && cell !== '' && cell.length <= 120 && cell.isWellFormed(),
    check: () => undefined,
    compare(one, other, reading) {
      const [a, b] = [one, other].map((cell) => optionOf(cell, reading))
      return collate(a ? printOption(a) : String(one), b ? printOption(b) : String(other))
    },
  }
}

const none: readonly ReferenceOption[] = []
