/** One whole request as it came, and what the rights check reads of it. */
export interface Request {
  /** unchanged, as it arrived */
  bytes: Buffer
  target: string
  accessKeyId: string | undefined
  body(): string
}

interface Head {
  text: string
  /** bytes of head and body together */
  size: number
}

const end = Buffer.from('\r\n\r\n')
const lengthLine = /\r\ncontent-length: *(\d+)/i
const targetLine = /\r\nx-amz-target: *([\w.]+)/i
const credential = /Credential=([^/,\s]+)\//

/** No head is longer, and no request: DynamoDB itself takes 16 MB at most. */
const longest = { head: 64 * 1024, request: 20 * 1024 * 1024 }

/** Cuts what a client sends into whole HTTP/1.1 requests with a declared length, as the SDK sends them. */
export class Requests {
  #parts: Buffer[] = []
  #held = 0
  #head: Head | undefined

  /** @throws Error when the bytes are no such requests; the connection should end then */
  push(part: Buffer): Request[] {
    this.#parts.push(part)
    this.#held += part.length
    const requests: Request[] = []
    for (;;) {
      this.#head ??= this.#readHead()
      if (!this.#head || this.#held < this.#head.size) return requests
      requests.push(this.#cut(this.#head))
    }
  }

  #joined(): Buffer {
    const [first = Buffer.alloc(0)] = this.#parts
    const all = this.#parts.length > 1 ? Buffer.concat(this.#parts) : first
    this.#parts = [all]
    return all
  }

  #readHead(): Head | undefined {
    if (this.#held === 0) return undefined
    const all = this.#joined()
    const at = all.indexOf(end)
    if (at < 0 && this.#held > longest.head) throw new Error('a request without an end to its head')
    if (at < 0) return undefined
    const text = all.toString('latin1', 0, at)
    const size = at + end.length + Number(lengthLine.exec(text)?.[1] ?? 0)
    if (size > longest.request) throw new Error('a request beyond what DynamoDB takes')
    return { text, size }
  }

  #cut({ text, size }: Head): Request {
    const all = this.#joined()
    const bytes = all.subarray(0, size)
    this.#parts = size < all.length ? [all.subarray(size)] : []
    this.#held = all.length - size
    this.#head = undefined
    return {
      bytes,
      target: targetLine.exec(text)?.[1] ?? '',
      accessKeyId: credential.exec(text)?.[1],
      body: () => bytes.toString('utf8', text.length + end.length),
    }
  }
}

/** A refusal in DynamoDB's own form, as bytes of an answer. */
export function refusalAnswer(code: string, message: string): string {
  const body = JSON.stringify({ __type: `com.amazon.coral.service#${code}`, message })
  const head = [
    'HTTP/1.1 400 Bad Request',
    'content-type: application/x-amz-json-1.0',
    `content-length: ${Buffer.byteLength(body)}`,
    'x-amzn-requestid: local',
  ]
  return `${head.join('\r\n')}\r\n\r\n${body}`
}
