import { argon2, randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

/** A way to keep a password, with its costs, as the head of a PHC string tells it. */
interface Way {
  name: string
  version?: string
  costs: Readonly<Record<string, number>>
}

/** OWASP's first choice for argon2id: 19 MiB, two passes; about 50 ms of one core. */
const argon2id: Way = { name: 'argon2id', version: 'v=19', costs: { m: 19_456, t: 2, p: 1 } }
/** Where Node has no argon2: 2^15 × 8 × 3, 32 MiB, about 250 ms. */
const scryptWay: Way = { name: 'scrypt', costs: { ln: 15, r: 8, p: 3 } }

const preferred = typeof argon2 === 'function' ? argon2id : scryptWay
const hashBytes = 32

/** 密码保管. A password as a PHC string, `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`, in the way preferred now. */
export const hashPassword = (password: string): Promise<string> => keep(password, preferred, randomBytes(16))

/**
 * Whether a password is the kept one, and whether it ought to be kept anew because ways or costs have changed since.
 * Where nothing is kept: the same work, and no.
 */
export async function verifyPassword(
  password: string,
  kept: string | undefined,
): Promise<{ right: boolean; old: boolean }> {
  const phc = kept ?? nobody
  const { way, salt } = read(phc)
  const again = await keep(password, way, salt)
  return { right: kept !== undefined && sameText(again, phc), old: headOf(way) !== headOf(preferred) }
}

async function keep(password: string, way: Way, salt: Buffer): Promise<string> {
  return `${headOf(way)}$${text(salt)}$${text(await derive(password, salt, way))}`
}

const text = (bytes: Buffer): string => bytes.toString('base64').replaceAll('=', '')

const headOf = ({ name, version, costs }: Way): string =>
  ['', name, version, Object.entries(costs).map(([key, value]) => `${key}=${value}`)]
    .filter((part) => part !== undefined)
    .join('$')

/** Nobody's password: verified where a login is unknown, so that its answer takes as long. */
const nobody = `${headOf(preferred)}$${text(Buffer.alloc(16))}$${text(Buffer.alloc(hashBytes))}`

function read(phc: string): { way: Way; salt: Buffer } {
  const parts = phc.split('$')
  const [name = '', version] = [parts[1], parts.length === 6 ? parts[2] : undefined]
  const pairs = (parts.at(-3) ?? '').split(',').map((pair) => pair.split('='))
  const costs = Object.fromEntries(pairs.map(([key = '', value]) => [key, Number(value)]))
  return { way: { name, costs, ...(version ? { version } : {}) }, salt: Buffer.from(parts.at(-2) ?? '', 'base64') }
}

function derive(password: string, salt: Buffer, { name, costs }: Way): Promise<Buffer> {
  const { m = 0, t = 0, p = 1, ln = 0, r = 0 } = costs
  if (name === 'argon2id') {
    const settings = { message: password, nonce: salt, memory: m, passes: t, parallelism: p, tagLength: hashBytes }
    return promisify(argon2)('argon2id', settings)
  }
  if (name !== 'scrypt') throw new Error(`a password kept as ${name}`)
  return scrypted(password, salt, { N: 2 ** ln, r, p, maxmem: 256 * 2 ** ln * r })
}

function scrypted(password: string, salt: Buffer, options: { N: number; r: number; p: number; maxmem: number }) {
  return new Promise<Buffer>((resolve, reject) => {
    scrypt(password, salt, hashBytes, options, (error, key) => (error ? reject(error) : resolve(key)))
  })
}

function sameText(one: string, other: string): boolean {
  const [a, b] = [Buffer.from(one), Buffer.from(other)]
  return a.length === b.length && timingSafeEqual(a, b)
}
