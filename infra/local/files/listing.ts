import { encodePath } from './addressing.ts'
import { xmlAnswer, type Answer, type Call } from './call.ts'
import { fault } from './fault.ts'
import { byBytes, firstIndex, type Version } from './shelf.ts'
import { xml, type XmlNode } from './xml.ts'

interface Walk {
  prefix: string
  delimiter: string
  /** The walk begins behind this key or group, or with it. */
  after: string
  including?: boolean
  shown: (key: string) => boolean
}

interface Entry {
  name: string
  /** Keys rolled up to their common beginning. */
  group: boolean
}

/** Walks keys in order; those that share a beginning up to the delimiter appear once, as a group, and are leapt over. */
function* walk(
  keys: readonly string[],
  { prefix, delimiter, after, including = false, shown }: Walk,
): Generator<Entry> {
  const begins = (key: string) =>
    byBytes(key, prefix) >= 0 && byBytes(key, after) >= (including || after === '' ? 0 : 1)
  let at = firstIndex(keys, begins)
  for (let key = keys[at]; key?.startsWith(prefix) === true; key = keys[at]) {
    const end = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length)
    const name = end < 0 ? key : key.slice(0, end + delimiter.length)
    const told = end >= 0 && name === after
    const tell = !told && shown(key)
    if (tell) yield { name, group: end >= 0 }
    const leap = end >= 0 && (told || tell)
    at = leap ? firstIndex(keys, (one) => byBytes(one, name) > 0 && !one.startsWith(name)) : at + 1
  }
}

/** The first so many of a walk, or of anything. */
function first<T>(items: Iterable<T>, count: number): T[] {
  const taken: T[] = []
  for (const item of items) if (taken.push(item) >= count) break
  return taken
}

const mostKeys = 1000

/** `max-keys` and its like: at most 1,000. */
export function limitOf(call: Call, name: string): number {
  const text = call.query.get(name) ?? String(mostKeys)
  if (!/^\d{1,10}$/.test(text))
    throw fault('InvalidArgument', `Provided ${name} not an integer or within integer range`)
  return Math.min(Number(text), mostKeys)
}

/** How names are written: `encoding-type=url` makes any key fit into XML. */
function naming(call: Call): (name: string) => string {
  const kind = call.query.get('encoding-type')
  if (kind !== undefined && kind !== 'url')
    throw fault('InvalidArgument', 'Invalid Encoding Method specified in Request')
  return kind === 'url' ? encodePath : (name) => name
}

/** ListObjectsV2. */
export function listObjects(call: Call): Answer {
  const { shelf, query } = call
  if (query.get('list-type') !== '2') throw fault('NotImplemented', 'Only version 2 of ListObjects is implemented')
  const [prefix = '', delimiter = '', startAfter, token] = [
    'prefix',
    'delimiter',
    'start-after',
    'continuation-token',
  ].map((n) => query.get(n))
  const [name, limit] = [naming(call), limitOf(call, 'max-keys')]
  const after = token === undefined ? (startAfter ?? '') : fromToken(token)
  const entries = walk(shelf.keys(), { prefix, delimiter, after, shown: (key) => shelf.current(key) !== undefined })
  const page = limit === 0 ? [] : first(entries, limit + 1)
  const listed = page.slice(0, limit)
  const files = listed.filter((entry) => !entry.group).flatMap((entry) => shelf.current(entry.name) ?? [])
  const last = listed.at(-1)
  return xmlAnswer(
    xml('ListBucketResult', {
      Name: call.bucket,
      Prefix: name(prefix),
      Delimiter: delimiter === '' ? undefined : name(delimiter),
      StartAfter: startAfter === undefined ? undefined : name(startAfter),
      EncodingType: query.get('encoding-type'),
      KeyCount: listed.length,
      MaxKeys: limit,
      IsTruncated: page.length > limit,
      ContinuationToken: token,
      NextContinuationToken: page.length > limit && last ? toToken(last.name) : undefined,
      Contents: files.map((version) => fileNode(version, name)),
      CommonPrefixes: groups(listed, name),
    }),
  )
}

const toToken = (name: string) => Buffer.from(`after:${name}`).toString('base64url')

function fromToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString('utf8')
  if (!text.startsWith('after:')) throw fault('InvalidArgument', 'The continuation token provided is incorrect')
  return text.slice('after:'.length)
}

const groups = (entries: readonly Entry[], name: (text: string) => string) =>
  entries.filter((entry) => entry.group).map((entry) => ({ Prefix: name(entry.name) }))

const fileNode = (version: Version, name: (key: string) => string): XmlNode => ({
  Key: name(version.key),
  LastModified: version.modified,
  ETag: `"${version.eTag}"`,
  ChecksumAlgorithm: version.checksum?.algorithm,
  ChecksumType: version.checksum?.type,
  Size: version.size,
  StorageClass: version.headers['x-amz-storage-class'] ?? 'STANDARD',
})

/** ListObjectVersions: every version and delete marker, newest first within a key. */
export function listVersions(call: Call): Answer {
  const { shelf, query } = call
  const [prefix = '', delimiter = '', keyMarker = '', idMarker] = [
    'prefix',
    'delimiter',
    'key-marker',
    'version-id-marker',
  ].map((n) => query.get(n))
  const [name, limit] = [naming(call), limitOf(call, 'max-keys')]
  const entries = walk(shelf.keys(), {
    prefix,
    delimiter,
    after: keyMarker,
    including: idMarker !== undefined,
    shown: () => true,
  })
  const lines: (Entry & { version?: Version })[] = []
  for (const entry of entries) {
    if (lines.length > limit) break
    if (entry.group) lines.push(entry)
    else
      lines.push(...behind(shelf.versionsOf(entry.name), keyMarker, idMarker).map((version) => ({ ...entry, version })))
  }
  const listed = lines.slice(0, limit)
  const [last, more] = [listed.at(-1), limit > 0 && lines.length > limit]
  const nodes = listed.flatMap(({ version }) => (version ? [{ version, node: versionNode(call, version, name) }] : []))
  return xmlAnswer(
    xml('ListVersionsResult', {
      Name: call.bucket,
      Prefix: name(prefix),
      KeyMarker: name(keyMarker),
      VersionIdMarker: idMarker ?? '',
      NextKeyMarker: more && last ? name(last.name) : undefined,
      NextVersionIdMarker: more ? last?.version?.id : undefined,
      MaxKeys: limit,
      Delimiter: delimiter === '' ? undefined : name(delimiter),
      EncodingType: query.get('encoding-type'),
      IsTruncated: more,
      Version: nodes.filter(({ version }) => !version.marker).map(({ node }) => node),
      DeleteMarker: nodes.filter(({ version }) => version.marker).map(({ node }) => node),
      CommonPrefixes: groups(listed, name),
    }),
  )
}

/** The versions of the marker's key that come behind the marker's version; all those of other keys. */
function behind(versions: readonly Version[], key: string, id: string | undefined): readonly Version[] {
  const at = id === undefined || versions[0]?.key !== key ? -1 : versions.findIndex((version) => version.id === id)
  return versions.slice(at + 1)
}

function versionNode({ shelf }: Call, version: Version, name: (key: string) => string): XmlNode {
  const IsLatest = shelf.versionsOf(version.key)[0]?.id === version.id
  const common = { Key: name(version.key), VersionId: version.id, IsLatest, LastModified: version.modified }
  return version.marker ? common : { ...fileNode(version, name), ...common }
}
