import { call } from './call.ts'
import { session } from './session.svelte.ts'

const look = 5_000
/** the server writes a session's last use down once a minute */
const between = 60_000
const notice = 120_000
const idle = 1_800_000

/**
 * 在场. Keys and pointer are use of the session as well as requests are: they are told to the server once a minute. Two
 * minutes before it ends for want of use the page says so; then the panel lies over it. Returns how to stop.
 */
export function attend(): () => void {
  let touched = Date.now()
  let asked = touched
  const signals = new AbortController()
  const touch = (): void => {
    touched = Date.now()
    if (session.endsIn !== undefined) void ask()
  }
  const ask = async (): Promise<void> => {
    asked = Date.now()
    // Without a connection nothing is known: whoever types goes on typing.
    await session.run(async () => session.begin(await call.session.me())).catch(() => undefined)
  }
  const tick = (): void => {
    const { me, ended } = session
    if (!me || ended) return
    const now = Date.now()
    if (touched > asked && now - asked >= between) void ask()
    judge(now, touched, { idleUntil: session.here(me.idleUntil), until: session.here(me.until) })
  }
  for (const kind of ['keydown', 'pointerdown', 'input', 'wheel'])
    addEventListener(kind, touch, { signal: signals.signal, passive: true, capture: true })
  const timer = setInterval(tick, look)
  return () => {
    clearInterval(timer)
    signals.abort()
  }
}

/** Whether it is over, or soon will be. Who was at work a moment ago and could not reach the server is not turned out. */
function judge(now: number, touched: number, { idleUntil, until }: { idleUntil: number; until: number }): void {
  const end = Math.min(until, Math.max(idleUntil, touched + idle))
  if (now >= end) session.lapse()
  else session.endsIn = end - now <= notice ? Math.ceil((end - now) / 1_000) : undefined
}
