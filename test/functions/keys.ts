import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import * as z from 'zod'

const Ask = z.object({
  Plaintext: z.string().optional(),
  CiphertextBlob: z.string().optional(),
  EncryptionContext: z.record(z.string(), z.string()).default({}),
})

/** A key service for one suite: encrypts and decrypts under one key, bound to the context as the real one does. */
export async function aKeyService(): Promise<{ url: string; close(): void }> {
  const key = randomBytes(32)
  const bound = (context: Record<string, string>) => Buffer.from(JSON.stringify(Object.entries(context).sort()))
  const acts: Record<string, (ask: z.infer<typeof Ask>) => object> = {
    'TrentService.Encrypt': ({ Plaintext = '', EncryptionContext }) => {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound(EncryptionContext))
      const sealed = Buffer.concat([cipher.update(Buffer.from(Plaintext, 'base64')), cipher.final()])
      return { CiphertextBlob: Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64') }
    },
    'TrentService.Decrypt': ({ CiphertextBlob = '', EncryptionContext }) => {
      const bytes = Buffer.from(CiphertextBlob, 'base64')
      const cipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12)).setAAD(bound(EncryptionContext))
      cipher.setAuthTag(bytes.subarray(12, 28))
      const opened = Buffer.concat([cipher.update(bytes.subarray(28)), cipher.final()])
      return { Plaintext: opened.toString('base64') }
    },
  }
  const answer = async (request: IncomingMessage): Promise<[number, object]> => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    try {
      const ask = Ask.parse(JSON.parse(Buffer.concat(parts).toString()))
      return [200, acts[String(request.headers['x-amz-target'])]?.(ask) ?? {}]
    } catch {
      return [400, { __type: 'InvalidCiphertextException', message: 'The ciphertext does not fit its context.' }]
    }
  }
  const server = createServer((request, response) => {
    void answer(request).then(([status, body]) =>
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body)),
    )
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    close: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}
