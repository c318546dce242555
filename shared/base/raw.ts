/**
 * A cell as a workbook holds it. A number keeps its fifteen digits; `formula` is a formula whose result the program
 * that wrote the file did not store.
 */
export type Raw = string | number | boolean | null | { formula: true }

/** The letters of a column counted from 0: A, Z, AA. */
export function columnLetters(column: number): string {
  const before = Math.floor(column / 26)
  return (before > 0 ? columnLetters(before - 1) : '') + String.fromCharCode(65 + (column % 26))
}

export const isBlank = (raw: Raw | undefined): boolean =>
  raw === undefined || raw === null || (typeof raw === 'string' && raw.trim() === '')

/** What stands in a cell, in words; a formula without a result has none. */
export function textOf(raw: Raw | undefined): string {
  if (typeof raw === 'string') return raw
  return typeof raw === 'number' || typeof raw === 'boolean' ? String(raw) : ''
}
