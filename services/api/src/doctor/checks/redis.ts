import type { RedisState } from '../redis-state.ts'
import { type Check, green, red, type Verdict, yellow } from '../verdict.ts'

const unused = green('not used: there is no REDIS_URL')

export function judgePersistence(servers: readonly RedisState[]): Verdict {
  if (!servers.every(({ appendOnly }) => appendOnly))
    return yellow(
      'AOF is off',
      'Set `appendonly yes`: without it a restart empties the queue, and refilling it takes time.',
    )
  const appended = servers.every((server) => server.appended)
  return appended ? green('AOF is on') : red('AOF is on, and its last write failed', 'See to the disk of Redis.')
}

/** @param keepsQueue BullMQ's keys must never be evicted; counts for rate limits may be */
export function judgeEviction(servers: readonly RedisState[], keepsQueue: boolean): Verdict {
  const evictionPolicy = servers.map((server) => server.evictionPolicy).find((policy) => policy !== 'noeviction')
  if (evictionPolicy === undefined) return green('noeviction')
  const todo = 'Set `maxmemory-policy noeviction`.'
  return keepsQueue ? red(`${evictionPolicy}: jobs may vanish`, todo) : yellow(evictionPolicy, todo)
}

export const redis: Check[] = [
  {
    id: 'redis',
    item: 'Redis reachable',
    look: async (ground) => ((await ground.redis()) ? green('answers') : unused),
  },
  {
    id: 'redis_persistence',
    item: 'Redis persists',
    async look(ground) {
      const servers = await ground.redis()
      return servers ? judgePersistence(servers) : unused
    },
  },
  {
    id: 'redis_eviction',
    item: 'Redis evicts nothing',
    async look(ground) {
      const servers = await ground.redis()
      return servers ? judgeEviction(servers, ground.env.values.QUEUE_BACKEND !== 'postgres') : unused
    },
  },
]
