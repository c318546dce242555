/**
 * Decimal numbers as whole units of their last place (`104.32` is 10432 hundredths). Everything printed or compared
 * passes through here; no floating point takes part. Bundled into the public checker: it imports nothing.
 */
export interface Scaled {
  units: bigint
  decimals: number
}

const minus = '\u2212'

export const powerOfTen = (n: number): bigint => 10n ** BigInt(n)

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n)

/** 四舍五入. `part / whole` to the nearest whole number, halves away from zero; `whole` is above zero. */
export function roundHalfUp(part: bigint, whole: bigint): bigint {
  const rounded = (magnitude(part) * 2n + whole) / (whole * 2n)
  return part < 0n ? -rounded : rounded
}

/** The same number with another count of decimals, halves up where places are lost. */
export function rescale({ units, decimals }: Scaled, to: number): bigint {
  return to >= decimals ? units * powerOfTen(to - decimals) : roundHalfUp(units, powerOfTen(decimals - to))
}

/** `-123456` with 2 decimals: `−1,234.56`; plain, for files and clipboards: `-1234.56`. */
export function printScaled({ units, decimals }: Scaled, plain = false): string {
  const digits = String(magnitude(units)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const rest = decimals === 0 ? '' : `.${digits.slice(digits.length - decimals)}`
  const grouped = plain ? whole : whole.replace(/\B(?=(?:\d{3})+$)/g, ',')
  return `${units < 0n ? (plain ? '-' : minus) : ''}${grouped}${rest}`
}

/** Reads a printed decimal (`1,775.47`, `8.9`, `−12.00`, `95.69%`); anything else has no value. */
export function readScaled(text: string): Scaled | undefined {
  const match = /^([-\u2212]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?%?$/.exec(text.trim())
  if (!match) return undefined
  const [, sign, whole = '', decimals = ''] = match
  const units = BigInt(whole.replaceAll(',', '') + decimals)
  return { units: sign ? -units : units, decimals: decimals.length }
}
