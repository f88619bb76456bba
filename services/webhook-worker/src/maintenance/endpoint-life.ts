import { publicId } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import {
  type DatabaseClock,
  disableEndpoint,
  failingForTooLong,
  type Sql,
  tellDeadLetters,
  tellFailing,
  type Waker,
} from '@g5/db'
import type { Logger } from '@g5/telemetry'

interface EndpointLifeOptions {
  /** Without a success for so long, an endpoint is told of as failing … */
  failingHours: number
  /** … and after so long, with so many failed attempts, disabled. */
  disableHours: number
  disableFailures: number
  /** Dead letters of one tenant beyond which it is told of. */
  deadLetterThreshold: number
}

interface EndpointLifeDeps extends EndpointLifeOptions {
  sql: Sql
  clock: Pick<DatabaseClock, 'now'>
  waker: Pick<Waker, 'wake'>
  onDisabled(): void
  log: Logger
}

/** Tells of endpoints that fail, disables those that have failed for too long, and tells of many dead letters. */
export async function watchEndpoints({
  sql,
  clock,
  waker,
  onDisabled,
  log,
  ...options
}: EndpointLifeDeps): Promise<void> {
  await tellFailing(sql, options.failingHours)
  for (const { endpointId, lane } of await failingForTooLong(sql, options.disableHours, options.disableFailures)) {
    const reason = `no success for ${options.disableHours} hours`
    if (!(await disableEndpoint(sql, { endpointId, reason, auditId: uuidv7(clock.now()) }))) continue
    onDisabled()
    waker.wake({ kind: 'lane', lane })
    log.warn({ endpointId: publicId('endpoint', endpointId), reason }, 'an endpoint was disabled')
  }
  await tellDeadLetters(sql, options.deadLetterThreshold)
}
