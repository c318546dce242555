import { namesOf } from './names.ts'
import type { Settings } from './settings.ts'

type Known = Pick<Settings, 'origins' | 'prefix' | 'account' | 'region'>

/** Where signed addresses of the private bucket lead: browsers put uploads there, past the gateway. */
function filesOrigin(settings: Known): string {
  const { region, origins } = settings
  // On one machine the file server takes a port of its own at every start.
  if (!origins.staff.startsWith('https:')) return 'http://127.0.0.1:*'
  const suffix = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com'
  return `https://${namesOf(settings).bucket('files')}.s3.${region}.${suffix}`
}

/**
 * Headers of the staff app's pages. The page itself carries the policy for scripts, because it knows the hash of its
 * own inline script; only what a page cannot say of itself stands here. Both policies hold: the page lets connections
 * out to any file server, and this one names ours.
 */
export const pageHeaders = (settings: Known): Record<string, string> => ({
  'Content-Security-Policy': `connect-src 'self' ${filesOrigin(settings)}; frame-ancestors 'none'; object-src 'none'; base-uri 'none'`,
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  ...(settings.origins.staff.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
})
