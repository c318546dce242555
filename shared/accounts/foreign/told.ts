import { partNames } from '../checks/words.ts'
import { parts, type Direction, type Part } from '../statement.ts'

/** What a recorded document tells besides its figures. */
export interface DocumentFacts {
  parts?: ReadonlySet<Part>
  claimsAll?: boolean
  excerpt?: boolean
  lists: { personnel?: readonly string[]; operating?: readonly string[] }
  explained: readonly string[]
  directions: ReadonlyMap<string, Direction>
  passages: readonly { where: string; text: string }[]
}

const directionWords: readonly { form: RegExp; direction: Direction }[] = [
  { form: /^(?:增加|增长|大于|上升)$/, direction: 'up' },
  { form: /^(?:减少|下降|小于|降低)$/, direction: 'down' },
  { form: /^(?:持平|等于|不变)$/, direction: 'level' },
]

/** The direction that a word tells; undefined for any other word. */
export const directionOf = (word: string): Direction | undefined =>
  directionWords.find(({ form }) => form.test(word))?.direction

const listOf = (text: string): string[] => text.split('、').filter(Boolean)

const partOf = (name: string): Part[] => parts.filter((part) => partNames[part].endsWith(name))

/**
 * 文件其他内容. Texts of a recorded unit's year that say what its document holds besides figures, facts only:
 * `document.parts` (概况、决算情况说明…), `document.claims-all` (是: the text says that all projects were evaluated),
 * `document.excerpt` (是: only a part of the document was taken over, so what is absent says nothing),
 * `document.list.personnel` and `.operating` (names in § 六), `document.explained` (codes in § 五（三）),
 * `document.direction.ID` (增加, 持平), `document.passage.SECTION` (a text to be looked through).
 */
export function factsOf(texts: readonly { key: string; text: string }[]): DocumentFacts {
  const of = new Map(texts.map(({ key, text }) => [key, text]))
  const after = (start: string): [string, string][] =>
    texts.flatMap(({ key, text }) => (key.startsWith(start) ? [[key.slice(start.length), text]] : []))
  const [held, personnel, operating] = ['parts', 'list.personnel', 'list.operating'].map((key) => {
    const text = of.get(`document.${key}`)
    return text === undefined ? undefined : listOf(text)
  })
  return {
    ...(held ? { parts: new Set(held.flatMap(partOf)) } : {}),
    ...(of.has('document.claims-all') ? { claimsAll: of.get('document.claims-all') === '是' } : {}),
    ...(of.has('document.excerpt') ? { excerpt: of.get('document.excerpt') === '是' } : {}),
    lists: { ...(personnel ? { personnel } : {}), ...(operating ? { operating } : {}) },
    explained: listOf(of.get('document.explained') ?? ''),
    directions: new Map(
      after('document.direction.').flatMap(([id, word]): [string, Direction][] => {
        const direction = directionOf(word)
        return direction ? [[id, direction]] : []
      }),
    ),
    passages: after('document.passage.').map(([where, text]) => ({ where, text })),
  }
}
