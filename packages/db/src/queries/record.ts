import type { DeliveryReason, ErrorCode } from '@g5/contracts'
import { packTally } from '@g5/core'
import { booleans, type Sql } from '../connect.ts'

/** An attempt and what is to become of its delivery. */
export interface AttemptRecord {
  deliveryId: string
  fence: number
  lane: number
  eventType: string
  verdict: 'delivered' | 'retry' | 'dead'
  /** Milliseconds until the next attempt; 0 unless the verdict is `retry`. */
  waitMs: number
  reason: DeliveryReason | null
  error: ErrorCode | null
  detail: string | null
  status: number | null
  /** Milliseconds between the start of the attempt and this call. */
  startedAgoMs: number
  durationMs: number
  /** Milliseconds that its delivery had waited for it; undefined for any but the first. */
  firstAttemptDelayMs?: number | undefined
  /** Milliseconds: DNS, connect, TLS, first byte; null for a phase that did not happen. */
  timings: readonly (number | null)[]
  body: Buffer | null
  /** Its death raises no operational event: it is of one itself. */
  quiet: boolean
}

/** What a delivery is after its attempt. `unchanged`: the attempt was known already, or a later hand-out owns the row. */
export type Became = 'delivered' | 'pending' | 'dead' | 'unchanged'

/**
 * Records a batch of attempts and moves their deliveries, in one statement; at most one attempt a delivery.
 * The rows are locked first, in the order of their ids. A success settles its delivery, even a late one, unless a
 * replay has begun since. A failure counts only for the hand-out that the row still has, and only once. A body is not
 * kept when its event was erased meanwhile, which cancelled the delivery: only a late attempt has to look. After an
 * unknown outcome the same call is made again.
 *
 * What statistics count goes in by the same statement, as one row a batch: its text is made here, and only a batch that
 * was not recorded whole is looked at row by row.
 * @returns what each has become, in their order
 */
export async function record(sql: Sql, attempts: readonly AttemptRecord[]): Promise<Became[]> {
  const ids = attempts.map((a) => a.deliveryId)
  const rows = await sql<{ id: string; became: Became }[]>`
    with r as (
      select * from unnest(
        ${ids}::uuid[], ${attempts.map((a) => a.fence)}::int[], ${attempts.map((a) => a.verdict)}::text[],
        ${attempts.map((a) => Math.round(a.waitMs))}::int[], ${attempts.map((a) => a.reason)}::text[],
        ${attempts.map((a) => a.error)}::text[], ${attempts.map((a) => a.detail)}::text[],
        ${attempts.map((a) => a.status)}::int[], ${attempts.map((a) => Math.round(a.startedAgoMs))}::int[],
        ${attempts.map((a) => Math.round(a.durationMs))}::int[], ${attempts.map((a) => timingsLiteral(a.timings))}::text[],
        ${attempts.map((a) => a.body?.toString('hex') ?? null)}::text[],
        ${sql.array(
          attempts.map((a) => a.quiet),
          booleans,
        )}::bool[]
      ) with ordinality r(id, fence, verdict, wait_ms, reason, error, detail, status, started_ago_ms, duration_ms,
                          timings, body, quiet, place)
    ), o as materialized (
      select id, fence, replay_fence, state from open_deliveries
        where id = any(${ids}::uuid[]) order by id for update
    ), known as (
      select r.*, false as erased from r join o on o.id = r.id
      union all
      select r.*, not exists (select from events where id = s.event_id and payload is not null for share)
        from r cross join lateral (select event_id from settled_deliveries where id = r.id offset 0) s
        where not exists (select from o where o.id = r.id)
    ), a as (
      insert into attempts (delivery_id, fence, started_at, outcome, error, detail, status, duration_ms, timings, body)
      select id, fence, now() - started_ago_ms * interval '1 ms',
             (case verdict when 'delivered' then 'delivered' else 'failed' end)::attempt_outcome,
             error, detail, status, duration_ms, timings::int[], case when not erased then decode(body, 'hex') end
        from known order by id
      on conflict (delivery_id, fence) do nothing
      returning delivery_id, fence
    ), gone as (
      delete from open_deliveries d using r, o
        where r.verdict = 'delivered' and d.id = r.id and o.id = r.id and r.fence >= o.replay_fence
        returning d.id, d.tenant_id, d.event_id, d.endpoint_id, d.lane, d.fence
    ), s as (
      insert into settled_deliveries (id, tenant_id, event_id, endpoint_id, lane, outcome, fence)
      select id, tenant_id, event_id, endpoint_id, lane, 'delivered', fence from gone
      returning id
    ), f as (
      update open_deliveries d
        set state = (case r.verdict when 'dead' then 'dead' else 'pending' end)::open_state,
            next_at = case r.verdict when 'retry' then now() + r.wait_ms * interval '1 ms' end,
            step = d.step + 1, state_since = now(), reason = r.reason
        from r, o, a
        where r.verdict <> 'delivered' and d.id = r.id and o.id = r.id and a.delivery_id = r.id and a.fence = r.fence
          and o.fence = r.fence and o.state = 'queued'
        returning d.id, d.state, d.tenant_id, d.endpoint_id, d.event_id, d.reason, r.error, r.quiet, r.place
    ), told as (
      insert into operational_outbox (tenant_id, endpoint_id, type, data)
      select tenant_id, endpoint_id, 'g5.delivery.dead_lettered',
             jsonb_build_object('deliveryId', id, 'eventId', event_id, 'reason', reason, 'errorCode', error)
        from f where state = 'dead' and not quiet
    ), tallied as (
      insert into attempt_tallies (attempts, counted, died)
      select ${tallyOf(attempts)},
             case when n < ${attempts.length}
               then (select array_agg(r.place::int) from r join a on a.delivery_id = r.id) end,
             (select array_agg(place::int) from f where state = 'dead')
        from (select count(*) as n from a) c where n > 0
    )
    select id, 'delivered' as became from s union all select id, state::text from f`
  const became = new Map(rows.map((row) => [row.id, row.became]))
  return ids.map((id) => became.get(id) ?? 'unchanged')
}

/** Cancels deliveries that can't be sent any more: their endpoint or their payload is gone. */
export async function cancel(
  sql: Sql,
  rows: readonly { id: string; fence: number; reason: DeliveryReason }[],
): Promise<void> {
  await sql`
    with c as (
      select o.id, c.reason
        from unnest(${rows.map((r) => r.id)}::uuid[], ${rows.map((r) => r.fence)}::int[],
                    ${rows.map((r) => r.reason)}::text[]) c(id, fence, reason)
        join open_deliveries o on o.id = c.id and o.fence = c.fence
        order by o.id for update of o
    ), gone as (
      delete from open_deliveries d using c where d.id = c.id
        returning d.id, d.tenant_id, d.event_id, d.endpoint_id, d.lane, d.fence, c.reason
    )
    insert into settled_deliveries (id, tenant_id, event_id, endpoint_id, lane, outcome, fence, reason)
    select id, tenant_id, event_id, endpoint_id, lane, 'cancelled', fence + 1, reason from gone`
}

function tallyOf(attempts: readonly AttemptRecord[]): string {
  return packTally(
    attempts.map(({ lane, eventType, error, durationMs, startedAgoMs, firstAttemptDelayMs: delayMs }) => ({
      ...{ lane, type: eventType, error },
      ...{ durationMs: Math.round(durationMs), startedAgoMs: Math.round(startedAgoMs) },
      firstAttemptDelayMs: delayMs === undefined ? undefined : Math.round(delayMs),
    })),
  )
}

function timingsLiteral(timings: readonly (number | null)[]): string {
  return `{${timings.map((ms) => (ms === null ? 'NULL' : Math.round(ms))).join(',')}}`
}
