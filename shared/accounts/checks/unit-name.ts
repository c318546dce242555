/** Shorter names differ by a character from too much that is something else. */
const leastLength = 6

/**
 * 单位名称. What in a text looks like the unit's name and is not: one character more, less, another or two exchanged.
 * A name that is cut short in front (区中心 for 某市某区中心) is an abbreviation.
 */
export function misnamings(text: string, name: string): string[] {
  if (name.length < leastLength) return []
  const rest = text.replaceAll(name, '\n')
  return [...new Set(startsIn(rest, name).flatMap((at) => misnamingAt(rest, at, name) ?? []))]
}

/** Where a misnaming may begin: with the name's first two characters, or as far before its last two. */
function startsIn(text: string, name: string): number[] {
  const heads = placesOf(text, name.slice(0, 2))
  const tails = placesOf(text, name.slice(-2)).flatMap((end) => [0, 1, -1].map((more) => end + 2 - name.length + more))
  return [...new Set([...heads, ...tails])].filter((at) => at >= 0)
}

function placesOf(text: string, part: string): number[] {
  const found: number[] = []
  for (let at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + 1)) found.push(at)
  return found
}

const misnamingAt = (text: string, at: number, name: string): string | undefined =>
  [0, 1, -1]
    .map((more) => text.slice(at, at + name.length + more))
    .find((written) => !/[\s，。；：、（）()]/.test(written) && isNear(written, name))

/** One edit apart, behind the first character. */
function isNear(written: string, name: string): boolean {
  if (!written.startsWith(name.slice(0, 1)) || Math.abs(written.length - name.length) > 1) return false
  const head = sharedLength(written, name)
  const [one, other] = [written.slice(head), name.slice(head)]
  if (one.length !== other.length) return one.length > other.length ? one.slice(1) === other : one === other.slice(1)
  return one.slice(1) === other.slice(1) || exchanged(one) === other
}

function sharedLength(one: string, other: string): number {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

const exchanged = (text: string): string => text.slice(1, 2) + text.slice(0, 1) + text.slice(2)
