import { Cluster, Redis } from 'ioredis'

/** Where Redis is: one server, a primary that Sentinels know, or a Cluster. */
export interface RedisAt {
  /**
   * `redis://` or `rediss://`, with user and password where they are wanted: those of every node. With Sentinels its host
   * is the name that they know the primary by; of a Cluster it is one of the nodes.
   */
  url: string
  /** Further nodes of a Cluster, as `host:port`; some suffice, the others are asked for. */
  clusterNodes?: readonly string[] | undefined
  /** As `host:port`; TLS where the servers have it. */
  sentinels?: readonly string[] | undefined
  sentinelPassword?: string | undefined
}

/** What is asked of one server, whichever way it is found. */
export type RedisClient = Redis | Cluster

/** What differs between those who connect. */
export interface RedisHabits {
  /** Milliseconds until the next try, or null to give up. */
  retryStrategy(times: number): number | null
  maxRetriesPerRequest: number | null
  /** Whether commands wait for a connection. */
  enableOfflineQueue?: boolean
  reconnectOnError?(error: Error): boolean
  commandTimeout?: number
  connectTimeout?: number
  connectionName?: string
  /** Connects when told to, not at once. */
  lazyConnect?: boolean
}

/** Nobody else opens a connection to Redis. */
export function openRedis(at: RedisAt, habits: RedisHabits): RedisClient {
  if (at.clusterNodes) return openCluster(at, at.clusterNodes, habits)
  return at.sentinels ? openSentinels(at, at.sentinels, habits) : new Redis(at.url, habits)
}

export const isCluster = (client: RedisClient): client is Cluster => client.isCluster

function openCluster({ url }: RedisAt, nodes: readonly string[], habits: RedisHabits): Cluster {
  const { host, port, db: _, ...access } = partsOf(url)
  const { retryStrategy, enableOfflineQueue = true, lazyConnect = false, ...ofNodes } = habits
  return new Cluster([{ host, port }, ...nodes.map(hostAndPort)], {
    ...{ enableOfflineQueue, lazyConnect, clusterRetryStrategy: retryStrategy },
    redisOptions: { ...ofNodes, ...access },
    // Certificates are for names, and a name may lead elsewhere after a failover.
    ...(access.tls && { dnsLookup: (address: string, found: Found) => found(null, address) }),
  })
}

type Found = (error: null, address: string) => void

function openSentinels(at: RedisAt, sentinels: readonly string[], habits: RedisHabits): Redis {
  const { host: name, port: _, ...access } = partsOf(at.url)
  return new Redis({
    ...{ ...habits, ...access, name, sentinels: sentinels.map(hostAndPort) },
    sentinelRetryStrategy: habits.retryStrategy,
    ...(at.sentinelPassword !== undefined && { sentinelPassword: at.sentinelPassword }),
    ...(access.tls && { enableTLSForSentinelMode: true, sentinelTLS: {} }),
  })
}

function partsOf(url: string) {
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  return {
    host: hostname.replace(/^\[|\]$/g, ''), // Of an IPv6 address.
    port: port === '' ? 6379 : Number(port),
    db: Number(pathname.slice(1) || 0),
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  }
}

function hostAndPort(text: string): { host: string; port: number } {
  const { host, port } = partsOf(`redis://${text}`)
  return { host, port }
}
