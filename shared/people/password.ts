import { refusal } from '#shared/base/refusal'

export const passwordProfiles = ['asvs', 'mlps3'] as const
export type PasswordProfile = (typeof passwordProfiles)[number]

interface ProfileLine {
  shortest: number
  longest: number
  /** of capital letters, small letters, digits and other signs: how many kinds a password must mix */
  kinds: number
  /** days after which a password must be changed */
  days: number | undefined
  /** whether every member of staff needs an authenticator beside the password */
  totp: boolean
}

/**
 * 密码规则. Two profiles that contradict each other, for two kinds of audit: OWASP ASVS 5.0 (6.2: no composition rules,
 * no forced change) and the level-3 assessment of 等级保护 (composition, change every 90 days). Both ask for two factors.
 */
export const profiles: Record<PasswordProfile, ProfileLine> = {
  asvs: { shortest: 8, longest: 128, kinds: 1, days: undefined, totp: true },
  mlps3: { shortest: 8, longest: 128, kinds: 3, days: 90, totp: true },
}

export interface PasswordQuestion {
  profile: PasswordProfile
  login: string
  name: string
  /** whether a lower-case text is among the passwords that everybody tries first */
  isCommon: (text: string) => boolean
}

const kindsOfSigns = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u]

/** @throws sign-in/password-weak with its reason: short, long, has-name, common or composition */
export function checkPassword(password: string, { profile, login, name, isCommon }: PasswordQuestion): void {
  const { shortest, longest, kinds } = profiles[profile]
  const length = Array.from(password).length
  const lower = password.toLowerCase()
  if (length < shortest) throw refusal('sign-in/password-weak', { reason: 'short' })
  if (length > longest) throw refusal('sign-in/password-weak', { reason: 'long' })
  if ([login, name].some((own) => own.length > 1 && lower.includes(own.toLowerCase())))
    throw refusal('sign-in/password-weak', { reason: 'has-name' })
  if (isCommon(lower)) throw refusal('sign-in/password-weak', { reason: 'common' })
  if (kindsOfSigns.filter((kind) => kind.test(password)).length < kinds)
    throw refusal('sign-in/password-weak', { reason: 'composition' })
}

/** Whether a password set at `since` is due for change under its profile. */
export function isPasswordOld(profile: PasswordProfile, since: string, now: string): boolean {
  const { days } = profiles[profile]
  return days !== undefined && Date.parse(now) - Date.parse(since) > days * 86_400_000
}
