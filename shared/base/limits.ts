/** Limits of one change-set; more is an upload and an import. */
export const limits = { rows: 10_000, cells: 100_000, bytes: 4_000_000, text: 10_000 } as const
