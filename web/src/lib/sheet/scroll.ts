/** Browsers cap an element's height (Firefox near 17.9 million pixels); beyond this the position is scaled. */
export const limit = 8_000_000

/** One direction of scrolling: so much content, so much of it in sight, so long the element that is scrolled. */
export interface Track {
  content: number
  view: number
  extent: number
}

export const trackOf = (content: number, view: number): Track => ({
  content,
  view,
  extent: Math.max(view, Math.min(content, limit)),
})

const travel = (whole: number, view: number): number => Math.max(0, whole - view)

/** Whether a pixel of the scroll bar stands for more than a pixel of the content. */
export const isScaled = ({ content, extent }: Track): boolean => content > extent

/** The content's offset at a position of the scroll bar. */
export function offsetAt(track: Track, position: number): number {
  if (!isScaled(track)) return Math.max(0, Math.min(position, travel(track.content, track.view)))
  const share = Math.max(0, Math.min(1, position / travel(track.extent, track.view)))
  return Math.round(share * travel(track.content, track.view))
}

/** The position of the scroll bar that shows an offset of the content. */
export function positionFor(track: Track, offset: number): number {
  const within = Math.max(0, Math.min(offset, travel(track.content, track.view)))
  if (!isScaled(track)) return within
  return (within / travel(track.content, track.view)) * travel(track.extent, track.view)
}

/** The offset that brings a stretch into sight with the least movement; what is larger than the view shows its start. */
export function reveal(offset: number, from: number, to: number, view: number): number {
  if (from < offset || to - from > view) return from
  return to > offset + view ? to - view : offset
}
