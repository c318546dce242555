import type { DictionaryType, RecordBatch } from '@uwdata/flechette'
import { decodeIPC } from './arrow.js'
import type { NumberColumn, Utf8, WordColumn } from './tile.ts'

interface Held {
  words?: DictionaryType | undefined
  /** the bytes of its values */
  values: Uint8Array
}

const noBytes = new Uint8Array(0)
const noWords: Utf8 = { bytes: noBytes, offsets: new Int32Array(1) }
const decoder = new TextDecoder()

/** Every column has two runs of bytes, what is blank and its values; a dictionary has one more between them. */
const runs = { column: 2, dictionary: 3 } as const

function runOf({ body = noBytes, regions, compression }: RecordBatch, nth: number): Uint8Array {
  if (compression) throw new Error('the tile is packed in itself')
  const { offset, length } = regions[nth] ?? { offset: 0, length: 0 }
  return body.subarray(offset, offset + length)
}

type Numbers = Int32Array | Float64Array | Uint16Array | Uint32Array

/** Bytes as numbers, where they lie; so many of them: what follows fills the run up. */
const numbersIn = <T extends Numbers>(
  { buffer, byteOffset }: Uint8Array,
  of: new (buffer: ArrayBufferLike, offset: number, length: number) => T,
  count: number,
): T => new of(buffer, byteOffset, count)

/** 瓦片的字节. The columns of a tile as they lie in its bytes; no text is read before somebody asks for it. */
export class TileBytes {
  readonly rows: number
  readonly #columns = new Map<string, Held>()
  readonly #dictionaries = new Map<number, Utf8>()

  constructor(bytes: Uint8Array) {
    const { schema, records, dictionaries } = decodeIPC(bytes)
    const record = records?.[0]
    this.rows = record?.length ?? 0
    if (!schema || !record) return
    schema.fields.forEach(({ name, type }, i) => {
      const words = 'dictionary' in type ? type : undefined
      this.#columns.set(name, { words, values: runOf(record, i * runs.column + 1) })
    })
    for (const { id, data, body } of dictionaries ?? []) {
      const batch = body ? { ...data, body } : data
      const offsets = numbersIn(runOf(batch, 1), Int32Array, (data.length ?? 0) + 1)
      this.#dictionaries.set(id, { bytes: runOf(batch, runs.dictionary - 1), offsets })
    }
  }

  has(key: string): boolean {
    return this.#columns.has(key)
  }

  numbers(key: string): NumberColumn {
    return { key, numbers: numbersIn(this.#values(key), Float64Array, this.rows) }
  }

  whole(key: string): Int32Array {
    return numbersIn(this.#values(key), Int32Array, this.rows)
  }

  words(key: string): WordColumn {
    const { words: type, values } = this.#columns.get(key) ?? { values: noBytes }
    if (this.rows === 0) return { key, words: () => [], utf8: noWords, codes: new Uint16Array(0) }
    const utf8 = type && this.#dictionaries.get(type.id)
    if (!type || !utf8) throw new Error(`the tile's column ${key} has no dictionary`)
    const small = type.indices.bitWidth === 16
    const codes = small ? numbersIn(values, Uint16Array, this.rows) : numbersIn(values, Uint32Array, this.rows)
    let words: readonly string[] | undefined
    return { key, codes, utf8, words: () => (words ??= read(utf8)) }
  }

  #values(key: string): Uint8Array {
    const { words, values } = this.#columns.get(key) ?? { values: noBytes }
    if (words) throw new Error(`the tile's column ${key} is no column of numbers`)
    return values
  }
}

const read = ({ bytes, offsets }: Utf8): string[] =>
  Array.from({ length: offsets.length - 1 }, (_, n) => decoder.decode(bytes.subarray(offsets[n], offsets[n + 1])))
