import type { Places } from './grants.ts'
import type { DeskStack } from './parts.ts'

/** What every function is told: names and addresses, never a secret. */
export function environmentOf(stack: DeskStack, places: Places): Record<string, string> {
  const { settings, names } = stack
  const { district, origins } = settings
  return {
    STAGE: settings.prefix,
    DISTRICT: district.code,
    DISTRICT_NAME: district.name,
    DEMONSTRATION: district.demonstration ? 'yes' : 'no',
    STATE_TABLE: names.state,
    LEDGER_TABLE: names.ledger,
    FILES_BUCKET: names.bucket('files'),
    EDITIONS_BUCKET: names.bucket('editions'),
    CHANGES_QUEUE: stack.read('changes-queue-url'),
    EDITIONS_QUEUE: stack.read('editions-queue-url'),
    IMPORTS_QUEUE: stack.read('imports-queue-url'),
    PEOPLE_KEY: places.peopleKey,
    STAFF_ORIGIN: origins.staff,
    PUBLIC_ORIGIN: origins.site,
    PASSWORD_PROFILE: settings.passwordProfile,
    // CloudFront stands between the caller and the gateway and writes the caller's address down.
    FORWARDED_HOPS: settings.shape === 'global' ? '1' : '0',
  }
}
