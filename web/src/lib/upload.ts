import { call } from './call.ts'
import { session } from './session.svelte.ts'

/** The bytes did not arrive: the connection broke, or the file server refused them. */
export class UploadFailed extends Error {}

export interface Uploading {
  signal: AbortSignal
  /** hears how much has been sent, from 0 to 1 */
  progress: (part: number) => void
  /** who signs the address; figures are signed for unless another is named */
  sign?: (asked: { upload: string; bytes: number }) => Promise<{ url: string; headers: Record<string, string> }>
}

const hexOf = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('')

/**
 * 上传. Puts a file into the private bucket, past the API: an address is signed for these very bytes. Answers the id by
 * which the file is read. @throws UploadFailed, AbortError, refusals
 */
export async function upload(file: Blob, { signal, progress, sign = call.uploads.sign }: Uploading): Promise<string> {
  const bytes = await file.arrayBuffer()
  const id = hexOf(await crypto.subtle.digest('SHA-256', bytes))
  const { url, headers } = await session.run(() => sign({ upload: id, bytes: bytes.byteLength }))
  if (signal.aborted) throw new DOMException('', 'AbortError')
  await put(url, { headers, bytes, signal, progress })
  return id
}

interface Putting extends Uploading {
  headers: Record<string, string>
  bytes: ArrayBuffer
}

/** By the older of the two ways, which alone tells how much has been sent. */
function put(url: string, { headers, bytes, signal, progress }: Putting): Promise<void> {
  return new Promise((done, fail) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.onprogress = ({ loaded, total }) => progress(total === 0 ? 1 : loaded / total)
    request.onload = () => (request.status === 200 ? done() : fail(new UploadFailed(String(request.status))))
    request.onerror = () => fail(new UploadFailed())
    request.onabort = () => fail(new DOMException('', 'AbortError'))
    signal.addEventListener('abort', () => request.abort(), { once: true })
    request.send(bytes)
  })
}
