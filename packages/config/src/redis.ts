import type { InvalidVariable } from './environment.ts'
import { integerWithin, kind, readList } from './kinds.ts'

const servers = (example: string) =>
  kind(`host:port with commas between them, such as ${example}`, (text) => readList(text, readServer))

function readServer(entry: string): string | undefined {
  const [, port = ''] = /^(?:[\w.-]+|\[[0-9a-fA-F:.]+\]):(\d+)$/.exec(entry) ?? []
  return integerWithin(port, 1, 65_535) === undefined ? undefined : entry
}

/** One server, a primary that Sentinels know, or a Cluster. */
export const redisVariables = {
  REDIS_URL: kind('a URL such as redis://host:6379 or rediss://user:password@host:6379', (text) =>
    /^rediss?:$/.test(URL.parse(text)?.protocol ?? '') ? text : undefined,
  )
    .optional()
    .meta({
      description:
        'Redis or Valkey, for the queue and the rate limits. Losing what is in it loses no delivery. User, password and TLS are those of every node',
      secret: true,
    }),
  REDIS_CLUSTER_NODES: servers('redis-1:6379,redis-2:6379').optional().meta({
    description: 'Nodes of a Redis Cluster besides the one in `REDIS_URL`; some suffice, they name the others',
    unset: '`REDIS_URL` is one server, or what Sentinels know',
  }),
  REDIS_SENTINELS: servers('sentinel-1:26379,sentinel-2:26379').optional().meta({
    description:
      'Sentinels. The host in `REDIS_URL` is then the name that they know the primary by: `redis://:password@mymaster`',
    unset: 'as above',
  }),
  REDIS_SENTINEL_PASSWORD: kind('a password without spaces', (text) => (/^\S+$/.test(text) ? text : undefined))
    .optional()
    .meta({ description: 'The password that the Sentinels ask for', unset: 'they ask for none', secret: true }),
}

interface RedisValues {
  REDIS_URL?: string | undefined
  REDIS_CLUSTER_NODES?: string[] | undefined
  REDIS_SENTINELS?: string[] | undefined
  REDIS_SENTINEL_PASSWORD?: string | undefined
}

export type RedisConfig = NonNullable<ReturnType<typeof redisOf>>

/** As `RedisAt` of `@g5/queue`, which says what each is. */
export function redisOf(values: RedisValues) {
  const { REDIS_URL: url, REDIS_CLUSTER_NODES: clusterNodes, REDIS_SENTINELS: sentinels } = values
  return url === undefined
    ? undefined
    : { url, clusterNodes, sentinels, sentinelPassword: values.REDIS_SENTINEL_PASSWORD }
}

/** What one of them asks of another. */
export function halfGivenRedis(given: Readonly<Record<string, string | undefined>>): InvalidVariable[] {
  const [url, nodes, sentinels] = [given['REDIS_URL'], given['REDIS_CLUSTER_NODES'], given['REDIS_SENTINELS']]
  const missing = (by: string) => `is not set: ${by} needs it`
  const needing = ['QUEUE_BACKEND', 'REDIS_CLUSTER_NODES', 'REDIS_SENTINELS'].find(
    (name) => given[name] !== undefined && given[name] !== 'postgres',
  )
  const rules: [broken: boolean, variable: string, expected: string][] = [
    [
      url === undefined && needing !== undefined,
      'REDIS_URL',
      missing(needing === 'QUEUE_BACKEND' ? 'QUEUE_BACKEND=redis' : String(needing)),
    ],
    [
      nodes !== undefined && sentinels !== undefined,
      'REDIS_SENTINELS',
      'must not be set beside REDIS_CLUSTER_NODES: a Cluster needs no Sentinels',
    ],
    [
      nodes !== undefined && !['', '/', '/0'].includes(URL.parse(url ?? '')?.pathname ?? ''),
      'REDIS_URL',
      'must name no database beside REDIS_CLUSTER_NODES: a Cluster has database 0 alone',
    ],
    [
      given['REDIS_SENTINEL_PASSWORD'] !== undefined && sentinels === undefined,
      'REDIS_SENTINELS',
      missing('REDIS_SENTINEL_PASSWORD'),
    ],
  ]
  return rules.flatMap(([broken, variable, expected]) => (broken ? [{ variable, expected }] : []))
}
