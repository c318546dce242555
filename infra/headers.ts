import type { Settings } from './settings.ts'

/**
 * Headers of the staff app's pages. The page itself carries the policy for scripts, because it knows the hash of its
 * own inline script; only what a page cannot say of itself stands here.
 */
export const pageHeaders = ({ origins }: Pick<Settings, 'origins'>): Record<string, string> => ({
  'Content-Security-Policy': "frame-ancestors 'none'; object-src 'none'; base-uri 'none'",
  'X-Frame-Options': 'DENY',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  ...(origins.staff.startsWith('https:') ? { 'Strict-Transport-Security': 'max-age=31536000' } : {}),
})
