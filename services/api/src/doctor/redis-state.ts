import { isCluster, openRedis, type RedisAt } from '@g5/queue'

export interface RedisState {
  appendOnly: boolean
  /** Whether its last write to that file went well. */
  appended: boolean
  evictionPolicy: string
}

/**
 * From INFO, which services that hide CONFIG answer too.
 * @returns of each server that takes writes: more than one of a Cluster
 */
export async function readRedis(at: RedisAt, timeoutMs: number): Promise<RedisState[]> {
  const redis = openRedis(at, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  const failed = new Promise<never>((_, reject) => redis.on('error', reject))
  try {
    await Promise.race([redis.connect(), failed])
    const servers = isCluster(redis) ? redis.nodes('master') : [redis]
    return await Promise.all(servers.map(async (server) => stateOf(await server.info())))
  } finally {
    redis.disconnect()
  }
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
