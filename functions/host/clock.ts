/** 时钟. The only place that asks what time it is; everything behind the edge is told. */
export interface Clock {
  /** the present instant, in UTC */
  now(): string
  /** milliseconds from an arbitrary start, for durations */
  ticks(): number
}

export const clock: Clock = {
  now: () => new Date().toISOString(),
  ticks: () => performance.now(),
}
