import type { Kind } from '#shared/base/cell'
import { printScaled, rescale, roundHalfUp, type Scaled } from '#shared/base/decimal'
import type { Dictionary } from './dictionary.ts'
import { stride, type Work } from './slices.ts'
import type { Slot } from './store.ts'

/** What the status bar says of a selection. */
export interface Summary {
  /** cells that hold something */
  count: number
  sum?: string
  average?: string
  most?: string
}

interface Unit {
  name: string
  /** places of the stored whole number, and those that are shown */
  stored: number
  shown: number
}

/** What can be added up. Rates can't: their parts and wholes are not here. */
function unitOf(kind: Kind): Unit | undefined {
  if (kind.name === 'amount') return { name: kind.unit, stored: kind.unit === 'wan' ? 6 : 2, shown: 2 }
  return kind.name === 'count' ? { name: 'count', stored: 0, shown: 0 } : undefined
}

const printed = (value: Scaled, shown: number): string => printScaled({ units: rescale(value, shown), decimals: shown })

/** A sum of a column's stored numbers, as the column prints them. */
export function printSum(sum: number | bigint, kind: Kind): string {
  const unit = unitOf(kind)
  return unit ? printed({ units: BigInt(sum), decimals: unit.stored }, unit.shown) : ''
}

/** A column as it is added up: its cells as codes by slot, and the rows in sight. */
export interface TalliedColumn {
  dictionary: Dictionary
  codes: Int32Array
  rows: readonly Slot[]
}

/**
 * 求和、平均, exact in 分. Adds up over one unit only: a selection that mixes 元, 万元 and counts has no sum; texts beside
 * the numbers are counted and nothing more. Columns come one after the other, with the cells selected in them.
 */
export class Tally {
  #count = 0
  #numbers = 0
  #sum = 0n
  #most: number | undefined
  #unit: Unit | undefined
  #mixed = false

  get summary(): Summary {
    const unit = this.#unit
    if (!unit || this.#mixed || this.#numbers < 2) return { count: this.#count }
    const extra = 2
    const decimals = Math.max(unit.shown, extra)
    const whole = 10n ** BigInt(Math.max(0, unit.stored - decimals))
    const units = roundHalfUp(
      this.#sum * 10n ** BigInt(Math.max(0, decimals - unit.stored)),
      BigInt(this.#numbers) * whole,
    )
    return {
      count: this.#count,
      sum: printed({ units: this.#sum, decimals: unit.stored }, unit.shown),
      average: printScaled({ units, decimals }),
      most: printed({ units: BigInt(this.#most ?? 0), decimals: unit.stored }, unit.shown),
    }
  }

  /** The cells of rows from place `from` up to `to`. */
  *add(kind: Kind, { dictionary, codes, rows }: TalliedColumn, from: number, to: number): Work<void> {
    const unit = unitOf(kind)
    // Sums of a few hundred amounts stay exact in a double; then they go over into whole numbers of any size.
    let [partial, terms, filled, most] = [0, 0, 0, -Infinity]
    for (let place = from; place < to; place++) {
      if (place % stride === 0) yield
      const code = codes[rows[place] ?? -1] ?? 0
      if (code === 0) continue
      filled++
      const number = unit ? dictionary.number(code) : NaN
      if (number !== number) continue
      partial += number
      if (number > most) most = number
      if (++terms % 256 === 0) {
        this.#sum += BigInt(partial)
        partial = 0
      }
    }
    this.#count += filled
    if (terms > 0) this.#most = Math.max(most, this.#most ?? -Infinity)
    this.#sum += BigInt(partial)
    this.#numbers += terms
    if (terms === 0 || !unit) return
    if (this.#unit && this.#unit.name !== unit.name) this.#mixed = true
    this.#unit = unit
  }
}
