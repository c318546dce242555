import type { Amount } from './amount.ts'
import { readScaled } from './decimal.ts'
import { narrow } from './text.ts'

/** How many times larger or smaller a pasted block must be before its unit is asked for. */
const farApart = 1000

function median(amounts: readonly Amount[]): number {
  const sizes = amounts.map(Math.abs).filter((size) => size > 0).sort((a, b) => a - b) // prettier-ignore
  return sizes[Math.floor(sizes.length / 2)] ?? 0
}

/** A text that is a number and says no unit. */
export const isBare = (text: string): boolean => readScaled(narrow(text)) !== undefined && !/[%％]/.test(text)

/**
 * 元还是万元？ A block of bare numbers whose size is a thousand times that of the column, or a thousandth, was most
 * likely copied in the other unit: the screen asks once before it writes. Amounts in fen, as read in the column's unit.
 */
export function doubtsUnit(pasted: readonly Amount[], standing: readonly Amount[]): boolean {
  const [block, column] = [median(pasted), median(standing)]
  return block > 0 && column > 0 && (block / column >= farApart || column / block >= farApart)
}

/** 0.96%还是96%？ A bare rate under 1 may have been copied from a cell that shows percent. */
export function doubtsPercent(text: string): boolean {
  const read = isBare(text) ? readScaled(narrow(text)) : undefined
  return read !== undefined && read.units !== 0n && read.units < 10n ** BigInt(read.decimals) && read.units > 0n
}
