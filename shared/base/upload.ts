import * as z from 'zod'

/** The SHA-256 of an upload, by which it is called from then on. */
export const UploadId = z.string().regex(/^[0-9a-f]{64}$/)
