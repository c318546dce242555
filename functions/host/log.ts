/** One request, as operators read it: never a name, a telephone number or anything of a body. */
export interface LogLine {
  request: string
  operation: string
  /** the id of the account that asked, where somebody was recognised */
  actor: string | undefined
  /** `done`, the code of a refusal, or `defect` */
  outcome: string
  status: number
  ms: number
}

/** A defect: something was thrown that is no refusal. Wakes an alarm. */
export interface DefectLine {
  reference: string
  operation: string
  error: string
  stack: string | undefined
}

export interface Log {
  request(line: LogLine): void
  defect(line: DefectLine): void
}

const write = (kind: string, line: LogLine | DefectLine): void => {
  process.stdout.write(`${JSON.stringify({ kind, ...line })}\n`)
}

/** 日志. A structured line for each request, by one write. */
export const log: Log = {
  request: (line) => write('request', line),
  defect: (line) => write('defect', line),
}
