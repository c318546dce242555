import { createInflateRaw } from 'node:zlib'
import { refusal } from '#shared/base/refusal'
import { tooMuch, type WorkbookLimits } from './limits.ts'

/** A part of a packed workbook, as its directory tells; sizes are told by whoever packed it and not believed. */
export interface Part {
  name: string
  method: number
  at: number
  packed: number
}

const signature = { end: 0x06054b50, entry: 0x02014b50, local: 0x04034b50 } as const
const longestComment = 65_535
const damaged = () => refusal('import/not-a-workbook', { because: 'damaged' })
const unsafe = () => refusal('import/not-a-workbook', { because: 'unsafe' })

export const isZip = (file: Buffer): boolean => file.length > 4 && file.readUInt32LE(0) === signature.local

/**
 * The parts of a packed file. Refused: more parts than allowed, two of one name, names that lead out of the folder,
 * encrypted parts, and files so large that they need the form for more than 4 GB.
 * @throws import/not-a-workbook, import/too-much
 */
export function partsOf(file: Buffer, limits: WorkbookLimits): Part[] {
  const end = endOf(file)
  const count = file.readUInt16LE(end + 10)
  if (count === 0xffff || count > limits.parts) throw tooMuch('parts', limits)
  const parts: Part[] = []
  let at = file.readUInt32LE(end + 16)
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || file.readUInt32LE(at) !== signature.entry) throw damaged()
    parts.push(partAt(file, at))
    at += 46 + file.readUInt16LE(at + 28) + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
  if (new Set(parts.map(({ name }) => name.toLowerCase())).size < parts.length) throw unsafe()
  return parts
}

function endOf(file: Buffer): number {
  for (let at = file.length - 22; at >= Math.max(0, file.length - 22 - longestComment); at--)
    if (file.readUInt32LE(at) === signature.end) return at
  throw damaged()
}

function partAt(file: Buffer, at: number): Part {
  const name = file.toString('utf8', at + 46, at + 46 + file.readUInt16LE(at + 28))
  const [flags, method] = [file.readUInt16LE(at + 8), file.readUInt16LE(at + 10)]
  if (flags & 1) throw refusal('import/not-a-workbook', { because: 'locked' })
  if (/(^|[/\\])\.\.([/\\]|$)|^[/\\]|^[a-z]:|\0/i.test(name)) throw unsafe()
  const [packed, size, local] = [file.readUInt32LE(at + 20), file.readUInt32LE(at + 24), file.readUInt32LE(at + 42)]
  if ([packed, size, local].includes(0xffffffff) || (method !== 0 && method !== 8)) throw unsafe()
  if (local + 30 > file.length || file.readUInt32LE(local) !== signature.local) throw damaged()
  const from = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
  if (from + packed > file.length) throw damaged()
  return { name, method, at: from, packed }
}

/** Small parts, such as a sheet of blanks, may be packed more densely than the ratio. */
const freely = 1_000_000

/** How much has been unpacked and looked at, over all parts together. */
export interface Spent {
  bytes: number
  tags: number
}

/**
 * Unpacks one part, piece by piece, and counts what comes out: no more than is read is ever held.
 * @throws import/too-much once the whole is too large, or a part too dense; import/not-a-workbook
 */
export async function* unpacked(
  file: Buffer,
  part: Part,
  limits: WorkbookLimits,
  spent: Spent,
): AsyncGenerator<Buffer> {
  const packed = file.subarray(part.at, part.at + part.packed)
  let bytes = 0
  for await (const piece of part.method === 0 ? [packed] : inflating(packed)) {
    bytes += piece.length
    spent.bytes += piece.length
    if (spent.bytes > limits.unpacked || (bytes > freely && bytes > part.packed * limits.ratio))
      throw tooMuch('unpacked', limits)
    yield piece
  }
}

async function* inflating(packed: Buffer): AsyncGenerator<Buffer> {
  const inflate = createInflateRaw({ chunkSize: 64 * 1024 })
  inflate.end(packed)
  try {
    for await (const piece of inflate) yield Buffer.isBuffer(piece) ? piece : Buffer.from(String(piece))
  } catch (error) {
    if (error instanceof Error && 'code' in error) throw damaged()
    throw error
  } finally {
    inflate.destroy()
  }
}
