import { askCluster, isCluster, openRedis, type RedisAt, type RedisClient } from '@g5/queue'

export interface RedisState {
  appendOnly: boolean
  /** Whether its last write to that file went well. */
  appended: boolean
  evictionPolicy: string
}

/**
 * From INFO, which services that hide CONFIG answer too.
 * @returns of each server that takes writes: more than one of a Cluster
 * @throws {Error} when part of a Cluster is away
 */
export async function readRedis(at: RedisAt, timeoutMs: number): Promise<RedisState[]> {
  const redis = openRedis(at, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  const { promise: failed, reject } = Promise.withResolvers<never>()
  redis.on('error', reject)
  const late = setTimeout(() => reject(new Error(`Redis did not answer within ${timeoutMs} ms`)), timeoutMs)
  try {
    return await Promise.race([statesOf(redis), failed])
  } finally {
    clearTimeout(late)
    redis.disconnect()
  }
}

async function statesOf(redis: RedisClient): Promise<RedisState[]> {
  await redis.connect()
  if (isCluster(redis)) await askCluster(redis) // A node that is away is not among its nodes.
  const servers = isCluster(redis) ? redis.nodes('master') : [redis]
  return Promise.all(servers.map(async (server) => stateOf(await server.info())))
}

export function stateOf(info: string): RedisState {
  const fields = new Map(
    info.split('\r\n').map((line): [string, string] => {
      const [name = '', ...value] = line.split(':')
      return [name, value.join(':')]
    }),
  )
  return {
    appendOnly: fields.get('aof_enabled') === '1',
    appended: fields.get('aof_last_write_status') !== 'err',
    evictionPolicy: fields.get('maxmemory_policy') ?? 'unknown',
  }
}
