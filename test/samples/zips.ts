import { constants, crc32, deflateRawSync } from 'node:zlib'

/** A part of a packed file: its bytes, or bytes that are packed already. */
export interface ZipPart {
  name: string
  bytes?: Buffer
  packed?: { bytes: Buffer; size: number }
}

/** A packed file that says whatever it is told to say. */
export function zipOf(parts: readonly ZipPart[]): Buffer {
  const files: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const { name, bytes = Buffer.alloc(0), packed } of parts) {
    const data = packed?.bytes ?? deflateRawSync(bytes)
    const facts = Buffer.alloc(18)
    facts.writeUInt16LE(8, 0)
    facts.writeUInt32LE(packed ? 0 : crc32(bytes), 6)
    facts.writeUInt32LE(data.length, 10)
    facts.writeUInt32LE((packed?.size ?? bytes.length) >>> 0, 14)
    const title = Buffer.from(name)
    const lengths = Buffer.alloc(4)
    lengths.writeUInt16LE(title.length, 0)
    const version = Buffer.from([20, 0, 0, 8])
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), version, facts, lengths, title, data])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(at, 10)
    const made = Buffer.from([20, 0])
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02', 'latin1'), made, version, facts, lengths, rest, title]))
    files.push(local)
    at += local.length
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(parts.length, 4)
  end.writeUInt16LE(parts.length, 6)
  end.writeUInt32LE(Buffer.concat(directory).length, 8)
  end.writeUInt32LE(at, 12)
  return Buffer.concat([...files, ...directory, Buffer.from('PK\x05\x06', 'latin1'), end])
}

/** `before`, then a piece many times over, then `after`: packed without ever being whole. */
export function repeated(before: string, piece: Buffer, times: number, after: string): { bytes: Buffer; size: number } {
  const open = { finishFlush: constants.Z_FULL_FLUSH }
  const [head, once] = [deflateRawSync(Buffer.from(before), open), deflateRawSync(piece, open)]
  const tail = deflateRawSync(Buffer.from(after))
  const size = Buffer.byteLength(before) + piece.length * times + Buffer.byteLength(after)
  return { bytes: Buffer.concat([head, ...Array.from({ length: times }, () => once), tail]), size }
}

const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** The parts of a workbook around its sheets, each told by its XML, or packed already. */
export function workbookParts(
  sheets: readonly (string | { bytes: Buffer; size: number })[],
  more: Readonly<Record<string, string | { bytes: Buffer; size: number }>> = {},
): ZipPart[] {
  const relation = (i: number, kind: string, target: string) =>
    `<Relationship Id="rId${i}" Type="${office}/${kind}" Target="${target}"/>`
  const own = sheets.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`))
  const shared = [
    ...('xl/sharedStrings.xml' in more ? [relation(9001, 'sharedStrings', 'sharedStrings.xml')] : []),
    ...('xl/styles.xml' in more ? [relation(9002, 'styles', 'styles.xml')] : []),
  ]
  const texts: Record<string, string | { bytes: Buffer; size: number }> = {
    '[Content_Types].xml': `<Types xmlns="${packages}/content-types"/>`,
    '_rels/.rels': `<Relationships xmlns="${packages}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${office}"><sheets>${sheets.map((_, i) => `<sheet name="S${i + 1}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packages}/relationships">${[...own, ...shared].join('')}</Relationships>`,
    ...Object.fromEntries(sheets.map((sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheet])),
    ...more,
  }
  return Object.entries(texts).map(([name, text]) =>
    typeof text === 'string' ? { name, bytes: Buffer.from(text) } : { name, packed: text },
  )
}

/** The XML of a sheet around its rows. */
export const sheetXml = (rows: string, after = ''): string =>
  `<worksheet xmlns="${main}"><sheetData>${rows}</sheetData>${after}</worksheet>`
