import { deskVariable, openDesk, redisMissingVariable } from './servers/desk.ts'
import { type SharedPostgres, startSharedPostgres } from './servers/postgres.ts'
import { findRedis, type SharedRedis, startSharedRedis } from './servers/redis.ts'

type Stop = () => Promise<void>
/** Vitest calls this once a project, each time with a copy of this module; the whole run shares one set of servers. */
const shared = globalThis as typeof globalThis & { g5TestServers?: { users: number; opened: Promise<Stop> } }

/** Vitest's global setup: opens the desk where test files ask for servers, and stops at the end what was started. */
export default async function setup(): Promise<Stop> {
  shared.g5TestServers ??= { users: 0, opened: open() }
  const run = shared.g5TestServers
  run.users++
  await run.opened
  return async () => {
    if (--run.users > 0) return
    delete shared.g5TestServers
    const stop = await run.opened
    await stop()
  }
}

async function open(): Promise<Stop> {
  const source = await findRedis(process.env['TEST_REDIS_URL'])
  if ('missing' in source) {
    process.env[redisMissingVariable] = source.missing
    process.stderr.write(
      `\n  REDIS TESTS ARE SKIPPED: ${source.missing}.\n` +
        '  Everything else runs. On Debian: apt-get install redis-server\n\n',
    )
  }
  let postgres: Promise<SharedPostgres> | undefined
  let redis: Promise<SharedRedis> | undefined
  const desk = await openDesk({
    postgres() {
      postgres ??= startSharedPostgres(process.env['TEST_DATABASE_URL'])
      return postgres
    },
    redis() {
      redis ??= startSharedRedis(source)
      return redis
    },
  })
  process.env[deskVariable] = desk.url
  return async () => {
    await desk.close()
    for (const started of await Promise.allSettled([postgres, redis]))
      if (started.status === 'fulfilled') await started.value?.stop()
  }
}
