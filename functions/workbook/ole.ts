import { refusal } from '#shared/base/refusal'

const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex')
const last = 0xfffffffe
const none = 0xffffffff

export const isOle = (file: Buffer): boolean => file.length >= 512 && file.subarray(0, 8).equals(signature)

const damaged = () => refusal('import/not-a-workbook', { because: 'damaged' })

/** One stream of a compound file: its name, and its bytes where they are kept in whole sectors. */
export interface Stream {
  name: string
  size: number
  bytes(): Buffer
}

/**
 * The streams of a compound file (OLE2, in which XLS is kept), by its directory. Every sector belongs to one stream only:
 * a file in which sectors are used twice, or more of them than it has, is refused, because it would be many times its
 * size when it is read.
 * Source: MS-CFB.
 * @throws import/not-a-workbook
 */
export function streamsOf(file: Buffer): Stream[] {
  const shift = file.readUInt16LE(30)
  const size = 1 << shift
  const sectors = Math.floor(file.length / size)
  const tables = file.readUInt32LE(44)
  if ((shift !== 9 && shift !== 12) || file.readUInt16LE(32) !== 6) throw damaged()
  if (tables > 109 || tables * (size / 4) > sectors + size) throw damaged()
  const at = (sector: number): number => {
    const from = (sector + 1) * size
    if (from + size > file.length) throw damaged()
    return from
  }
  const links = Array.from({ length: tables }, (_, i) => at(file.readUInt32LE(76 + i * 4)))
  const used = new Set<number>()
  const chain = (first: number): Buffer => {
    const found: Buffer[] = []
    for (let sector = first; sector !== last && sector !== none;) {
      if (used.has(sector)) throw damaged()
      used.add(sector)
      found.push(file.subarray(at(sector), at(sector) + size))
      const table = links[Math.floor(sector / (size / 4))]
      if (table === undefined) throw damaged()
      sector = file.readUInt32LE(table + (sector % (size / 4)) * 4)
    }
    return Buffer.concat(found)
  }
  return entriesOf(chain(file.readUInt32LE(48)), chain, file.readUInt32LE(56))
}

function entriesOf(directory: Buffer, chain: (first: number) => Buffer, cutoff: number): Stream[] {
  const streams: Stream[] = []
  for (let at = 0; at + 128 <= directory.length; at += 128) {
    const [kind, length] = [directory[at + 66], directory.readUInt16LE(at + 64)]
    if (kind !== 2 && kind !== 5) continue
    const name = directory.toString('utf16le', at, at + Math.min(64, Math.max(0, length - 2)))
    const [first, size] = [directory.readUInt32LE(at + 116), directory.readUInt32LE(at + 120)]
    // Small streams lie together in the root's, which is walked here as well.
    const own = kind === 5 || size >= cutoff ? chain(first) : Buffer.alloc(0)
    if (kind === 2) streams.push({ name, size, bytes: () => own.subarray(0, size) })
  }
  return streams
}
