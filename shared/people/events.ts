/**
 * 登录记录. What happens to the secrets of an account, as administrators read it: who, when, from which address, and never
 * a value. Its words are in `shared/words`.
 */
export type SecurityEvent =
  | 'signed-in'
  | 'sign-in-failed'
  | 'locked'
  | 'signed-out'
  | 'sessions-ended'
  | 'code-issued'
  | 'code-redeemed'
  | 'password-set'
  | 'totp-enrolled'
  | 'factor-shown'
  | 'exported'
