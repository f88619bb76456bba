import { startRedis } from '../redis.ts'
import { findRedisBinary } from './redis-binary.ts'

export interface SharedRedis {
  url: string
  stop(): Promise<void>
}

/** Whether there can be a Redis, found out without starting one; `missing` says why not. */
export type RedisSource = { from: 'url'; url: string } | { from: 'binary' } | { from: 'docker' } | { missing: string }

/** `TEST_REDIS_URL`, else a binary on PATH, else a container where Docker answers. */
export async function findRedis(externalUrl: string | undefined): Promise<RedisSource> {
  if (externalUrl) return { from: 'url', url: externalUrl }
  if (findRedisBinary()) return { from: 'binary' }
  if (await dockerAnswers()) return { from: 'docker' }
  return { missing: 'no TEST_REDIS_URL, no redis-server or valkey-server on PATH, and Docker does not answer' }
}

export async function startSharedRedis(source: RedisSource): Promise<SharedRedis> {
  if ('missing' in source) throw new Error(`Redis was asked for, but there is none: ${source.missing}`)
  if (source.from === 'url') return { url: source.url, stop: async () => {} }
  if (source.from === 'binary') return startRedis({ databases: 4096 })
  const { GenericContainer } = await import('testcontainers')
  const container = await new GenericContainer('redis:7-alpine')
    .withCommand(['redis-server', '--databases', '4096'])
    .withExposedPorts(6379)
    .start()
  return {
    url: `redis://${container.getHost()}:${container.getMappedPort(6379)}`,
    stop: async () => void (await container.stop()),
  }
}

async function dockerAnswers(): Promise<boolean> {
  try {
    const { getContainerRuntimeClient } = await import('testcontainers')
    await getContainerRuntimeClient()
    return true
  } catch {
    return false
  }
}
