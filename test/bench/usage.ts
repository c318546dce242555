import { readdirSync, readFileSync } from 'node:fs'

const ticks = 100

/** Every process of a group and its children, from the kernel's own table: the table engine has a group of its own. */
function members(group: number): number[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
  const own = all.filter((pid) => fields(pid)?.[2] === String(group))
  const parents = new Set(own.map(String))
  return all.filter((pid) => own.includes(pid) || parents.has(fields(pid)?.[1] ?? ''))
}

/** Fields of /proc/PID/stat after the command's name: [0] state, [1] parent, [2] group, [11] user and [12] system ticks. */
function fields(pid: number | string): string[] | undefined {
  try {
    const line = readFileSync(`/proc/${pid}/stat`, 'utf8')
    return line.slice(line.lastIndexOf(')') + 2).split(' ')
  } catch {
    return undefined
  }
}

/** Processor seconds that a process group has used so far, its living and its waited-for dead. */
export const cpuOf = (group: number): number =>
  members(group).reduce((sum, pid) => {
    const at = fields(pid) ?? []
    return sum + (Number(at[11] ?? 0) + Number(at[12] ?? 0) + Number(at[13] ?? 0) + Number(at[14] ?? 0)) / ticks
  }, 0)

/** Processor seconds that one process has used so far. */
export const cpuOfProcess = (pid: number): number => ticksOf(pid) / ticks

/** Of a process, or of one thread of it as `PID/task/THREAD`. */
function ticksOf(place: number | string): number {
  const at = fields(place) ?? []
  return Number(at[11] ?? 0) + Number(at[12] ?? 0)
}

/** Processor seconds of a process's living threads whose name, of which the kernel keeps 15 letters, ends so. */
export function cpuOfThreads(pid: number, name: string): number {
  return readdirSync(`/proc/${pid}/task`).reduce((sum, thread) => {
    const place = `${pid}/task/${thread}`
    const called = readFileSync(`/proc/${place}/comm`, 'utf8').trim()
    return called.endsWith(name) ? sum + ticksOf(place) / ticks : sum
  }, 0)
}

/** The processes that one process has started. */
export const childrenOf = (pid: number): number[] =>
  members(pid).filter((one) => one !== pid && fields(one)?.[1] === String(pid))

/** Memory that a process group holds now, in MB, shared pages counted once a process. */
export const memoryOf = (group: number): number =>
  members(group).reduce((sum, pid) => {
    try {
      const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
      return sum + Number(kilobytes ?? 0) / 1024
    } catch {
      return sum
    }
  }, 0)
