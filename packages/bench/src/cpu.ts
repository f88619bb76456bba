import { readdirSync, readFileSync } from 'node:fs'

/** One line of /proc/PID/stat: proc_pid_stat(5). */
export interface ProcessStat {
  pid: number
  parent: number
  /** Ticks of itself and of its children that have ended and were waited for. */
  ticks: number
}

/** USER_HZ: what the kernel counts in for programs, the same on all common architectures. */
const ticksPerSecond = 100

/** The name may hold spaces and parentheses, so fields are counted from the last `)`. */
export function parseStat(line: string): ProcessStat {
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ')
  const field = (number: number) => Number(fields[number - 3])
  return { pid: Number.parseInt(line, 10), parent: field(4), ticks: field(14) + field(15) + field(16) + field(17) }
}

/** Ticks of these processes and all that descend from them, those that have ended included. */
export function ticksOfTrees(roots: readonly number[], stats: readonly ProcessStat[]): number {
  const children = Map.groupBy(stats, ({ parent }) => parent)
  const byPid = new Map(stats.map((stat) => [stat.pid, stat]))
  const below = (stat: ProcessStat): number =>
    (children.get(stat.pid) ?? []).reduce((sum, child) => sum + below(child), stat.ticks)
  return roots.reduce((sum, pid) => {
    const root = byPid.get(pid)
    return root ? sum + below(root) : sum
  }, 0)
}

/** The first line of /proc/stat: ticks in which all cores together did something, for us or (steal) for another guest. */
export function parseBusyTicks(text: string): number {
  const line = text.slice(0, text.indexOf('\n'))
  const [user = 0, nice = 0, system = 0, , , irq = 0, softirq = 0, steal = 0] = line
    .trim()
    .split(/\s+/)
    .slice(1)
    .map(Number)
  return user + nice + system + irq + softirq + steal
}

/** Seconds of CPU since the start of each process, by part, and of the whole machine. */
export interface CpuReading<Part extends string> {
  parts: Record<Part, number>
  machine: number
}

export function readCpu<Part extends string>(pids: Readonly<Record<Part, readonly number[]>>): CpuReading<Part> {
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statOf)
  const parts = Object.fromEntries(
    Object.entries<readonly number[]>(pids).map(([part, roots]) => [part, ticksOfTrees(roots, stats) / ticksPerSecond]),
  ) as Record<Part, number>
  return { parts, machine: parseBusyTicks(readFileSync('/proc/stat', 'utf8')) / ticksPerSecond }
}

/** None for a process that ended while we looked. */
function statOf(pid: string): ProcessStat[] {
  try {
    return [parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))]
  } catch {
    return []
  }
}
