import type { ApiConfig } from '@g5/config'
import type { Sealer } from '@g5/core'
import type { Database, DatabaseClock, Wake } from '@g5/db'
import type { Policy, Resolve } from '@g5/egress'
import type { DeadLetterMirror, HintSender } from '@g5/queue'
import type { Logger, Registry } from '@g5/telemetry'
import type { AccessTokens } from './auth/access-tokens.ts'
import type { Credentials } from './auth/credentials.ts'
import type { Passwords } from './auth/passwords.ts'
import type { Slowdown } from './auth/slowdown.ts'
import type { Ingest } from './events/ingest.ts'
import type { HealthCheck } from './health/check.ts'
import type { Counters } from './rate-limit/counters.ts'

/** Whether this process takes work. */
export interface Lifecycle {
  /** From the last step of starting to the first of stopping. */
  ready: boolean
  /** Migrations of this build that the database lacks: until they are in, `/v1` answers 503. */
  pendingMigrations: readonly string[]
  stopping: boolean
}

/** The queue as health sees it. */
export interface QueueProbe {
  backend: 'redis' | 'postgres'
  /** Milliseconds of a round trip. Rejects when the queue is away. */
  ping(): Promise<number>
  depths(): Promise<Record<string, number>>
}

/** What `buildApp` is given. Whoever made these closes them. */
export interface AppOptions {
  config: ApiConfig
  db: Database
  /** Connections for ingest alone, so that nothing it waits for is somebody else's. */
  ingestDb: Database
  clock: DatabaseClock
  hints: Pick<HintSender, 'send'>
  mirror: Pick<DeadLetterMirror, 'remove'>
  queue: QueueProbe
  counters: Counters
  lifecycle: Lifecycle
  registry: Registry
  log: Logger
  /** Looks host names up; the system's resolver unless told. */
  resolve?: Resolve
}

/** What routes work with. */
export interface Deps {
  config: ApiConfig
  db: Database
  clock: DatabaseClock
  sealer: Sealer
  policy: Policy
  resolve: Resolve
  ingest: Ingest
  credentials: Credentials
  tokens: AccessTokens
  passwords: Passwords
  slowdown: Slowdown
  health: HealthCheck
  mirror: Pick<DeadLetterMirror, 'remove'>
  lifecycle: Lifecycle
  registry: Registry
  log: Logger
  /** Tells the dispatcher's leader; call it after the commit. */
  wake(wake: Wake): void
}
