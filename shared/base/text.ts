/** Zero-width characters, marks of direction and soft hyphens: they come with pasted text and are never meant. */
const invisible = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g

/** Control characters besides tab and line break. */
const control = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

/** Takes outer spaces and invisible characters away. Line breaks stay where the text may have lines, else are spaces. */
export function clean(text: string, lines = false): string {
  const breaks = text.replace(/\r\n?/g, '\n').replace(invisible, '').replace(control, '')
  return (lines ? breaks : breaks.replace(/[\n\t]+/g, ' ')).trim()
}

/** Text that may stand in a cell as it is: nothing invisible, no half of a character pair. */
export function isClean(text: string, lines: boolean): boolean {
  return !/\p{Surrogate}/u.test(text) && clean(text, lines) === text
}

/** The same text with full-width digits, letters and signs as narrow ones, for numbers, days and codes. */
export function narrow(text: string): string {
  return clean(text)
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replaceAll('\uffe5', '¥')
    .replace(/[\u2212\u2013\u2010\u2011]/g, '-')
    .trim()
}

/** For comparing what people mean: narrow, without spaces, in small letters. */
export const fold = (text: string): string => narrow(text).replace(/\s+/g, '').toLowerCase()

/** How many characters must be added, dropped or changed to get from one text to the other; at most `limit`. */
export function editDistance(from: string, to: string, limit = 8): number {
  if (Math.abs(from.length - to.length) >= limit) return limit
  let row = Array.from({ length: to.length + 1 }, (_, k) => k)
  for (let i = 1; i <= from.length; i++) {
    const next = [i]
    for (let k = 1; k <= to.length; k++) {
      const changed = (row[k - 1] ?? 0) + (from[i - 1] === to[k - 1] ? 0 : 1)
      next.push(Math.min(changed, (row[k] ?? 0) + 1, (next[k - 1] ?? 0) + 1))
    }
    row = next
  }
  return Math.min(limit, row[to.length] ?? limit)
}

/** First characters by which a spreadsheet takes a text for a formula, the full-width ones too. */
const formulaStart = /^[=+\-@\t\r\n\0＝＋－＠]/

export const startsLikeFormula = (text: string): boolean => formulaStart.test(text)

/** 防公式注入. A text that a spreadsheet would run is marked as text; numbers are no texts and stay numbers. */
export const asText = (text: string): string => (startsLikeFormula(text) ? `'${text}` : text)

/** The same text without that mark, as it comes back from a file of ours. */
export const fromMarked = (text: string): string =>
  text.startsWith("'") && startsLikeFormula(text.slice(1)) ? text.slice(1) : text
