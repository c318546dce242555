import { refusal } from '#shared/base/refusal'
import { tooMuch, type WorkbookLimits } from './limits.ts'
import type { Spent } from './zip.ts'

/** A tag of a part: its name without prefix and its attributes, both as they are written. */
export interface Tag {
  name: string
  closing: boolean
  /** `<v/>` */
  whole: boolean
  attributes: string
  /** bytes of text before it */
  before: number
}

const [open, close, slash, colon, bang, ask] = [0x3c, 0x3e, 0x2f, 0x3a, 0x21, 0x3f] as const
/** Tags for each cell that is allowed: a cell has four, with its formula six, and texts have theirs. */
const tagsForEach = 10
const longestTag = 65_536

export interface Scanning {
  limits: WorkbookLimits
  spent: Spent
  /** tags that are told; all others are only counted */
  wanted: ReadonlySet<string>
}

/**
 * Walks through the tags of a part as it is unpacked. Nothing but the piece at hand is held. Refused: declarations of
 * documents and entities (an entity bomb begins with one), more tags than a workbook of the allowed size can have, and
 * texts longer than a cell may be. What stands in comments is counted like the rest: nothing hides from the count.
 * @throws import/not-a-workbook, import/too-much
 */
export async function scan(
  pieces: AsyncIterable<Buffer>,
  { limits, spent, wanted }: Scanning,
  heard: (tag: Tag) => void,
): Promise<void> {
  const longest = limits.length * 8
  let kept: Buffer = Buffer.alloc(0)
  for await (const piece of pieces) {
    const whole = kept.length === 0 ? piece : Buffer.concat([kept, piece])
    let at = 0
    for (;;) {
      const from = whole.indexOf(open, at)
      if ((from < 0 ? whole.length : from) - at > longest) throw tooMuch('length', limits)
      const until = from < 0 ? -1 : whole.indexOf(close, from)
      if (until < 0) break
      if (++spent.tags > limits.cells * tagsForEach) throw tooMuch('cells', limits)
      const tag = tagIn(whole, from + 1, until, wanted)
      if (tag) heard({ ...tag, before: from - at })
      at = until + 1
    }
    kept = whole.subarray(at)
    if (kept.length > longest + longestTag) throw tooMuch('length', limits)
  }
}

const isName = (byte: number): boolean => byte > 0x2f && byte !== close && byte !== 0x3d

function tagIn(
  bytes: Buffer,
  from: number,
  until: number,
  wanted: ReadonlySet<string>,
): Omit<Tag, 'before'> | undefined {
  const first = bytes[from]
  if (first === ask) return undefined
  if (first === bang) checkDeclared(bytes.toString('latin1', from, Math.min(until, from + 9)))
  if (first === bang) return undefined
  const closing = first === slash
  let start = closing ? from + 1 : from
  let end = start
  for (; end < until && isName(bytes[end] ?? 0); end++) if (bytes[end] === colon) start = end + 1
  const name = bytes.toString('latin1', start, Math.min(end, start + 40))
  if (!wanted.has(name)) return undefined
  const whole = bytes[until - 1] === slash
  return { name, closing, whole, attributes: bytes.toString('utf8', end, whole ? until - 1 : until) }
}

/** `<!--` and `<![CDATA[` may stand in a part; `<!DOCTYPE` and `<!ENTITY` never do. */
function checkDeclared(start: string): void {
  if (!start.startsWith('!--') && !start.startsWith('![CDATA['))
    throw refusal('import/not-a-workbook', { because: 'unsafe' })
}

const named = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" } as const
const isNamed = (word: string): word is keyof typeof named => Object.hasOwn(named, word)

const decoded = (text: string): string =>
  text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi,
    (all, hex?: string, decimal?: string, word?: string) => {
      if (word !== undefined) return isNamed(word) ? named[word] : all
      const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16)
      return code <= 0x10ffff ? String.fromCodePoint(code) : all
    },
  )

/** The value of an attribute, whatever its prefix. */
export function attributeOf({ attributes }: Tag, name: string): string | undefined {
  for (const [, key = '', double, single] of attributes.matchAll(/([\w:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g))
    if (key.slice(key.indexOf(':') + 1) === name) return decoded(double ?? single ?? '')
  return undefined
}
