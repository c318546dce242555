import type { SentencePart } from './section.ts'

/** What stands in the gaps of a form. */
export type Slots = Readonly<Record<string, SentencePart | readonly SentencePart[]>>

const gap = /\{([a-zA-Z]+)\}/

/**
 * Fills the gaps `{name}` of a form. Pieces of wording that meet become one. A gap without its slot is a defect of the
 * form.
 */
export function fill(form: string, slots: Slots = {}): SentencePart[] {
  const parts = form.split(gap).flatMap((piece, k): readonly SentencePart[] => {
    if (k % 2 === 0) return piece === '' ? [] : [{ text: piece }]
    const slot = slots[piece]
    if (slot === undefined) throw new Error(`no {${piece}} for the form ${form}`)
    return 'length' in slot ? slot : [slot]
  })
  return merged(parts)
}

/** Parts one after the other, with the same wording between each two. */
export const joined = (items: readonly (readonly SentencePart[])[], between = '；'): SentencePart[] =>
  merged(items.flatMap((parts, k) => (k === 0 ? parts : [{ text: between }, ...parts])))

function merged(parts: readonly SentencePart[]): SentencePart[] {
  const whole: SentencePart[] = []
  for (const part of parts) {
    const last = whole[whole.length - 1]
    if (last && 'text' in last && 'text' in part) whole[whole.length - 1] = { text: last.text + part.text }
    else whole.push(part)
  }
  return whole
}
