/** An instant as people of the district read it: `2026-10-12 14:05`, in Asia/Shanghai. */
export function shownInstant(instant: string | undefined): string {
  if (!instant) return '—'
  const moment = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${moment.slice(0, 10)} ${moment.slice(11, 16)}`
}
