import type { ServerSettings } from '@g5/db'
import { type Check, green, red, type Verdict, yellow } from '../verdict.ts'

const oldest = 15

export function judgeVersion({ version }: Pick<ServerSettings, 'version'>): Verdict {
  return version >= oldest ? green(`Postgres ${version}`) : red(`Postgres ${version}`, `Upgrade to ${oldest} or later.`)
}

type Durability = Pick<ServerSettings, 'fsync' | 'fullPageWrites' | 'synchronousCommit'>

/** A 202 is a promise: it is given when the commit is said to be on disk. */
export function judgeDurability({ fsync, fullPageWrites, synchronousCommit }: Durability): Verdict {
  const off = [
    ...(fsync === 'on' ? [] : ['fsync']),
    ...(fullPageWrites === 'on' ? [] : ['full_page_writes']),
    ...(synchronousCommit === 'off' ? ['synchronous_commit'] : []),
  ]
  return off.length === 0
    ? green(`fsync, full_page_writes on; synchronous_commit ${synchronousCommit}`)
    : red(`${off.join(', ')} off`, 'Turn them on: accepted events would be lost in a crash.')
}

/** One API and one worker at their fullest, the queue in Postgres and commands besides. */
const perPair = (poolMax: number) => 2 * poolMax + 8

export function judgeConnections(
  { maxConnections, reservedConnections }: Pick<ServerSettings, 'maxConnections' | 'reservedConnections'>,
  poolMax: number,
): Verdict {
  const free = maxConnections - reservedConnections
  const pairs = Math.floor(free / perPair(poolMax))
  const found = `${free} connections: room for ${pairs} API and ${pairs} worker processes of DATABASE_POOL_MAX=${poolMax}`
  const todo = 'Raise max_connections, lower DATABASE_POOL_MAX, or put a pooler in between.'
  return pairs === 0 ? red(found, todo) : pairs === 1 ? yellow(found, todo) : green(found)
}

/** The services ask for UTC; a pooler may swallow that. */
export function judgeTimeZone({ timeZone }: Pick<ServerSettings, 'timeZone'>): Verdict {
  return /^(Etc\/)?(UTC|GMT|UCT|Universal|Zulu)$/.test(timeZone)
    ? green(timeZone)
    : red(`sessions run in ${timeZone}`, 'Let the pooler pass TimeZone on, or set `timezone = UTC` for the database.')
}

export const postgres: Check[] = [
  {
    id: 'postgres_version',
    item: 'Postgres version',
    look: async (ground) => judgeVersion(await ground.settings()),
  },
  {
    id: 'postgres_durability',
    item: 'Postgres durable',
    look: async (ground) => judgeDurability(await ground.settings()),
  },
  {
    id: 'postgres_connections',
    item: 'Postgres connections',
    look: async (ground) => judgeConnections(await ground.settings(), ground.env.values.DATABASE_POOL_MAX ?? 10),
  },
  {
    id: 'postgres_timezone',
    item: 'Postgres time zone',
    look: async (ground) => judgeTimeZone(await ground.settings()),
  },
]
