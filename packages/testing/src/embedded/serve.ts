import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { freePort } from '../free-port.ts'
import { endWithUs } from '../guard.ts'
import { Refusal } from '../refusal.ts'
import { type Cluster, passwordOf } from './cluster.ts'
import { readPidFile } from './postmaster.ts'

export interface EmbeddedPostgres {
  /** With the password, of the superuser `g5` and the database `postgres`. */
  url: string
  port: number
  pid: number
  /** Where it really lives: the directory asked for, or its stand-in outside of an unreachable home. */
  directory: string
  /** Resolves when the server is gone, asked or not. */
  exited: Promise<{ code: number | null; signal: NodeJS.Signals | null; lastLines: string[] }>
  /** Fast shutdown, immediate after 10 s. Again is harmless. */
  stop(): Promise<void>
  /** As a power cut: no shutdown, recovery at the next start. */
  kill(): Promise<void>
}

export interface ServeOptions {
  /** Any free one unless told. */
  port?: number
  settings: Record<string, string | number>
  onLog?: ((line: string) => void) | undefined
}

/** Runs the server on a cluster that is known to be whole, and waits until it takes connections. */
export async function serve(
  cluster: Cluster,
  postgres: string,
  options: ServeOptions,
  tries = 3,
): Promise<EmbeddedPostgres> {
  const port = options.port || (await freePort())
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    lc_messages: 'C',
    ...options.settings,
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(postgres, ['-D', cluster.data, '-p', String(port), ...flags], {
    ...(cluster.user && { uid: cluster.user.uid, gid: cluster.user.gid }),
    cwd: '/',
    detached: true, // Ctrl-C in a terminal would stop it before those that still write to it.
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const lastLines: string[] = []
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (lastLines.push(line) > 20) lastLines.shift()
    options.onLog?.(line)
  })
  const exited = ending(child).then((end) => ({ ...end, lastLines }))
  const { pid } = child
  if (!pid) throw new Refusal(`Can't run ${postgres}: ${(await exited).error?.message}.`)
  const guard = endWithUs(pid, 'INT')
  void exited.then(() => guard.release())

  const end = async (...signals: NodeJS.Signals[]) => {
    for (const signal of signals) {
      if (hasEnded(child)) break
      child.kill(signal)
      await Promise.race([exited, wait(10_000, undefined, { ref: false })])
    }
    await exited
  }

  if (!(await isReady(cluster, child))) {
    await end('SIGINT', 'SIGKILL')
    const wasTaken = !options.port && lastLines.some((line) => line.includes('could not bind'))
    if (wasTaken && tries > 1) return serve(cluster, postgres, options, tries - 1)
    throw new Refusal(
      `Postgres did not start on ${cluster.data}. Its last words:\n  ${lastLines.slice(-5).join('\n  ')}`,
    )
  }
  return {
    url: `postgres://g5:${passwordOf(cluster)}@127.0.0.1:${port}/postgres`,
    port,
    pid,
    directory: cluster.directory,
    exited,
    stop: () => end('SIGINT', 'SIGQUIT', 'SIGKILL'),
    kill: () => end('SIGKILL'),
  }
}

async function ending(child: ChildProcess) {
  try {
    const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null]
    return { code, signal }
  } catch (error) {
    return { code: null, signal: null, error: error as Error }
  }
}

const hasEnded = (child: ChildProcess) => child.exitCode !== null || child.signalCode !== null

/** Recovery after a crash may take a while; the pid file says when connections are taken. */
async function isReady(cluster: Cluster, child: ChildProcess): Promise<boolean> {
  const deadline = performance.now() + 60_000
  while (performance.now() < deadline && !hasEnded(child)) {
    const file = readPidFile(cluster)
    if (file?.pid === child.pid && file?.ready) return true
    await wait(10)
  }
  return false
}
