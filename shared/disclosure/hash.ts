import canonicalize from 'canonicalize'

/**
 * 规范文本. The one text that equal data always has (RFC 8785: keys in order of UTF-16 units, numbers as ECMAScript
 * writes them, no blanks). Keys without a value are left out. Text with half a surrogate pair, and numbers that JSON
 * cannot carry, are defects and throw.
 */
export function canonical(data: object): string {
  const text = canonicalize(data)
  if (text === undefined) throw new TypeError('nothing to write as JSON')
  return text
}

/** SHA-256 of a text's UTF-8 bytes, as 64 small hexadecimal digits. */
export async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** 校验码. What is approved is bound to this: the hash of the canonical text. */
export const hashOf = (data: object): Promise<string> => sha256(canonical(data))
