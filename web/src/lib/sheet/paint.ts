import type { Frame } from './geometry.ts'
import type { Range, Spot } from './selection.ts'

/** What speaks from a cell, beside its value; each has a shape before it has a colour (design: states of a cell). */
export type CellState = 'refused' | 'clash' | 'missing' | 'waiting' | 'foreign' | 'finding'

/** One cell as it looks. */
export interface CellLook {
  text: string
  end: boolean
  muted?: boolean
  /** how many lines the text may take; absent: one */
  lines?: number | undefined
  /** greyed: not for this person to write */
  sunken?: boolean
  state?: CellState | undefined
}

export interface HeadingLook {
  text: string
  end: boolean
  /** 1 is the first of several sort columns */
  sort?: { descending: boolean; place: number | undefined } | undefined
  filtered: boolean
  computed: boolean
  /** part of the selection, or wholly selected */
  selected: 'no' | 'part' | 'whole'
  hovered: boolean
}

export interface GutterLook {
  text: string
  selected: 'no' | 'part' | 'whole'
  active: boolean
  /** exists only here */
  local: boolean
}

/** The head of a group: its rows lie beneath it, unless it is folded. */
export interface HeadLook {
  level: number
  text: string
  count: string
  folded: boolean
  /** what the column at a place adds up to; blank where it does not */
  sum: (place: number) => string
}

/** Somebody else's place in the sheet. */
export interface Presence {
  spot: Spot
  name: string
}

/** Everything that is to be seen, asked for cell by cell. A painter decides nothing; it draws. */
export interface Scene {
  frame: Frame
  /** the same as long as nothing but the frame's offset is another: what was drawn may be moved along */
  content: object
  cell(row: number, column: number): CellLook
  heading(column: number): HeadingLook
  gutter(row: number): GutterLook
  head(head: number): HeadLook
  active: Spot | undefined
  ranges: readonly Range[]
  /** the fill handle is drawn at the last range */
  handle: boolean
  /** where a dragged fill would reach */
  filling: Range | undefined
  copied: readonly Range[]
  presence: readonly Presence[]
  /** where a dragged column would come to stand: before the shown column of this place */
  dropAt: number | undefined
  focused: boolean
}

/** Draws a scene. The canvas is one way to do it; nothing else of the sheet knows which. */
export interface Painter {
  /** `ratio`: device pixels to a CSS pixel */
  resize(width: number, ratio: number): void
  paint(scene: Scene): void
  /** width of a text in CSS pixels */
  measure(text: string, bold?: boolean): number
  /** colours or fonts have changed */
  refresh(): void
}
