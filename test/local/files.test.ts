import { createServer, type Server } from 'node:net'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { fileReader } from '../../infra/local/files.ts'

const credentials = { accessKeyId: 'AKIAEXAMPLE', secretAccessKey: 'not a secret' }
const answer = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\nkeep-alive: timeout=60\r\n\r\nok'

let server: Server
let connections = 0

/** A file server that answers the first `answers` requests of each connection and then closes it on the next one. */
async function serverThatTires(answers: number): Promise<string> {
  connections = 0
  server = createServer((socket) => {
    connections += 1
    let asked = 0
    socket.on('error', () => undefined)
    socket.on('data', () => (asked++ < answers ? socket.write(answer) : socket.resetAndDestroy()))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

afterEach(() => server.close())

describe('the reader of files for gateway and public site', () => {
  it('asks again when the server closed a kept connection just as it was used', async () => {
    const reader = fileReader(await serverThatTires(1), 'us-east-1', () => new Date(0))
    const read = reader.as(credentials)
    for (let time = 0; time < 3; time++) expect((await read('app', 'index.html')).body.toString()).toBe('ok')
    expect(connections).toBe(3)
    reader.close()
  })

  it('gives up on a server that closes a new connection', async () => {
    const reader = fileReader(await serverThatTires(0), 'us-east-1', () => new Date(0))
    await expect(reader.as(credentials)('app', 'index.html')).rejects.toThrow(/ECONNRESET|hang up/)
    expect(connections).toBe(1)
    reader.close()
  })
})
