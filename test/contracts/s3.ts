import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { S3, S3ServiceException, type S3ClientConfig } from '@aws-sdk/client-s3'
import { afterAll, beforeAll, expect } from 'vitest'
import { startFiles, type Files, type FilesSettings } from '../../infra/local/files/server.ts'
import { send, type RawRequest, type Signer } from './s3.signer.ts'

/**
 * The endpoint under contract. `CONTRACT_S3_ENDPOINT` names it (`aws` for AWS itself), `AWS_REGION`,
 * `AWS_ACCESS_KEY_ID` and `AWS_SECRET_ACCESS_KEY` go with it, and so do three buckets: `CONTRACT_S3_BUCKET`, `CONTRACT_S3_VERSIONED_BUCKET` and
 * `CONTRACT_S3_LOCKED_BUCKET` (Object Lock, one day of compliance by default). Without it the suite starts the server of
 * one machine.
 */
const named = process.env.CONTRACT_S3_ENDPOINT

const names = {
  plain: process.env.CONTRACT_S3_BUCKET ?? 'contract-plain',
  versioned: process.env.CONTRACT_S3_VERSIONED_BUCKET ?? 'contract-versioned',
  locked: process.env.CONTRACT_S3_LOCKED_BUCKET ?? 'contract-locked',
}

/** What the server of one machine is started with, unless a test says otherwise. */
const ownSettings = (folder: string): FilesSettings => ({
  folder,
  host: '127.0.0.1',
  buckets: [
    { name: names.plain },
    { name: names.versioned, versioned: true },
    { name: names.locked, lock: { days: 1 } },
  ],
  secretOf: (id) => (id === 'contract' ? 'contract-secret' : undefined),
  now: () => new Date(),
})

export interface Contract {
  readonly s3: S3
  readonly url: string
  readonly signer: Signer
  readonly plain: string
  readonly versioned: string
  readonly locked: string
  /** Another client of the same endpoint. */
  client(changes: S3ClientConfig): S3
  /** A key below a folder that no other run uses; all but locked files go when the suite is done. */
  key(name: string): string
  /** A request made by hand, where the client would not send it. */
  raw(request: Omit<RawRequest, 'signer' | 'url'> & Partial<RawRequest>): Promise<Response>
}

/** Connects a suite: `const suite = contract()` at the top of a file. */
export function contract(): Contract {
  let own: { files: Files; folder: string } | undefined
  let connection: { s3: S3; url: string; signer: Signer } | undefined
  const folder = `contract-${process.pid}-${Date.now().toString(36)}/`

  beforeAll(async () => {
    if (named === undefined) own = await aServer()
    connection = await connect(own?.files.url ?? named ?? 'aws')
  })

  afterAll(async () => {
    const { s3 } = given(connection)
    if (!own) for (const bucket of [names.plain, names.versioned]) await empty(s3, bucket, folder)
    s3.destroy()
    await own?.files.close()
    if (own) await rm(own.folder, { recursive: true })
  })

  return {
    ...names,
    get s3() {
      return given(connection).s3
    },
    get url() {
      return given(connection).url
    },
    get signer() {
      return given(connection).signer
    },
    client: (changes) => {
      const { url, signer } = given(connection)
      return new S3({ endpoint: url, region: signer.region, forcePathStyle: true, credentials: signer, ...changes })
    },
    key: (name) => folder + name,
    raw: (request) => send({ ...given(connection), ...request }),
  }
}

/** A server of one machine in a folder of its own. */
export async function aServer(changes: Partial<FilesSettings> = {}): Promise<{ files: Files; folder: string }> {
  const folder = changes.folder ?? (await mkdtemp(join(tmpdir(), 'contract-files-')))
  return { folder, files: await startFiles({ ...ownSettings(folder), ...changes }) }
}

/** A client of a server of one machine; one attempt only, so that every answer is seen. */
export const aClient = (url: string, accessKeyId = 'contract'): S3 =>
  new S3({
    endpoint: url,
    region: 'us-east-1',
    forcePathStyle: true,
    maxAttempts: 1,
    requestChecksumCalculation: 'WHEN_SUPPORTED',
    credentials: { accessKeyId, secretAccessKey: 'contract-secret' },
  })

async function connect(url: string): Promise<{ s3: S3; url: string; signer: Signer }> {
  const s3 =
    named === undefined ? aClient(url) : new S3({ forcePathStyle: true, ...(url === 'aws' ? {} : { endpoint: url }) })
  const region = await s3.config.region()
  const { accessKeyId, secretAccessKey, sessionToken } = await s3.config.credentials()
  const signer = { region, accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  return { s3, signer, url: url === 'aws' ? `https://s3.${region}.${suffix}` : url }
}

async function empty(s3: S3, Bucket: string, Prefix: string): Promise<void> {
  for (let more = true; more;) {
    const { Versions = [], DeleteMarkers = [], IsTruncated } = await s3.listObjectVersions({ Bucket, Prefix })
    const Objects = [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => ({ Key, VersionId }))
    if (Objects.length > 0) await s3.deleteObjects({ Bucket, Delete: { Objects, Quiet: true } })
    more = IsTruncated === true
  }
}

function given<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('the suite is not connected yet')
  return value
}

/** A refusal by the client: its code and status. */
export const refused = (name: string, status?: number): unknown =>
  expect.objectContaining({
    name,
    ...(status === undefined ? {} : { $metadata: expect.objectContaining({ httpStatusCode: status }) as unknown }),
  })

/** A refusal by hand: status and code of the answer. */
export async function refusalOf(answer: Response): Promise<string> {
  const code = /<Code>(\w+)<\/Code>/.exec(await answer.text())?.[1]
  return `${answer.status} ${code}`
}

/** The status of a call that is refused, for answers without a body. */
export const statusOf = (call: Promise<unknown>): Promise<number | undefined> =>
  call.then(
    () => 200,
    (error: unknown) => (error instanceof S3ServiceException ? error.$metadata.httpStatusCode : undefined),
  )

export const numbers = (count: number): number[] => Array.from({ length: count }, (_, n) => n)
