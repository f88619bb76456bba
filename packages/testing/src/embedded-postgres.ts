import { existsSync, readdirSync, rmSync } from 'node:fs'
import { binariesFor } from './embedded/binaries.ts'
import { type Cluster, findCluster, initialise, isInitialised } from './embedded/cluster.ts'
import { runningServer, stopServer } from './embedded/postmaster.ts'
import { refuge, refugeOfData } from './embedded/refuge.ts'
import { type EmbeddedPostgres, serve } from './embedded/serve.ts'
import { isPortFree } from './free-port.ts'
import { Refusal } from './refusal.ts'

export { isAlive } from './embedded/postmaster.ts'
export type { EmbeddedPostgres } from './embedded/serve.ts'
export { freePort, isPortFree } from './free-port.ts'
export { endWithUs } from './guard.ts'
export { Refusal } from './refusal.ts'

export interface EmbeddedPostgresOptions {
  /** Where the database lives; made when it is missing. */
  directory: string
  /** On 127.0.0.1; any free one unless told. */
  port?: number
  /** Settings of the server, as in postgresql.conf. */
  settings?: Record<string, string | number>
  /** Data that may be lost with the machine: no fsync anywhere. */
  throwaway?: boolean
  /** Stop a server that a killed process left running on this data; otherwise that is refused. */
  takeOver?: boolean
  /** Each line of the server's log. */
  onLog?: (line: string) => void
  /** What a person should know, such as another place than the one asked for. */
  onNote?: (sentence: string) => void
}

/**
 * A real Postgres 18 from an npm package, on the loopback, with a generated password. It ends when this process does.
 * @throws Refusal when the machine doesn't allow it: what happened, to what, and what to do next.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { onNote = () => {}, throwaway = false, takeOver = false, port, onLog } = options
  const cluster = findCluster(options.directory, onNote)
  const known = isInitialised(cluster)
  await endRunning(cluster, takeOver, onNote)
  if (port && !(await isPortFree(port)))
    throw new Refusal(`Port ${port} is taken, and Postgres should listen there. Free it or name another port.`)
  const { initdb, postgres } = await binariesFor(cluster.user, onNote)
  if (!known) await initialise(cluster, initdb, !throwaway)
  const unsafe = throwaway ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}
  return serve(cluster, postgres, { ...(port && { port }), onLog, settings: { ...unsafe, ...options.settings } })
}

/** Whether there is a database for `directory` already, here or in its stand-in. */
export function hasEmbeddedPostgres(directory: string): boolean {
  return [directory, refugeOfData(directory)].some((place) => existsSync(`${place}/data`))
}

/**
 * Removes the database of `directory`, wherever it lives, after stopping a server that still runs on it.
 * `binaries`: also the copy of the server outside of an unreachable home, unless another database needs it.
 */
export async function removeEmbeddedPostgres(
  directory: string,
  { binaries = false } = {},
): Promise<{ removed: string[] }> {
  const places = [directory, refugeOfData(directory)]
  for (const place of places) {
    const pid = runningServer({ directory: place, data: `${place}/data`, user: undefined })
    if (pid && !(await stopServer(pid)))
      throw new Refusal(`Postgres (process ${pid}) runs on ${place} and doesn't stop. End it, then try again.`)
  }
  const removed = places.filter(remove)
  const left = entriesOf(refuge)
  const isNeeded = left.some((name) => name.startsWith('data-') || !binaries)
  if (!isNeeded && remove(refuge)) removed.push(refuge)
  return { removed }
}

function entriesOf(directory: string): string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

function remove(path: string): boolean {
  try {
    rmSync(path, { recursive: true })
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw new Refusal(`Can't remove ${path}: ${(error as Error).message}.`)
  }
}

async function endRunning(cluster: Cluster, takeOver: boolean, note: (sentence: string) => void): Promise<void> {
  const pid = runningServer(cluster)
  if (!pid) return
  if (!takeOver)
    throw new Refusal(
      `Postgres (process ${pid}) already runs on ${cluster.data}. Stop what started it, then try again.`,
    )
  if (!(await stopServer(pid)))
    throw new Refusal(
      `Postgres (process ${pid}), left behind on ${cluster.data}, doesn't stop. End it, then try again.`,
    )
  note(`Stopped a Postgres (process ${pid}) that an earlier run had left behind`)
}
