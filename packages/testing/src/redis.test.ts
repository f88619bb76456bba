import { Redis } from 'ioredis'
import { afterEach, describe, expect, it } from 'vitest'
import { queueBackends } from './queue-backends.ts'
import { canStartRedis, freshRedis, type OwnRedis, startRedis } from './redis.ts'

describe.skipIf(queueBackends().find(({ name }) => name === 'redis')?.missing)('the run’s Redis', () => {
  it('gives each who asks a database of their own, empty', async () => {
    const [one, other] = await Promise.all([freshRedis(), freshRedis()])
    const clients = [new Redis(one.url), new Redis(other.url)] as const
    await clients[0].set('key', 'mine')
    expect(await clients[1].get('key')).toBeNull()
    for (const client of clients) client.disconnect()
    await Promise.all([one.close(), other.close()])
  })
})

describe.skipIf(!canStartRedis())('a Redis of one’s own', () => {
  let redis: OwnRedis
  let client: Redis
  afterEach(async () => {
    client.disconnect()
    await redis.stop()
  })
  const connected = () => {
    client = new Redis(redis.url, { retryStrategy: () => 20, commandTimeout: 300 })
    client.on('error', () => {})
    return client
  }

  it('forgets over a kill, unless it appends to a file', async () => {
    for (const [appendonly, expected] of [
      [false, null],
      [true, 'kept'],
    ] as const) {
      redis = await startRedis({ appendonly, args: ['--appendfsync', 'always'] })
      await connected().set('key', 'kept')
      await redis.kill()
      await redis.restart()
      client.disconnect()
      expect(await connected().get('key')).toBe(expected)
      if (appendonly) return
      client.disconnect()
      await redis.stop()
    }
  })

  it('hangs while paused and stops even then', async () => {
    redis = await startRedis()
    await connected().ping()
    redis.pause()
    await expect(client.ping()).rejects.toThrow(/timed out/)
    redis.resume()
    expect(await client.ping()).toBe('PONG')
    redis.pause()
    await redis.stop()
  })
})
