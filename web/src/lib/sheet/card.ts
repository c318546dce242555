import { initials } from '#shared/base/collate'
import { fold } from '#shared/base/text'
import type { SheetModel } from './model.svelte.ts'

/** What of a row its card shows: places of columns. */
export interface Face {
  title: number
  figure: number | undefined
  others: readonly number[]
}

/** The first text after the leading column is the title, the first amount or rate the figure; two more stand below. */
export function faceOf({ columns }: SheetModel): Face {
  const places = columns.shown.map(({ column: { kind } }, place) => ({ kind, place }))
  const title = places.find(({ kind, place }) => kind.name === 'text' && place > 0)?.place ?? 0
  const figure = places.find(({ kind }) => kind.name === 'amount' || kind.name === 'rate')?.place
  const others = places.map(({ place }) => place).filter((place) => place !== title && place !== figure && place !== 0)
  return { title, figure, others }
}

/** Whether a text holds what is sought, in any width or case, or by its Pinyin initials. */
export const textHolds = (text: string, wanted: string): boolean =>
  fold(text).includes(wanted) || (wanted.length > 1 && initials(text).includes(wanted))
