import { startFiles } from '../../infra/local/files/server.ts'

/** A file server in a process of its own, to be killed: `node s3.process.ts FOLDER` prints its address. */
const { url } = await startFiles({
  folder: process.argv[2] ?? '',
  host: '127.0.0.1',
  buckets: [{ name: 'plain' }, { name: 'versioned', versioned: true }],
  secretOf: () => 'contract-secret',
  now: () => new Date(),
})
console.log(url)
