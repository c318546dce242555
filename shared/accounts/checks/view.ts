import type { Figure } from '#shared/base/figure'
import type { Direction, Statement } from '../statement.ts'
import { boundsOf, minus, negative, nothing, plus, signOf, whole } from './bounds.ts'
import type { Bounds, Pattern, Side, Sum } from './check.ts'

export type Bound = Readonly<Record<string, string>>

/** What a side of a check came to: the figures that were added, and their sum. */
export interface Total {
  terms: readonly Term[]
  sum: Bounds
}

interface Term {
  id: string
  sign: 1 | -1
  bounds: Bounds
}

const variables: Readonly<Record<string, string>> = {
  class: '\\d{3}',
  item: '\\d{7}',
  code: '\\d{3,7}',
  row: 'total|\\d{3,7}',
  column: '[a-z]+',
  side: 'budget|final',
  kind: 'goods|works|services',
  source: 'general|fund|capital|superior|business|operating|affiliated|other',
  nature: 'basic|project|upward|operating|subsidy',
}
const anyName = '[^.]+'

const isVariable = /\{(\w+)\}/g

/** Changes are printed without their sign: the word beside them tells it. */
const signless = /\.(?:change|growth|over)(?:\.|$)/

/**
 * A statement as checks walk it: figures by pattern, rows below rows, numbers with their signs. What is asked for twice
 * is worked out once.
 */
export class View {
  readonly statement: Statement
  readonly #bounds = new Map<string, Bounds | undefined>()
  readonly #families = new Map<string, string[]>()
  readonly #found = new Map<string, Bound[]>()
  readonly #below = new Map<string, Map<string, string[]>>()
  #plain: boolean | undefined

  constructor(statement: Statement) {
    this.statement = statement
    for (const id of statement.figures.keys()) {
      const family = familyOf(id)
      const members = this.#families.get(family)
      if (members) members.push(id)
      else this.#families.set(family, [id])
    }
  }

  /** `1775.47`: a document that prints no thousands signs; what is worked out beside its numbers has none either. */
  get plain(): boolean {
    this.#plain ??= isPlain([...this.statement.figures.values()])
    return this.#plain
  }

  figure(id: string): Figure | undefined {
    return this.statement.figures.get(id)
  }

  /** The number of a published figure, with its sign; undefined where none is published. */
  bounds(id: string): Bounds | undefined {
    if (this.#bounds.has(id)) return this.#bounds.get(id)
    const figure = this.figure(id)
    const read = figure && boundsOf(figure)
    const found = figure && read && signless.test(id) ? this.#signed(figure, read) : read
    this.#bounds.set(id, found)
    return found
  }

  #signed({ id }: Figure, bounds: Bounds): Bounds {
    const down = this.direction(id.replace('.growth', '.change')) === 'down'
    return down && signOf(bounds) > 0 ? negative(bounds) : bounds
  }

  direction(id: string): Direction | undefined {
    return this.statement.directions.get(id)
  }

  /** The ids of published numbers that fit a pattern, variables of `bound` filled in. */
  fitting(pattern: Pattern, bound: Bound = {}): string[] {
    for (const one of pattern.split('|')) {
      const ids = this.#fitting(one, bound)
      if (ids.length > 0) return ids
    }
    return []
  }

  #fitting(pattern: Pattern, bound: Bound): string[] {
    const filled = fill(pattern, bound)
    if (filled.includes('{below}'))
      return this.below(familyOf(filled), bound.row ?? bound.class ?? bound.code ?? '').flatMap((below) =>
        this.#fitting(filled.replace('{below}', below), bound),
      )
    if (!filled.includes('{')) return this.bounds(filled) ? [filled] : []
    return this.every(filled).map((found) => fill(filled, found))
  }

  /** What the variables of a pattern are, once for each published number that fits. */
  every(pattern: Pattern): Bound[] {
    const known = this.#found.get(pattern)
    if (known) return known
    const form = formOf(pattern)
    const found = (this.#families.get(familyOf(pattern)) ?? []).flatMap((id) => {
      const match = form.exec(id)
      return match && this.bounds(id) ? [{ ...match.groups }] : []
    })
    this.#found.set(pattern, found)
    return found
  }

  /** 下一级科目. The rows of a table that stand one level below a row: classes below the total, and so on. */
  below(family: string, row: string): readonly string[] {
    let tree = this.#below.get(family)
    if (!tree) {
      tree = treeOf(this.#families.get(family) ?? [])
      this.#below.set(family, tree)
    }
    return tree.get(row) ?? []
  }

  /** A side's figures and sum; undefined where nothing of it is published. */
  total(side: Side, bound: Bound = {}): Total | undefined {
    if ('percent' in side) return { terms: [], sum: whole }
    if (!('firstOf' in side)) return this.#sum(side, bound)
    for (const sum of side.firstOf) {
      if (sum.every((pattern) => this.fitting(plain(pattern), bound).length > 0)) return this.#sum(sum, bound)
    }
    return undefined
  }

  #sum(sum: Sum, bound: Bound): Total | undefined {
    const terms = sum.flatMap((pattern) =>
      this.fitting(plain(pattern), bound).flatMap((id): Term[] => {
        const bounds = this.bounds(id)
        return bounds ? [{ id, sign: pattern.startsWith('-') ? -1 : 1, bounds }] : []
      }),
    )
    if (terms.length === 0) return undefined
    return { terms, sum: terms.reduce((all, { sign, bounds }) => (sign > 0 ? plus : minus)(all, bounds), nothing) }
  }
}

const plain = (pattern: Pattern): Pattern => (pattern.startsWith('-') ? pattern.slice(1) : pattern)

const isPlain = (figures: readonly Figure[]): boolean =>
  figures.some(({ printed = '' }) => /^\d{4}/.test(printed)) &&
  !figures.some(({ printed = '' }) => printed.includes(','))

const familyOf = (id: string): string => id.slice(0, id.indexOf('.'))

const fill = (pattern: Pattern, bound: Bound): string =>
  pattern.replace(isVariable, (all, name: string) => bound[name] ?? all)

const forms = new Map<Pattern, RegExp>()

function formOf(pattern: Pattern): RegExp {
  const known = forms.get(pattern)
  if (known) return known
  const source = pattern
    .replaceAll('.', '\\.')
    .replace(isVariable, (_, name: string) => `(?<${name}>${variables[name] ?? anyName})`)
  const form = new RegExp(`^${source}$`)
  forms.set(pattern, form)
  return form
}

/** Codes lead from the total to classes, sections and items; a level that a table leaves out is stepped over. */
function treeOf(ids: readonly string[]): Map<string, string[]> {
  const codes = new Set(ids.flatMap((id) => /^[^.]+\.(\d{3,7})(?:\.|$)/.exec(id)?.[1] ?? []))
  const tree = new Map<string, string[]>()
  for (const code of codes) {
    const above = [5, 3].map((length) => code.slice(0, length)).find((start) => start !== code && codes.has(start))
    const parent = above ?? 'total'
    tree.set(parent, [...(tree.get(parent) ?? []), code])
  }
  return tree
}
