import { checkedKey } from './addressing.ts'
import { checkedXml } from './bodies.ts'
import { xmlAnswer, type Answer, type Call } from './call.ts'
import { draft } from './disk.ts'
import { Fault, fault } from './fault.ts'
import { checkUnlocked } from './lock.ts'
import type { Version } from './shelf.ts'
import { childrenOf, textOf, xml, type Element, type XmlNode } from './xml.ts'

interface Removed {
  /** The version that went away, or the delete marker that was put on top. */
  version: Version | undefined
  marked: boolean
}

/** DeleteObject: what is not there is deleted, too. */
export async function deleteObject(call: Call): Promise<Answer> {
  if (call.headers['if-match'] !== undefined) throw fault('NotImplemented', 'Conditional deletes are not implemented')
  const { version, marked } = await remove(call, call.key, call.query.get('versionId'))
  const marker = marked || version?.marker ? { 'x-amz-delete-marker': 'true' } : {}
  const id = version && call.shelf.versioned ? { 'x-amz-version-id': version.id } : {}
  return { status: 204, headers: { ...marker, ...id } }
}

async function remove(call: Call, key: string, id: string | undefined): Promise<Removed> {
  const { shelf, now } = call
  const removed = await shelf.alone(`key ${key}`, async () => {
    const plain = !shelf.versioned && shelf.versionsOf(key).every((version) => version.id === 'null')
    if (id === undefined && !plain)
      return { marked: true, version: await shelf.mark(key, await draft(shelf.drafts, []), now.toISOString()) }
    const version = shelf.versionsOf(key).find((one) => one.id === (id ?? 'null'))
    if (version) {
      checkUnlocked(version, now)
      await shelf.remove(version)
    }
    return { marked: false, version }
  })
  const { version, marked } = removed
  if (version) await call.announce(marked ? 'ObjectRemoved:DeleteMarkerCreated' : 'ObjectRemoved:Delete', version)
  return removed
}

const mostKeys = 1000

/** DeleteObjects: up to 1,000 keys, each with its own right and its own outcome. */
export async function deleteObjects(call: Call): Promise<Answer> {
  const body = await checkedXml(call, 'Delete', { digest: 'needed' })
  const asked = childrenOf(body, 'Object')
  if (asked.length === 0 || asked.length > mostKeys) throw fault('MalformedXML')
  const quiet = textOf(body, 'Quiet')?.trim() === 'true'
  const done: XmlNode[] = []
  const failed: XmlNode[] = []
  for (const one of asked) {
    const outcome = await removeOne(call, one)
    if ('Code' in outcome) failed.push(outcome)
    else done.push(outcome)
  }
  return xmlAnswer(xml('DeleteResult', { Deleted: quiet ? [] : done, Error: failed }))
}

async function removeOne(call: Call, one: Element): Promise<XmlNode> {
  const [Key = '', VersionId] = [textOf(one, 'Key'), textOf(one, 'VersionId')]
  try {
    if (Key === '' || textOf(one, 'ETag') !== undefined) throw fault(Key === '' ? 'MalformedXML' : 'NotImplemented')
    const right = VersionId === undefined ? 's3:DeleteObject' : 's3:DeleteObjectVersion'
    if (!call.may(right, checkedKey(Key))) throw fault('AccessDenied')
    const { version, marked } = await remove(call, Key, VersionId)
    const marker = marked || version?.marker ? { DeleteMarker: true, DeleteMarkerVersionId: version?.id } : {}
    return { Key, VersionId, ...marker }
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    return { Key, VersionId, Code: error.code, Message: error.message }
  }
}
