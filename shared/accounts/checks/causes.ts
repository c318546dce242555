import { meet } from '#shared/base/interval'
import type { Bounds, Result } from './check.ts'
import type { View } from './view.ts'

/** A number that does not agree, and the results that it alone accounts for: first the one that tells it best. */
export interface Cause {
  figure: string
  results: readonly [Result, ...Result[]]
  /** what the figure would have to be; undefined where no figure was found that accounts for it all */
  due: Bounds | undefined
}

/**
 * 一因一报. One wrong cell makes every check fail that it stands in; that is one fault and told once. A figure is to
 * blame when one other value of it would let the checks hold that fail with it, and those still hold that hold now.
 * Figures worked out from it follow it and are no witnesses. Of several, the one that accounts for most is taken first.
 */
export function causesOf(results: readonly Result[], view: View): Cause[] {
  const about = Map.groupBy(
    results.filter(({ implied }) => implied).flatMap((result) => result.figures.map((id) => ({ id, result }))),
    ({ id }) => id,
  )
  const followers = followersIn(view)
  let open = results.filter(({ verdict, implied }) => verdict === 'fails' && implied)
  const causes: Cause[] = []
  while (open.length > 0) {
    const cause = worst(open, (id) => (about.get(id) ?? []).map(({ result }) => result), followers)
    causes.push(cause)
    open = open.filter((result) => !cause.results.includes(result))
  }
  return causes
}

type Followers = (id: string) => ReadonlySet<string>

function worst(open: readonly Result[], about: (id: string) => Result[], followers: Followers): Cause {
  const [first] = open
  if (!first) throw new Error('no result to account for')
  const suspects = [...new Set(open.flatMap(({ figures }) => figures))].flatMap((figure) => {
    const accounted = accountOf(figure, open, about(figure), followers(figure))
    return accounted ? [accounted] : []
  })
  const most = Math.max(0, ...suspects.map(({ results }) => results.length))
  const worstOnes = suspects.filter(({ results }) => results.length === most)
  const marked = worstOnes.find(({ figure, results: [best] }) => best.figures[0] === figure)
  const [only, ...others] = worstOnes
  // One check that fails and several figures that could be to blame: it is told where it stands.
  const blamed = marked ?? (most > 1 || others.length === 0 ? only : undefined)
  return blamed ?? { figure: first.figures[0] ?? '', results: [first], due: undefined }
}

/**
 * The value of a figure that accounts for most of the failing checks that it stands in, and these checks; one that
 * would break a check that holds now accounts for nothing.
 */
function accountOf(
  figure: string,
  open: readonly Result[],
  about: readonly Result[],
  followers: ReadonlySet<string>,
): Cause | undefined {
  const failing = open
    .filter(({ figures }) => figures.includes(figure))
    .sort((a, b) => Number(b.figures[0] === figure) - Number(a.figures[0] === figure))
  const holding = about.filter(
    ({ verdict, figures }) => verdict !== 'fails' && !figures.some((id) => id !== figure && followers.has(id)),
  )
  const meets = (result: Result, due: Bounds): boolean => {
    const wanted = result.implied?.(figure)
    return wanted !== undefined && meet(wanted, due)
  }
  let found: Cause | undefined
  for (const result of failing) {
    const due = result.implied?.(figure)
    if (!due || !holding.every((one) => meets(one, due))) continue
    const [best, ...others] = failing.filter((one) => meets(one, due))
    if (best && others.length + 1 > (found?.results.length ?? 0)) found = { figure, results: [best, ...others], due }
  }
  return found
}

/** The figures that are worked out, directly or not, from a figure. */
function followersIn(view: View): Followers {
  const next = new Map<string, string[]>()
  for (const { id, from } of view.statement.figures.values()) {
    if (!('formula' in from)) continue
    for (const under of from.over) next.set(under, [...(next.get(under) ?? []), id])
  }
  return (id) => {
    const all = new Set<string>()
    const open = [id]
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      for (const follower of next.get(one) ?? []) {
        if (all.has(follower)) continue
        all.add(follower)
        open.push(follower)
      }
    }
    return all
  }
}
