import { z } from 'zod'
import { errorCode } from './error-codes.ts'
import { eventType } from './events.ts'
import { id } from './ids.ts'
import { time, timeFilter } from './paging.ts'

export const statisticsBucket = z.enum(['1m', '5m', '1h', '1d'])
export type StatisticsBucket = z.infer<typeof statisticsBucket>

const range = {
  from: timeFilter.optional().meta({ description: 'Inclusive; 24 hours before `to` unless told' }),
  to: timeFilter.optional().meta({ description: 'Exclusive; now unless told' }),
}

export const statisticsQuery = z.strictObject({
  ...range,
  bucket: statisticsBucket.default('1h').meta({
    description: 'Aligned in UTC. `1m` and `5m` reach back 48 hours, `1h` and `1d` 90 days; at most 1,500 buckets',
  }),
})
export type StatisticsQuery = z.infer<typeof statisticsQuery>

const percentiles = z.strictObject({ p50: z.number(), p95: z.number(), p99: z.number() }).nullable()

const attemptCounts = {
  attempts: z.int(),
  delivered: z.int().meta({ description: 'Attempts that a 2xx answered' }),
  failed: z.int(),
  dead: z.int().meta({ description: 'Deliveries that became dead letters' }),
  successRate: z.number().min(0).max(1).nullable().meta({
    description: '`delivered` of `attempts`; null when there were none',
  }),
  latencyMs: percentiles.meta({
    description: 'Milliseconds of whole attempts, failed ones too, within 10 %; null when there were none',
  }),
  firstAttemptDelayMs: percentiles.meta({
    description:
      'Milliseconds from when an event was accepted, or from its `deliverAt`, to the start of the first attempt of each of its deliveries, within 10 %. Whatever that waited for counts: its turn, an order, a hold, a pause, an open circuit. What was sent again does not. null when there were no first attempts',
  }),
}
const counts = { events: z.int().meta({ description: 'Accepted' }), ...attemptCounts }
const at = time.meta({ description: 'When the bucket begins' })

/** What time the numbers are of. */
const timeShape = {
  from: time.meta({ description: 'The first bucket begins' }),
  to: time.meta({ description: 'The last bucket ends' }),
  bucket: statisticsBucket,
  asOf: time.nullable().meta({
    description: 'When attempts and events were last counted: what came later is not in yet. null: never so far',
  }),
}

/** A count that stops where it would get dear. */
export const boundedCount = z
  .strictObject({ count: z.int(), atLeast: z.boolean().meta({ description: 'True: counting stopped there' }) })
  .meta({ id: 'BoundedCount' })
export type BoundedCount = z.infer<typeof boundedCount>

export const presentState = z
  .strictObject({
    backlog: boundedCount.meta({ description: 'Deliveries whose time has come' }),
    blocked: boundedCount.meta({
      description: 'Those of them that wait for their endpoint: its circuit is open, or it asked to be left alone',
    }),
    oldestDueAt: time.nullable().meta({
      description: 'Since when the one has waited that has waited longest, of those that nothing blocks',
    }),
    held: boundedCount,
    deadLetters: boundedCount,
    openCircuits: z.int(),
    halfOpenCircuits: z.int(),
  })
  .meta({ id: 'PresentState' })

export const overview = z
  .strictObject({
    ...timeShape,
    present: presentState.meta({ description: 'Now, whatever was asked' }),
    totals: z.strictObject(counts),
    series: z.array(z.strictObject({ at, ...counts })),
  })
  .meta({ id: 'Overview' })
export type Overview = z.infer<typeof overview>

export const endpointStatistics = z
  .strictObject({
    endpointId: id('endpoint'),
    tenantId: id('tenant').optional(),
    ...timeShape,
    totals: z.strictObject({
      ...attemptCounts,
      errors: z.partialRecord(errorCode, z.int()).meta({ description: 'Failed attempts by their error' }),
      histogram: z
        .array(z.strictObject({ upToMs: z.number().nullable(), attempts: z.int() }))
        .meta({ description: 'Of durations, each from where the one before it ends; null: no end' }),
    }),
    series: z.array(z.strictObject({ at, ...attemptCounts, errors: z.partialRecord(errorCode, z.int()) })),
  })
  .meta({ id: 'EndpointStatistics' })
export type EndpointStatistics = z.infer<typeof endpointStatistics>

export const topBy = z.enum(['tenant', 'endpoint', 'host', 'type', 'errorCode'])
export type TopBy = z.infer<typeof topBy>
export const topMetric = z.enum(['backlog', 'oldestDue', 'failures', 'dead', 'events'])
export type TopMetric = z.infer<typeof topMetric>

/** An event has no endpoint, and what waits has no error; the type of each of a million rows that wait is not looked up. */
export const topMetrics: Record<TopBy, readonly TopMetric[]> = {
  tenant: ['backlog', 'oldestDue', 'failures', 'dead', 'events'],
  endpoint: ['backlog', 'oldestDue', 'failures', 'dead'],
  host: ['backlog', 'oldestDue', 'failures', 'dead'],
  type: ['failures', 'dead', 'events'],
  errorCode: ['failures'],
}

export const topQuery = z.strictObject({
  ...range,
  by: topBy.meta({ description: 'Of what it is the top' }),
  metric: topMetric.meta({
    description: [
      '`backlog` (deliveries whose time has come) and `oldestDue` (seconds) are of now; `failures` (failed attempts), `dead` (deliveries that became dead letters) and `events` (accepted) are counted from `from` to `to`',
      ...Object.entries(topMetrics).map(([by, metrics]) => `by ${by}: ${metrics.join(', ')}`),
    ].join('. '),
  }),
  limit: z.coerce.number().int().min(1).max(100).default(10).meta({ description: 'Rows, at most' }),
})
export type TopQuery = z.infer<typeof topQuery>

export const topRow = z
  .strictObject({
    value: z.number().meta({ description: 'A count; seconds for `oldestDue`' }),
    atLeast: z.boolean().meta({ description: 'True: counting stopped there' }),
    tenantId: id('tenant').optional(),
    tenantSlug: z.string().optional(),
    endpointId: id('endpoint').optional(),
    host: z.string().nullable().optional().meta({ description: 'null: of endpoints that are deleted' }),
    type: eventType.optional(),
    errorCode: errorCode.optional(),
    lastErrorCode: errorCode.nullable().optional().meta({ description: 'Of an endpoint, within 24 hours' }),
    lastFailedAt: time.nullable().optional(),
  })
  .meta({ id: 'TopRow' })
export type TopRow = z.infer<typeof topRow>

export const top = z
  .strictObject({
    by: topBy,
    metric: topMetric,
    from: time.nullable().meta({ description: 'null, as `to`: `backlog` and `oldestDue` are of now' }),
    to: time.nullable(),
    asOf: time.nullable(),
    data: z.array(topRow).meta({ description: 'The largest first' }),
  })
  .meta({ id: 'Top' })
export type Top = z.infer<typeof top>
