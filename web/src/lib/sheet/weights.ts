import { collate } from '#shared/base/collate'
import type { Texts } from './texts.ts'
import { stride, type Work } from './slices.ts'

/** Characters whose order in a text is that of each by itself: CJK, its punctuation, ASCII and its wide forms. */
const isPlain = (unit: number): boolean =>
  (unit >= 0x20 && unit < 0x7f) ||
  (unit >= 0x4e00 && unit <= 0x9fff) ||
  (unit >= 0x3001 && unit <= 0x3002) ||
  (unit >= 0x3008 && unit <= 0x3011) ||
  (unit >= 0xff21 && unit <= 0xff3a) ||
  unit === 0xff08 ||
  unit === 0xff09 ||
  unit === 0xff0c ||
  unit === 0xff1a ||
  unit === 0xff1b

const isDigit = (unit: number): boolean => unit >= 0x30 && unit <= 0x39

let primary: Intl.Collator | undefined

/** The collator of `collate`, asked for the first of its levels alone: what differs there outweighs all else. */
function comparePrimary(one: string, other: string): number {
  primary ??= new Intl.Collator('zh-CN', { numeric: true, sensitivity: 'base' })
  return primary.compare(one, other)
}

/** The weight of each plain character that occurs, by its code unit; 0 for any other. Digits share one. */
function weightsOf(occurring: Uint8Array): Uint16Array {
  const characters = [...occurring.keys()].filter((unit) => occurring[unit] === 1 && !isDigit(unit))
  const order = characters
    .map((unit) => String.fromCharCode(unit))
    .concat('0')
    .sort(comparePrimary)
  const weights = new Uint16Array(0x10000)
  let weight = 0
  order.forEach((character, i) => {
    if (i === 0 || comparePrimary(order[i - 1] ?? '', character) !== 0) weight++
    weights[character.charCodeAt(0)] = weight
  })
  for (let digit = 0x31; digit <= 0x39; digit++) weights[digit] = weights[0x30] ?? 0
  return weights
}

/**
 * 拼音键. The order of `collate` for many texts, without asking the collator for each pair: a text becomes a run of
 * weights, a number in it its length and its digits. Texts with other characters, and texts that are alike so far, are
 * compared by `collate` itself, so the order is the same.
 */
export class Keys {
  private readonly texts: Texts
  private weights = new Uint16Array(0)
  private readonly ends: Int32Array
  /** 1 where a text has no key */
  private readonly odd: Uint8Array

  private constructor(texts: Texts) {
    this.texts = texts
    this.ends = new Int32Array(texts.length)
    this.odd = new Uint8Array(texts.length)
  }

  static *of(texts: Texts): Work<Keys> {
    const keys = new Keys(texts)
    const occurring = new Uint8Array(0x10000)
    for (let from = 0; from < texts.length; from += stride) {
      keys.look(from, Math.min(texts.length, from + stride), occurring)
      yield
    }
    const weights = weightsOf(occurring)
    yield
    for (let from = 0, at = 0; from < texts.length; from += stride) {
      at = keys.weigh(from, Math.min(texts.length, from + stride), { weights, at })
      yield
    }
    return keys
  }

  compare(one: number, other: number): number {
    if (this.odd[one] === 1 || this.odd[other] === 1) return this.collate(one, other)
    const weights = this.weights
    let [a, b] = [this.startOf(one), this.startOf(other)]
    const [aEnd, bEnd] = [this.ends[one] ?? 0, this.ends[other] ?? 0]
    for (; a < aEnd && b < bEnd; a++, b++) {
      const apart = (weights[a] ?? 0) - (weights[b] ?? 0)
      if (apart !== 0) return apart
    }
    return aEnd - a - (bEnd - b) || this.collate(one, other)
  }

  private collate(one: number, other: number): number {
    return collate(this.texts.text(one), this.texts.text(other))
  }

  private startOf(n: number): number {
    return n === 0 ? 0 : (this.ends[n - 1] ?? 0)
  }

  private look(from: number, to: number, occurring: Uint8Array): void {
    const joined = this.texts.joined(from, to)
    for (let i = 0, n = from; i < joined.length; i++) {
      const unit = joined.charCodeAt(i)
      if (unit === 0) n++
      else if (isPlain(unit)) occurring[unit] = 1
      else this.odd[n] = 1
    }
  }

  private weigh(from: number, to: number, { weights, at: began }: { weights: Uint16Array; at: number }): number {
    const joined = this.texts.joined(from, to)
    this.reserve(began + joined.length * 2)
    let at = began
    for (let i = 0, n = from; i < joined.length; i++) {
      const unit = joined.charCodeAt(i)
      if (unit === 0) this.ends[n++] = at
      else if (isDigit(unit)) {
        const end = endOfDigits(joined, i)
        at = this.number(joined, i, end, weights[unit] ?? 0, at)
        i = end - 1
      } else this.weights[at++] = weights[unit] ?? 0
    }
    return at
  }

  /** A number: the weight of digits, how many it has without leading zeros, and each of them. */
  private number(joined: string, from: number, to: number, weight: number, began: number): number {
    let [first, at] = [from, began]
    while (first < to - 1 && joined.charCodeAt(first) === 0x30) first++
    this.weights[at++] = weight
    this.weights[at++] = to - first
    for (let i = first; i < to; i++) this.weights[at++] = joined.charCodeAt(i) - 0x2f
    return at
  }

  private reserve(length: number): void {
    if (length <= this.weights.length) return
    const larger = new Uint16Array(length + (length >> 1))
    larger.set(this.weights)
    this.weights = larger
  }
}

function endOfDigits(text: string, from: number): number {
  let end = from
  while (end < text.length && isDigit(text.charCodeAt(end))) end++
  return end
}
