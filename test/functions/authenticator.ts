import { codeAt, stepAt } from '#functions/host/totp'

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** The app on somebody's telephone: reads the secret as text, and shows the code of the moment. */
export function anAuthenticator(secret: string) {
  const bits = Array.from(secret, (letter) => alphabet.indexOf(letter).toString(2).padStart(5, '0')).join('')
  const bytes = Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
  return { codeAt: (now: string, steps = 0) => codeAt(bytes, stepAt(now) + steps) }
}
