import type { ApiConfig } from '@g5/config'
import type { Sealer } from '@g5/core'
import type { Database, DatabaseClock, OutcomeRow, Replicas, TailedEvent, Wake } from '@g5/db'
import type { Egress, Policy, Resolve } from '@g5/egress'
import type { DeadLetterMirror, HintSender } from '@g5/queue'
import type { Logger, RefusalMetrics, Registry, Tracing } from '@g5/telemetry'
import type { Transformer } from '@g5/transform'
import type { AccessTokens } from './auth/access-tokens.ts'
import type { Credentials } from './auth/credentials.ts'
import type { Passwords } from './auth/passwords.ts'
import type { Slowdown } from './auth/slowdown.ts'
import type { Schemas } from './event-types/schemas.ts'
import type { Ingest } from './events/ingest.ts'
import type { HealthCheck, Lifecycle, QueueProbe } from './health/check.ts'
import type { Counters } from './rate-limit/counters.ts'
import type { ScopedFeeds, Streams, StreamTimes } from './streams/streams.ts'

/** What `buildApp` is given. Whoever made these closes them. */
export interface AppOptions {
  config: ApiConfig
  db: Database
  /** Connections for ingest alone, so that nothing it waits for is somebody else's. */
  ingestDb: Database
  /** Undefined: there is none. */
  replicas?: Replicas | undefined
  clock: DatabaseClock
  hints: Pick<HintSender, 'send'>
  mirror: Pick<DeadLetterMirror, 'remove'>
  queue: QueueProbe
  counters: Counters
  lifecycle: Lifecycle
  registry: Registry
  /** Undefined: nothing is traced. */
  tracing?: Tracing | undefined
  log: Logger
  /** Looks host names up; the system's resolver unless told. */
  resolve?: Resolve
  streamTimes?: StreamTimes
}

/** What routes work with. */
export interface Deps {
  config: ApiConfig
  db: Database
  /** For routes that may lag. Undefined: there is none. */
  replicas: Replicas | undefined
  clock: DatabaseClock
  sealer: Sealer
  policy: Policy
  resolve: Resolve
  /** For test sends: what is delivered goes out from the workers. */
  egress: Pick<Egress, 'send'>
  /** For what is tried out here; the workers have their own. */
  transformer: Transformer
  /** Test sends under way, by tenant. */
  testsUnderWay: Map<string, number>
  ingest: Ingest
  /** Of event types, compiled. */
  schemas: Schemas
  credentials: Credentials
  tokens: AccessTokens
  passwords: Passwords
  slowdown: Slowdown
  health: HealthCheck
  queue: QueueProbe
  streams: Streams
  eventFeeds: ScopedFeeds<TailedEvent>
  outcomeFeeds: ScopedFeeds<OutcomeRow>
  mirror: Pick<DeadLetterMirror, 'remove'>
  lifecycle: Lifecycle
  registry: Registry
  refusals: RefusalMetrics
  log: Logger
  /** Tells the dispatcher's leader; call it after the commit. */
  wake(wake: Wake): void
}
