import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

export interface StartOptions {
  port: number
  /** the data folder */
  data: string
  /** no demonstration data */
  empty: boolean
  /** take the data folder's content away first */
  reset: boolean
  /** where the system's clock begins; runs on from there */
  clock: Date | undefined
}

/** A command line that cannot be followed; `message` says what is wrong and what is known. */
export class OptionFault extends Error {
  override readonly name = 'OptionFault'
}

const help = `npm start -- [--port N] [--data DIR] [--empty] [--reset] [--clock INSTANT]

  --port N         staff app on N, public site on N + 1 (4870)
  --data DIR       where everything is kept (.local/data)
  --empty          no demonstration data; prints the first administrator's one-time code
  --reset          begin anew: takes away what is in the data folder
  --clock INSTANT  the system's clock begins there, e.g. 2026-03-01T09:00:00+08:00`

function parse(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      options: {
        port: { type: 'string', default: '4870' },
        data: { type: 'string', default: '.local/data' },
        empty: { type: 'boolean', default: false },
        reset: { type: 'boolean', default: false },
        clock: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (error) {
    throw new OptionFault(`${error instanceof Error ? error.message : String(error)}\n\n${help}`)
  }
}

function instant(text: string): Date {
  const moment = new Date(text)
  if (Number.isNaN(moment.getTime()) || !/^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:\d\d)$/.test(text))
    throw new OptionFault(`--clock takes an instant with its offset, such as 2026-03-01T09:00:00+08:00, not "${text}".`)
  return moment
}

/** @throws OptionFault for unknown options and values that cannot be */
export function readOptions(words: readonly string[], root: string): StartOptions | 'help' {
  const { port, data, empty, reset, clock, help: asked } = parse(words)
  if (asked) return 'help'
  if (!/^\d{1,5}$/.test(port) || Number(port) < 1024 || Number(port) > 65_534)
    throw new OptionFault(`--port takes a number from 1024 to 65534, not "${port}".`)
  return {
    port: Number(port),
    data: resolve(root, data),
    empty,
    reset,
    clock: clock === undefined ? undefined : instant(clock),
  }
}

export const helpText = help
