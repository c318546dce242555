import { initials } from '../collate.ts'
import { editDistance, fold } from '../text.ts'
import { printOption, type OptionIndex } from './options.ts'

const offer = 3

/**
 * What an unknown word may have meant, nearest first: options that share its Pinyin initials, hold it or are held by
 * it, or are a few changes away (of a code, one). At most three; none when nothing is near.
 */
export function nearest(index: OptionIndex, text: string): string[] {
  const wanted = fold(text).slice(0, 60)
  const known = index.offered.get(wanted)
  if (known) return known
  const letters = initials(wanted)
  const scored = index.words.map((word) => ({
    option: word.option,
    far: Math.min(...word.folded.map((name) => farness(wanted, name)), word.initials === letters ? 1 : Infinity),
  }))
  const near = scored.filter(({ far }) => far < Infinity).sort((a, b) => a.far - b.far)
  const offered = near.slice(0, offer).map(({ option }) => printOption(option))
  index.offered.set(wanted, offered)
  return offered
}

function farness(wanted: string, name: string): number {
  const share = /^[\d-]+$/.test(name) ? 4 : 2
  const allowed = Math.max(1, Math.floor(Math.min(wanted.length, name.length) / share))
  const apart = editDistance(wanted, name, allowed + 1)
  if (apart <= allowed) return apart
  const held = wanted.length > 1 && name.length > 1 && (name.includes(wanted) || wanted.includes(name))
  return held ? 2 + Math.abs(name.length - wanted.length) / 100 : Infinity
}
