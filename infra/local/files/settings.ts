/**
 * What the file server is told when it starts. It stands in for Amazon S3 on one machine: the same calls, the same
 * refusals, and 501 for everything the product does not use.
 */

/** A rule of a bucket's cross-origin configuration, as in the template's `CorsConfiguration`. */
export interface CorsRule {
  origins: readonly string[]
  methods: readonly string[]
  headers?: readonly string[] | undefined
  expose?: readonly string[] | undefined
  maxAge?: number | undefined
}

/** A bucket; `lock` is Object Lock in compliance mode, whose `days` are the bucket's default retention, and implies versions. */
export interface BucketSettings {
  name: string
  versioned?: boolean | undefined
  lock?: { days?: number | undefined } | undefined
  cors?: readonly CorsRule[] | undefined
  public?: boolean | undefined
}

export type FileEventName =
  | 'ObjectCreated:Put'
  | 'ObjectCreated:Post'
  | 'ObjectCreated:Copy'
  | 'ObjectCreated:CompleteMultipartUpload'
  | 'ObjectRemoved:Delete'
  | 'ObjectRemoved:DeleteMarkerCreated'

/** What a bucket tells its listeners; `versionId` only where the bucket keeps versions. */
export interface FileEvent {
  bucket: string
  key: string
  event: FileEventName
  size: number
  eTag: string
  versionId: string | undefined
}

/** A question to the rights check: an action of IAM and what it is asked of. */
export interface RightsQuestion {
  accessKeyId: string | undefined
  action: string
  bucket: string
  key?: string
}

export interface FilesSettings {
  /** Everything the server keeps lives below this folder. */
  folder: string
  /** 0 or absent: any free port. */
  port?: number | undefined
  host: '127.0.0.1'
  buckets: readonly BucketSettings[]
  secretOf(accessKeyId: string): string | undefined
  /** Asked for every signed call; a refusal is AccessDenied. Absent: every known key may do everything. */
  authorize?: ((question: RightsQuestion) => boolean) | undefined
  now(): Date
  /** Awaited before the call is acknowledged, so an acknowledged file has been announced at least once. */
  onEvent?: ((event: FileEvent) => void | Promise<void>) | undefined
  /** Told of defects, which clients see as InternalError. */
  onDefect?: ((error: unknown) => void) | undefined
}
