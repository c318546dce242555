/** 拼音顺序. The order of Chinese text on screens and in lists; numbers inside text count as numbers. */
let collator: Intl.Collator | undefined

export function collate(one: string, other: string): number {
  collator ??= new Intl.Collator('zh-CN', { numeric: true })
  return collator.compare(one, other)
}

/** The first character of each Pinyin initial in the collation order of Chinese. */
const firsts: readonly (readonly [initial: string, first: string])[] = [
  ['a', '阿'], ['b', '八'], ['c', '嚓'], ['d', '咑'], ['e', '妸'], ['f', '发'], ['g', '旮'], ['h', '哈'],
  ['j', '丌'], ['k', '咔'], ['l', '垃'], ['m', '呣'], ['n', '嗯'], ['o', '噢'], ['p', '妑'], ['q', '七'],
  ['r', '呥'], ['s', '仨'], ['t', '他'], ['w', '屲'], ['x', '夕'], ['y', '丫'], ['z', '帀'],
] // prettier-ignore

const known = new Map<string, string>()
let plain: Intl.Collator | undefined

function initialOf(character: string): string {
  plain ??= new Intl.Collator('zh-CN')
  let found = ''
  for (const [initial, first] of firsts) if (plain.compare(first, character) <= 0) found = initial
  return found
}

/** 拼音首字母: `经费` is `jf`, `2021年经费` is `2021njf`. A character of several readings counts under its commonest. */
export function initials(text: string): string {
  return Array.from(text, (character) => {
    if (!/\p{Script=Han}/u.test(character)) return /[\p{L}\p{N}]/u.test(character) ? character.toLowerCase() : ''
    const initial = known.get(character) ?? initialOf(character)
    known.set(character, initial)
    return initial
  }).join('')
}
