import { appendFileSync, readFileSync } from 'node:fs'

/** The log of a data folder: lines of functions as they wrote them, and sentences of the runtime, each with its time. */
export interface Log {
  file: string
  say(sentence: string): void
}

export const openLog = (file: string, now: () => Date): Log => ({
  file,
  say: (sentence) => appendFileSync(file, `${JSON.stringify({ at: now().toISOString(), runtime: sentence })}\n`),
})

/** A line of the log: `function` for those of functions, `runtime` for the runtime's own. */
export type LogLine = Readonly<Record<string, unknown>>

/** All lines so far; one that was cut off by a kill is left out. */
export function readLog(file: string): LogLine[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .flatMap((line) => {
      try {
        return [JSON.parse(line) as LogLine]
      } catch {
        return []
      }
    })
}
