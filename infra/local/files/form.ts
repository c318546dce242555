import { checkedKey, encode, encodePath } from './addressing.ts'
import type { Answer, Call } from './call.ts'
import { keptHeaders, versionHeaders } from './facts.ts'
import { fault } from './fault.ts'
import { checkFields, policyOf, within } from './policy.ts'
import { ByteReader } from './reader.ts'
import type { Version } from './shelf.ts'
import { verified } from './signature.ts'
import { largest, store, takeIn } from './writing.ts'
import { xml } from './xml.ts'

/** All fields before the file together. Source: Amazon S3 API Reference, "POST Object". */
const mostText = 20 * 1024

interface Form {
  /** Names in lower case. */
  fields: Map<string, string>
  fileName: string
  file: AsyncIterable<Buffer>
}

/** POST Object: a browser's form, allowed by the policy that came with it. What follows the file is ignored. */
export async function postObject(call: Call): Promise<Answer> {
  const { fields, file, fileName } = await formOf(call)
  const key = checkedKey((fields.get('key') ?? '').replaceAll('${filename}', fileName))
  if (key === '') throw fault('InvalidArgument', "Bucket POST must contain a field named 'key'.")
  fields.set('key', key).set('bucket', call.bucket)
  const accessKeyId = signer(fields, call)
  const policy = policyOf(fields.get('policy') ?? '', call.now, largest)
  checkFields(policy, fields)
  const may = call.mayAs(accessKeyId)
  if (!may('s3:PutObject', key)) throw fault('AccessDenied')
  const headers = Object.fromEntries(fields)
  const facts = { headers: keptHeaders(headers) }
  if (fields.has('x-amz-object-lock-mode') && !may('s3:PutObjectRetention', key)) throw fault('AccessDenied')
  const bytes = { bytes: within(policy, file), trailer: new Map<string, string>(), length: undefined }
  const made = await takeIn({ shelf: call.shelf, body: bytes }, headers)
  const version = await store({ ...call, key, accessKeyId, may }, made, { headers, facts, event: 'ObjectCreated:Post' })
  return answer(call, fields, version)
}

function signer(fields: Form['fields'], { keys }: Call): string {
  const [algorithm, credential, date, signature, policy] = ['algorithm', 'credential', 'date', 'signature']
    .map((name) => fields.get(`x-amz-${name}`))
    .concat(fields.get('policy'))
  if (!policy) throw fault('AccessDenied')
  if (algorithm !== 'AWS4-HMAC-SHA256' || !credential || !date || !signature)
    throw fault(
      'InvalidArgument',
      'The form must carry x-amz-algorithm, x-amz-credential, x-amz-date and x-amz-signature',
    )
  return verified(credential, date, policy, signature, keys)
}

async function formOf({ headers, body }: Call): Promise<Form> {
  const boundary = /^multipart\/form-data\s*;.*?boundary="?([^";]{1,70})"?/i.exec(headers['content-type'] ?? '')?.[1]
  const reader = new ByteReader(body.bytes)
  if (boundary === undefined || (await reader.line()) !== `--${boundary}`) throw fault('MalformedPOSTRequest')
  const delimiter = Buffer.from(`\r\n--${boundary}`)
  const fields = new Map<string, string>()
  for (let room = mostText; ;) {
    const { name, fileName } = await heading(reader)
    if (name === 'file') return { fields, fileName, file: whole(reader, delimiter) }
    const value = await text(whole(reader, delimiter), room)
    room -= name.length + value.length
    fields.set(name, value)
    if ((await reader.line()) !== '')
      throw fault('InvalidArgument', 'POST requires exactly one file upload per request.')
  }
}

async function heading(reader: ByteReader): Promise<{ name: string; fileName: string }> {
  let disposition = ''
  for (let line = await reader.line(); line !== ''; line = await reader.line()) {
    if (line === undefined) throw fault('MalformedPOSTRequest')
    if (/^content-disposition:/i.test(line)) disposition = line
  }
  const name = /[;\s]name="([^"]*)"/i.exec(disposition)?.[1]
  const path = /[;\s]filename="([^"]*)"/i.exec(disposition)?.[1] ?? ''
  if (name === undefined) throw fault('MalformedPOSTRequest')
  return { name: name.toLowerCase(), fileName: path.split(/[\\/]/).at(-1) ?? '' }
}

async function* whole(reader: ByteReader, delimiter: Buffer): AsyncGenerator<Buffer> {
  if (!(yield* reader.until(delimiter))) throw fault('MalformedPOSTRequest')
}

async function text(bytes: AsyncIterable<Buffer>, room: number): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of bytes) {
    chunks.push(chunk)
    room -= chunk.length
    if (room < 0)
      throw fault('MaxMessageLengthExceeded', 'Your POST request fields preceding the upload file were too large.')
  }
  return Buffer.concat(chunks).toString('utf8')
}

function answer({ shelf, bucket, origin }: Call, fields: Form['fields'], version: Version): Answer {
  const eTag = `"${version.eTag}"`
  const location = `${origin}/${bucket}/${encodePath(version.key)}`
  const headers = { etag: eTag, location, ...versionHeaders(shelf, version) }
  const next = fields.get('success_action_redirect') ?? ''
  if (URL.canParse(next)) {
    const query = `bucket=${encode(bucket)}&key=${encode(version.key)}&etag=${encode(eTag)}`
    return { status: 303, headers: { ...headers, location: `${next}${next.includes('?') ? '&' : '?'}${query}` } }
  }
  const status = fields.get('success_action_status')
  if (status === '200') return { status: 200, headers }
  if (status !== '201') return { status: 204, headers }
  const body = xml('PostResponse', { Location: location, Bucket: bucket, Key: version.key, ETag: eTag })
  return { status: 201, headers: { ...headers, 'content-type': 'application/xml' }, body }
}
