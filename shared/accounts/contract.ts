import * as z from 'zod'
import { operation } from '#shared/base/procedure'
import { UploadId } from '#shared/base/upload'
import { WorkbookPreview } from './workbook/preview.ts'

/** Bytes of a workbook at most, as it is uploaded. */
export const largestUpload = 10_000_000

/** 上传. Files go straight from the browser into the private bucket, past the functions. */
export const uploadsContract = {
  /**
   * A signed address for one file: these bytes and no others, within minutes. What is put there by PUT, with these
   * headers, is read by its `upload` afterwards; nothing is saved by it.
   */
  sign: operation
    .route({ method: 'POST', path: '/uploads' })
    .meta({ right: 'final-accounts:write' })
    .input(z.strictObject({ upload: UploadId, bytes: z.int().min(1).max(largestUpload) }))
    .output(z.object({ url: z.string(), headers: z.record(z.string(), z.string()), until: z.string() })),
}

/** 决算. Acts about a year's accounts that are not about single rows. */
export const accountsContract = {
  /** 读取工作簿. What an uploaded workbook of the finance system would bring into the year; saves nothing. */
  readWorkbook: operation
    .route({ method: 'POST', path: '/final-accounts/{year}/{unit}/workbook' })
    .meta({ right: 'final-accounts:write', by: 'importer' })
    .input(
      z.strictObject({
        year: z.coerce.number().int().min(2000).max(2100),
        unit: z.string().min(1).max(40),
        upload: UploadId,
        name: z.string().min(1).max(200),
      }),
    )
    .output(WorkbookPreview),
}
