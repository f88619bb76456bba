import { existsSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Cluster } from './cluster.ts'

/** What `postmaster.pid` says: line 1 the process, line 4 the port, line 8 `ready` once connections are taken. */
export function readPidFile({ data }: Cluster): { pid: number; ready: boolean } | undefined {
  const file = join(data, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  return { pid: Number(lines[0]), ready: lines[7]?.trim() === 'ready' }
}

/**
 * The server that runs on this data, if one does. A process id outlives its process and may be another's by now, above
 * all in containers, where a server would then refuse to start for ever; such a file is removed.
 */
export function runningServer(cluster: Cluster): number | undefined {
  const found = readPidFile(cluster)
  if (!found) return undefined
  if (isServerOf(cluster, found.pid)) return found.pid
  rmSync(join(cluster.data, 'postmaster.pid'), { force: true })
  return undefined
}

function isServerOf({ data }: Cluster, pid: number): boolean {
  if (!isAlive(pid)) return false
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(data) // A server's working directory is its data.
  } catch {
    return !existsSync('/proc/self') // Without /proc we can't tell, and must not start a second server on live data.
  }
}

export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 1) return false
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Ended, but nobody has asked how: usual in containers whose first process doesn't care. */
function isZombie(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''))
  } catch {
    return false
  }
}

/** Fast shutdown: open transactions are rolled back, nothing committed is lost. False after `withinMs` in vain. */
export async function stopServer(pid: number, withinMs = 10_000): Promise<boolean> {
  try {
    process.kill(pid, 'SIGINT')
  } catch {
    return true
  }
  const deadline = performance.now() + withinMs
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false
    await wait(20)
  }
  return true
}
