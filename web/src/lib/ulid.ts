const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

const inBase32 = (value: number, digits: number): string =>
  digits === 0 ? '' : inBase32(Math.floor(value / 32), digits - 1) + (letters[value % 32] ?? '')

/** A ULID: 48 bits of time, 80 bits of chance. Ids of batches and of new rows are minted where they arise. */
export function mint(now: string): string {
  const chance = crypto.getRandomValues(new Uint8Array(16))
  return inBase32(Date.parse(now), 10) + Array.from(chance, (byte) => letters[byte % 32] ?? '').join('')
}
