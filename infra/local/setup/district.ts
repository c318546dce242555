import type { S3Client } from '@aws-sdk/client-s3'
import type { Store } from '#functions/store/store'
import { registers } from '../demonstration/registers.ts'
import { firstCode } from './administrator.ts'
import { uploadApp } from './app.ts'
import { createMissing, founder } from './rows.ts'

export interface SettingUp {
  store: Store
  s3: S3Client
  /** the staff app's bucket, and the folder that it was built into */
  bucket: string
  app: string
  now: string
}

export interface SetUp {
  /** rows of registers that were not there */
  rows: number
  /** files of the staff app that were put */
  files: number
  /** the first administrator's one-time code, until one has signed in */
  code: string | undefined
}

/** 开通. What a deployment still lacks: registers, the staff app, the first administrator. Repeating it does no harm. */
export async function setUpDistrict({ store, s3, bucket, app, now }: SettingUp): Promise<SetUp> {
  let rows = 0
  for (const register of registers()) rows += await createMissing(store, register, founder, now)
  const files = await uploadApp(s3, bucket, app)
  return { rows, files, code: await firstCode(store, now) }
}
