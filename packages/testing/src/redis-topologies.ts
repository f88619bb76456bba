import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freePort } from './free-port.ts'
import type { RedisAt } from './queue-backends.ts'
import { launch, type OwnRedis, startRedis } from './redis.ts'
import { findRedisBinary } from './servers/redis-binary.ts'
import { until } from './until.ts'

export interface OwnCluster {
  at: RedisAt
  /** Three primaries, a third of the slots each. */
  nodes: OwnRedis[]
  stop(): Promise<void>
}

const slots = 16_384

/** A Redis Cluster of one's own, on the loopback. Without replicas: what a node has is away while the node is. */
export async function startRedisCluster(): Promise<OwnCluster> {
  const { Redis } = await import('ioredis')
  const ports = await Promise.all([0, 1, 2].map(async () => ({ port: await freePort(), bus: await freePort() })))
  const nodes = await Promise.all(
    ports.map(({ port, bus }) =>
      startRedis({
        ...{ port, appendonly: true },
        args: [
          ...['--cluster-enabled', 'yes', '--cluster-port', String(bus), '--cluster-node-timeout', '1000'],
          ...['--maxmemory-policy', 'noeviction'],
        ],
      }),
    ),
  )
  const clients = ports.map(({ port }) => new Redis(port))
  try {
    for (const [i, client] of clients.entries()) {
      const [from, to] = [i, i + 1].map((n) => Math.floor((n * slots) / clients.length))
      await client.cluster('ADDSLOTSRANGE', Number(from), Number(to) - 1)
      if (i > 0) await client.call('CLUSTER', 'MEET', '127.0.0.1', Number(ports[0]?.port), Number(ports[0]?.bus))
    }
    const whole = async (client: (typeof clients)[number]) => /cluster_state:ok/.test(await client.cluster('INFO'))
    await until(async () => (await Promise.all(clients.map(whole))).every(Boolean), { what: 'the cluster to be whole' })
  } finally {
    for (const client of clients) client.disconnect()
  }
  const [first, ...more] = ports
  return {
    at: { url: `redis://127.0.0.1:${first?.port}`, clusterNodes: more.map(({ port }) => `127.0.0.1:${port}`) },
    nodes,
    async stop() {
      for (const node of nodes) await node.stop()
    },
  }
}

export interface OwnSentinel {
  at: RedisAt
  primary: OwnRedis
  replica: OwnRedis
  stop(): Promise<void>
}

/** A primary, its replica, and a Sentinel that replaces one by the other a second after it fell silent. */
export async function startRedisSentinel(): Promise<OwnSentinel> {
  const binary = findRedisBinary()
  if (!binary) throw new Error('There is no redis-server and no valkey-server on PATH; ask canStartRedis() first.')
  const primary = await startRedis({ args: ['--maxmemory-policy', 'noeviction'] })
  const replica = await startRedis({ args: ['--replicaof', '127.0.0.1', String(primary.port)] })
  const port = await freePort()
  const directory = await mkdtemp(join(tmpdir(), 'g5-test-sentinel-'))
  const file = join(directory, 'sentinel.conf') // It writes into it.
  const settings = [
    ...[
      `port ${port}`,
      'bind 127.0.0.1',
      `dir ${directory}`,
      `sentinel monitor g5-primary 127.0.0.1 ${primary.port} 1`,
    ],
    ...['sentinel down-after-milliseconds g5-primary 1000', 'sentinel failover-timeout g5-primary 3000'],
  ]
  await writeFile(file, `${settings.join('\n')}\n`)
  const sentinel = await launch(binary, [file, '--sentinel'], port)
  const { Redis } = await import('ioredis')
  const client = new Redis(port)
  const synced = new Redis(replica.port)
  try {
    await until(async () => /slaves=1/.test(await client.info('sentinel')), {
      what: 'the Sentinel to find the replica',
    })
    const linked = async () => /master_link_status:up/.test(await synced.info('replication'))
    await until(linked, { what: 'the replica to be in step' })
  } finally {
    client.disconnect()
    synced.disconnect()
  }
  return {
    at: { url: 'redis://g5-primary', sentinels: [`127.0.0.1:${port}`] },
    primary,
    replica,
    async stop() {
      const gone = once(sentinel, 'exit')
      sentinel.kill()
      await gone
      for (const server of [primary, replica]) await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
