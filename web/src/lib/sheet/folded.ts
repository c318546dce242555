import { initials } from '#shared/base/collate'
import { fold } from '#shared/base/text'
import type { Cell } from '#shared/base/cell'
import type { Dictionary } from './dictionary.ts'
import { stride, type Work } from './slices.ts'

/** Spelling a text is dear: so many are spelled before anything else may come in between. */
const few = 256

/** Parts folded texts: a code point that no text may hold. */
const wall = '\uffff'

/** Texts of consecutive codes, folded, and where each begins. */
interface Stretch {
  first: number
  text: string
  starts: Int32Array
}

/** What is sought, and at which side of the text it must stand. */
export interface Sought {
  text: string
  at: 'anywhere' | 'start' | 'end'
}

/**
 * 归一文字. What the words of a column print, in one width and case, as one long text: a search runs through it once with
 * the engine's own means instead of looking at each word by itself.
 */
export class Folded {
  readonly #dictionary: Dictionary
  readonly #print: ((cell: Cell) => string) | undefined
  readonly #stretches: Stretch[] = []
  #size = 0

  /** Without `print` the words print as they are. */
  constructor(dictionary: Dictionary, print?: (cell: Cell) => string) {
    this.#dictionary = dictionary
    this.#print = print
  }

  /** 1 for each code whose text holds what is sought. */
  *holding({ text, at }: Sought): Work<Uint8Array> {
    yield* this.#catchUp()
    const pass = new Uint8Array(this.#dictionary.size)
    if (fold(text) === '') return pass.fill(1)
    const sought = `${at === 'start' ? wall : ''}${fold(text)}${at === 'end' ? wall : ''}`
    for (const stretch of this.#stretches) {
      mark(stretch, sought, pass)
      yield
    }
    return pass
  }

  /** Marks those too that are spelled so by Pinyin initials. */
  *spelling(text: string, holds: Uint8Array): Work<Uint8Array> {
    const wanted = fold(text)
    const print = this.#print ?? String
    for (let code = 1; code < holds.length; code++) {
      if (holds[code] === 0 && initials(print(this.#dictionary.word(code))).includes(wanted)) holds[code] = 1
      if (code % few === 0) yield
    }
    return holds
  }

  *#catchUp(): Work<void> {
    const { size } = this.#dictionary
    for (let from = this.#size; from < size; from += stride) {
      this.#stretches.push(this.#stretch(from, Math.min(size, from + stride)))
      yield
    }
    this.#size = size
  }

  #stretch(from: number, to: number): Stretch {
    const { texts, isText } = this.#dictionary
    const packed = !this.#print && isText ? stretchOf(texts.joined(from, to).replaceAll('\0', wall), from) : undefined
    // A text that holds a wall itself would be taken for two.
    return packed?.starts.length === to - from ? packed : stretchOf(this.#joined(from, to), from)
  }

  #joined(from: number, to: number): string {
    const print = this.#print ?? String
    return Array.from({ length: to - from }, (_, i) => {
      const word = this.#dictionary.word(from + i)
      return word === null ? wall : print(word).replaceAll(wall, '') + wall
    }).join('')
  }
}

function stretchOf(joined: string, first: number): Stretch {
  const text = wall + fold(joined)
  const starts: number[] = []
  for (let at = 0; at < text.length - 1; at = text.indexOf(wall, at + 1)) starts.push(at)
  return { first, text, starts: Int32Array.from(starts) }
}

function mark({ first, text, starts }: Stretch, sought: string, pass: Uint8Array): void {
  let word = 0
  for (let at = text.indexOf(sought); at >= 0; at = text.indexOf(sought, starts[word] ?? text.length)) {
    while ((starts[word] ?? text.length) <= at) word++
    pass[first + word - 1] = 1
    if (word >= starts.length) return
  }
}
