/** The one clock of a running system: functions, schedules, lifetimes and signed addresses go by it. */
export interface Clock {
  now(): Date
  /** Puts the clock to another instant, from which it runs on. */
  set(instant: Date): void
  /** Hears when the clock was put; the returned function ends that. */
  onSet(hear: () => void): () => void
  /** Milliseconds ahead of the machine's own clock, shared with the functions' threads. */
  readonly ahead: SharedArrayBuffer
}

/** A clock that begins at an instant, or at the machine's own time. */
export function aClock(begin?: Date): Clock {
  const ahead = new SharedArrayBuffer(Float64Array.BYTES_PER_ELEMENT)
  const offset = new Float64Array(ahead)
  const listeners = new Set<() => void>()
  const put = (instant: Date): void => {
    offset[0] = instant.getTime() - Date.now()
  }
  if (begin) put(begin)
  return {
    ahead,
    now: () => new Date(Date.now() + (offset[0] ?? 0)),
    set: (instant) => {
      put(instant)
      for (const hear of listeners) hear()
    },
    onSet: (hear) => {
      listeners.add(hear)
      return () => listeners.delete(hear)
    },
  }
}
