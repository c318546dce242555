import type { Language } from '#shared/words/labels'

/** An instant as people of the district read it: `2026-10-12 14:05`, in Asia/Shanghai. */
export function shownInstant(instant: string | undefined): string {
  if (!instant) return '—'
  const moment = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString()
  return `${moment.slice(0, 10)} ${moment.slice(11, 16)}`
}

const dayForms = { zh: 'zh-CN', en: 'en-GB' } as const

/** The day of an instant in words, and its weekday: `2026年10月12日`, `星期一`, in Asia/Shanghai. */
export function dayInWords(instant: string, language: Language): { day: string; weekday: string } {
  const said = (options: Intl.DateTimeFormatOptions): string =>
    new Intl.DateTimeFormat(dayForms[language], { timeZone: 'Asia/Shanghai', ...options }).format(Date.parse(instant))
  return { day: said({ dateStyle: 'long' }), weekday: said({ weekday: 'long' }) }
}
