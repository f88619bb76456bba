import { Redis } from 'ioredis'

export interface RedisState {
  appendOnly: boolean
  /** Whether its last write to that file went well. */
  appended: boolean
  evictionPolicy: string
}

/** From INFO, which services that hide CONFIG answer too. */
export async function readRedis(url: string, timeoutMs: number): Promise<RedisState> {
  const redis = new Redis(url, {
    lazyConnect: true,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    maxRetriesPerRequest: 0,
    retryStrategy: () => null,
  })
  const failed = new Promise<never>((_, reject) => redis.on('error', reject))
  try {
    await Promise.race([redis.connect(), failed])
    return stateOf(await redis.info())
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
