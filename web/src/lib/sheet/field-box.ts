import type { SheetModel } from './model.svelte.ts'

/** Where the text field lies, and how far it may grow. */
export interface FieldBox {
  x: number
  y: number
  width: number
  height: number
  tallest: number
  wraps: boolean
}

const margin = 8
const around = 26

/**
 * At rest the field covers the active cell, so that the input method opens there; out of sight it stays at the pane's
 * edge. What is typed widens it to the pane's edge, then wraps.
 */
export function fieldBox(model: SheetModel): FieldBox {
  const { viewport, editor } = model
  const { frame } = viewport
  const rect = model.activeRect
  const y = Math.max(frame.header, Math.min(rect?.y ?? frame.header, frame.height - frame.row))
  const x = Math.max(frame.gutter, Math.min(rect?.x ?? frame.edge, frame.width - 60))
  const width = rect?.width ?? 120
  const height = frame.tops.high(model.selection.active.row)
  if (!editor.active) return { x: x - 1, y: y - 1, width: width + 1, height: height + 1, tallest: height, wraps: false }
  const lines = editor.text.split('\n')
  const wanted = lines.reduce((most, line) => Math.max(most, model.measure(line)), 0) + around
  const room = Math.max(width, frame.width - x - margin)
  const tallest = Math.max(height, frame.height - y - margin)
  const wide = Math.min(room, Math.max(width, wanted))
  return { x: x - 1, y: y - 1, width: wide + 1, height: height + 1, tallest, wraps: wanted > room }
}
