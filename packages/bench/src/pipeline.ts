import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Ground } from './ground.ts'
import type { Tenant } from './load/traffic.ts'
import { startRedis } from './processes/redis.ts'
import type { Scope } from './scope.ts'

/** From `POST /v1/events` to the webhook: the product, or what it is compared with. */
export interface Pipeline {
  url: string
  tenants: Tenant[]
  pids: Readonly<Record<'api' | 'worker' | 'redis', readonly number[]>>
  /** Deliveries that have not come to their end in its own books. */
  open(): Promise<number>
  /** Events in its books. */
  stored(): Promise<number>
}

export type StartPipeline = (scope: Scope, ground: Ground, receiverUrl: string) => Promise<Pipeline>

/** Where its queue lives: a Redis of its own, or its own database. */
export async function startBackend(scope: Scope, { options }: Ground): Promise<{ redisUrl?: string; pids: number[] }> {
  if (options.backend === 'postgres') return { pids: [] }
  const directory = mkdtempSync(join(options.directory, 'g5-bench-redis-'))
  scope.defer(() => rmSync(directory, { recursive: true, force: true }))
  const { url, pid } = await startRedis(scope, directory)
  return { redisUrl: url, pids: [pid] }
}
