import type { Me } from '#shared/people/contract'
import { rightsOf, rolesIn } from '#shared/people/roles'
import { endOf, idleUntil, isFresh, wantsTouch } from '#shared/people/session'
import type { StaffEnvironment } from '#functions/host/environment'
import type { Account } from '#functions/store/people/account'
import type { Secret } from '#functions/store/people/secret'

export type DistrictEnvironment = Pick<
  StaffEnvironment,
  'DISTRICT' | 'DISTRICT_NAME' | 'DEMONSTRATION' | 'PASSWORD_PROFILE'
>

interface Signed {
  account: Account
  secret: Secret
  session: { begun: string; seen: string; factorAt?: string | undefined }
  now: string
}

/** 我. Who is signed in, what he may, and until when. */
export function meOf({ account, secret, session, now }: Signed, environment: DistrictEnvironment): Me {
  const roles = rolesIn(account.roles)
  return {
    account: account.id,
    name: account.name,
    unit: account.unit ?? '',
    roles,
    rights: [...rightsOf(roles)],
    factors: { password: secret.password !== undefined, totp: secret.totp !== undefined },
    fresh: isFresh(session.factorAt, now),
    // Asking is itself a use, where it is long enough after the last one to be written down.
    idleUntil: idleUntil(wantsTouch(session, now) ? { ...session, seen: now } : session),
    until: endOf(session),
    now,
    district: {
      code: environment.DISTRICT,
      name: environment.DISTRICT_NAME,
      demonstration: environment.DEMONSTRATION === 'yes',
    },
  }
}
