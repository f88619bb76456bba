import { readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type OwnRedis, type ServiceProcess, spawnService, startRedis } from '@g5/testing'
import { type Deployment, startDeployment } from '@g5/testing/deployment'
import { startEmbeddedPostgres } from '@g5/testing/embedded-postgres'
import { parseStat } from '../cpu.ts'
import type { Scope } from '../scope.ts'
import type { Fault, Victim } from './plan.ts'

/** The product and what it stands on, all of it mortal. */
export interface Subject {
  deployment: Deployment
  /** @returns once the victim works again */
  suffer(fault: Fault): Promise<void>
}

export interface SubjectOptions {
  backend: 'redis' | 'postgres'
  /** On the disk that Postgres uses. */
  directory: string
}

/** What makes waiting short; all else is as it comes. */
const env = {
  LOG_LEVEL: 'warn',
  LEASE_MARGIN_MS: '15000',
  SWEEP_INTERVAL_MS: '2000',
  CIRCUIT_RESET_MS: '1000',
}

export async function startSubject(scope: Scope, { backend, directory }: SubjectOptions): Promise<Subject> {
  const postgres = await ownPostgres(scope, directory)
  const redis = backend === 'redis' ? await startRedis({ appendonly: true }) : undefined
  if (redis) scope.defer(redis.stop)
  const queue = redis ? { queue: { backend: 'redis' as const, redis: { url: redis.url } } } : {}
  const deployment = await startDeployment({ database: postgres.database, ...queue, workers: 2, env })
  scope.defer(deployment.stop)
  let { api } = deployment
  const workers = [...deployment.workers]

  const again: Record<Victim, (fault: Fault) => Promise<void>> = {
    api: (fault) =>
      hurt(fault, [api], async () => {
        api = await deployment.startApi()
      }),
    'worker 1': (fault) => hurtWorkers(fault, [0]),
    'worker 2': (fault) => hurtWorkers(fault, [1]),
    'both workers': (fault) => hurtWorkers(fault, [0, 1]),
    redis: (fault) => (redis ? hurtRedis(redis, fault) : Promise.resolve()),
    postgres: (fault) => postgres.suffer(fault),
  }
  function hurtWorkers(fault: Fault, places: number[]): Promise<void> {
    const those = places.flatMap((place) => workers[place] ?? [])
    return hurt(fault, those, async () => {
      const started = await Promise.all(places.map(() => deployment.startWorker()))
      for (const [i, place] of places.entries()) workers.splice(place, 1, ...started.slice(i, i + 1))
    })
  }
  return { deployment, suffer: (fault) => again[fault.victim](fault) }
}

async function hurt({ how, forMs }: Fault, those: readonly ServiceProcess[], replace: () => Promise<void>) {
  await Promise.all(those.map((one) => one.kill(how === 'kill' ? 'SIGKILL' : 'SIGSTOP')))
  await wait(forMs)
  if (how === 'kill') await replace()
  else await Promise.all(those.map((one) => one.kill('SIGCONT')))
}

async function hurtRedis(redis: OwnRedis, { how, forMs }: Fault): Promise<void> {
  if (how === 'kill') await redis.kill()
  else redis.pause()
  await wait(forMs)
  if (how === 'kill') await redis.restart()
  else redis.resume()
}

/** With fsync on: what it has answered for is on disk. */
async function ownPostgres(scope: Scope, parent: string) {
  const place = await mkdtemp(join(parent, 'g5-chaos-postgres-'))
  await chmod(place, 0o711) // As root the server runs as another user.
  const directory = join(place, 'cluster')
  let server = await startEmbeddedPostgres({ directory })
  const { port, url } = server
  scope.defer(async () => {
    await server.stop()
    await rm(place, { recursive: true, force: true })
  })
  const migrate = spawnService('services/api/src/commands/migrate-run.ts', { DATABASE_URL: url })
  if ((await migrate.exited).code !== 0) throw new Error(`no schema: ${JSON.stringify(migrate.lines.slice(-5))}`)
  return {
    database: { url, close: async () => {} },
    async suffer({ how, forMs }: Fault): Promise<void> {
      if (how === 'kill') {
        await server.kill()
        await wait(forMs)
        server = await startEmbeddedPostgres({ directory, port, takeOver: true })
        return
      }
      // The postmaster alone would leave its sessions running.
      const paused = treeOf(server.pid)
      signal(paused, 'SIGSTOP')
      await wait(forMs)
      signal(paused, 'SIGCONT')
    },
  }
}

function treeOf(root: number): number[] {
  const stats = readdirSync('/proc').flatMap((name) => {
    try {
      return /^\d+$/.test(name) ? [parseStat(readFileSync(`/proc/${name}/stat`, 'utf8'))] : []
    } catch {
      return [] // It ended while we looked.
    }
  })
  const below = (pid: number): number[] => [
    pid,
    ...stats.filter(({ parent }) => parent === pid).flatMap((child) => below(child.pid)),
  ]
  return below(root)
}

function signal(pids: readonly number[], name: NodeJS.Signals): void {
  for (const pid of pids)
    try {
      process.kill(pid, name)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
    }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
