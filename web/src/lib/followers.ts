import type { FeedEntry, Present, RowColumns } from '#shared/base/contract'
import type { Follower } from './sheet/sheet.ts'

/**
 * Those who hear a feed. A follower at fault keeps nothing from the others, and loses nothing itself: what it failed at
 * is told again with the next news. Told twice does no harm, as rows are taken by revision.
 */
export class Followers {
  /** with what each failed at and is still owed */
  readonly #owed = new Map<Follower, readonly FeedEntry[]>()
  readonly #defect: (error: unknown) => void

  constructor(defect: (error: unknown) => void) {
    this.#defect = defect
  }

  add(follower: Follower): () => void {
    this.#owed.set(follower, [])
    return () => this.#owed.delete(follower)
  }

  clear(): void {
    this.#owed.clear()
  }

  /** Tells everyone what is new, after what he is owed. */
  changed(entries: readonly FeedEntry[]): void {
    for (const [follower, owed] of [...this.#owed]) {
      const news = [...owed, ...entries]
      if (news.length === 0) continue
      const taken = this.#try(() => follower.changed(news))
      this.#owed.set(follower, taken ? [] : news)
    }
  }

  /** Hands everyone the rows whole; false where somebody could not take them and has to be handed them again. */
  replaced(sheets: readonly RowColumns[]): boolean {
    let all = true
    for (const follower of [...this.#owed.keys()]) {
      const taken = this.#try(() => follower.replaced(sheets))
      if (taken) this.#owed.set(follower, [])
      else all = false
    }
    return all
  }

  /** Tells everyone who else is there; who fails at it hears of it again at the next look. */
  present(people: readonly Present[]): void {
    for (const follower of [...this.#owed.keys()]) this.#try(() => follower.present?.(people))
  }

  #try(tell: () => void): boolean {
    try {
      tell()
      return true
    } catch (error) {
      this.#defect(error)
      return false
    }
  }
}
