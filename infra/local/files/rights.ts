import type { Call } from './call.ts'
import type { FilesSettings } from './settings.ts'

/**
 * What a caller may do, by default to the call's own bucket and key. Nobody in particular may read the files of public
 * buckets, and nothing else; actions on a bucket as a whole name no key.
 */
export function rights(
  { buckets, authorize }: FilesSettings,
  accessKeyId: string | undefined,
  own: { bucket: string; key: string },
): Call['may'] {
  const isPublic = (name: string) => buckets.some((bucket) => bucket.name === name && bucket.public === true)
  return (action, key = own.key, bucket = own.bucket) => {
    if (accessKeyId === undefined) return action === 's3:GetObject' && isPublic(bucket)
    const whole = key === '' || action.startsWith('s3:ListBucket')
    return authorize?.({ accessKeyId, action, bucket, ...(whole ? {} : { key }) }) ?? true
  }
}
