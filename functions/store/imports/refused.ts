import type { Fault } from '#shared/cases/importing/read'
import type { ImportFiles } from './files.ts'

/** 退回的行. A row of the file that is not taken, as it stood there, with every reason. */
export interface RefusedRow {
  at: number
  cells: string[]
  faults: Fault[]
}

/** Refused rows of a page: what a screen shows at a time. */
export const PAGE = 200

export const refusedName = (page: number): string => `refused-${String(page).padStart(5, '0')}.json`

export async function readRefused(files: ImportFiles, id: string, page: number): Promise<RefusedRow[]> {
  const text = await files.read(id, refusedName(page))
  return text === undefined ? [] : (JSON.parse(text) as RefusedRow[])
}

/** What could not be written after all: rows of a piece, as they were read. */
export const lateName = (k: number): string => `late-${String(k).padStart(5, '0')}.json`

export async function readLate(files: ImportFiles, id: string, k: number): Promise<RefusedRow[]> {
  const text = await files.read(id, lateName(k))
  return text === undefined ? [] : (JSON.parse(text) as RefusedRow[])
}
