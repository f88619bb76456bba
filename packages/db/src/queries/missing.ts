import { type Content, compileFilter, deliveryId, effortOfAnEvent, type Filter, matches, readJson } from '@g5/core'
import { sql } from 'drizzle-orm'
import type { Tx } from '../connect.ts'
import type { BulkSelection } from '../schema/operations.ts'
import { kept, type Moved, unexpired, uuidArray } from './moves.ts'

/** An event as an endpoint's filters see it. */
interface MatchableEvent {
  id: string
  type: string
  channels: string[] | null
  endpointIds: string[] | null
  /** Read for filters only. */
  metadata: Record<string, string> | null
  payload: string | null
}

/** An endpoint as it decides what it wants, and what a delivery to it is made with. */
export interface WantingEndpoint {
  id: string
  tenantId: string
  uid: string | null
  lane: number
  eventTypes: string[] | null
  channels: string[] | null
  wants: Filter | null
  enabled: boolean
  ordering: 'none' | 'strict'
}

type StoredEndpoint = Omit<WantingEndpoint, 'wants'> & { filter: Record<string, unknown> | null }

/**
 * The endpoint that a bulk of missing deliveries is for; undefined when it is gone, or not the bulk's to touch.
 * @param tenantId null: of any tenant
 */
export async function wantingEndpoint(
  tx: Tx,
  tenantId: string | null,
  { endpointId, endpointIds }: Pick<BulkSelection, 'endpointId' | 'endpointIds'>,
): Promise<WantingEndpoint | undefined> {
  if (endpointId === undefined || (endpointIds && !endpointIds.includes(endpointId))) return undefined
  const ours = tenantId === null ? sql`true` : sql`tenant_id = ${tenantId}`
  const [row] = await tx.execute<StoredEndpoint & Record<string, unknown>>(sql`
    select id, tenant_id as "tenantId", uid, lane, to_json(event_types) as "eventTypes", to_json(channels) as channels,
           filter, enabled, ordering
      from endpoints where id = ${endpointId} and ${ours}`)
  if (!row) return undefined
  const { filter, ...endpoint } = row
  return { ...endpoint, wants: filter && compileFilter(filter) }
}

/** A tenant's events in the order of their ids; those whose payload is gone, that have expired or are not kept are left out. */
async function matchableEvents(
  tx: Tx,
  { tenantId, wants }: WantingEndpoint,
  { fromId, toId, after }: { fromId?: string | undefined; toId?: string | undefined; after?: string | null },
  limit: number,
): Promise<MatchableEvent[]> {
  const rows = await tx.execute<MatchableEvent & Record<string, unknown>>(sql`
    select id, type, channels, endpoint_ids as "endpointIds",
           ${wants ? sql`metadata, payload` : sql`null::jsonb as metadata, null::text as payload`} from events e
      where tenant_id = ${tenantId} and payload is not null and ${unexpired}
        and id >= (select id from retained_from)
        ${fromId ? sql`and id >= ${fromId}` : sql``} ${toId ? sql`and id < ${toId}` : sql``}
        ${after ? sql`and id > ${after}` : sql``}
      order by id limit ${limit}`)
  return [...rows]
}

/** Of these deliveries, those that are in either table. */
async function existingDeliveries(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  const rows = await tx.execute<{ id: string }>(sql`
    select id from open_deliveries where id = any(${uuidArray(ids)})
    union all select id from settled_deliveries where id = any(${uuidArray(ids)})`)
  return new Set(rows.map(({ id }) => id))
}

export interface MissingDelivery {
  id: string
  eventId: string
}

interface Range {
  type?: string | undefined
  fromId?: string | undefined
  toId?: string | undefined
  after?: string | null
}

/** Events that are looked at in one go; of those whose payloads have to be read too, fewer. */
const pageSize = 1_000
const pageWithPayloads = 100

function contentOf({ id, payload }: MatchableEvent): Content {
  return { id, payload: payload === null ? undefined : readJson(payload), left: effortOfAnEvent }
}

/**
 * The next deliveries that the endpoint should have, by what it wants today, and has not; at most `limit`.
 * @returns also how far it looked: undefined when there is nothing left to look at
 */
export async function nextMissing(
  tx: Tx,
  endpoint: WantingEndpoint,
  range: Range,
  limit: number,
): Promise<{ missing: MissingDelivery[]; cursor: string | undefined }> {
  const size = endpoint.wants ? pageWithPayloads : pageSize
  const page = await matchableEvents(tx, endpoint, range, size)
  const wanted = page
    .filter(
      (event) => (range.type === undefined || event.type === range.type) && matches(endpoint, event, contentOf(event)),
    )
    .map(({ id }) => ({ id: deliveryId(id, endpoint.id), eventId: id }))
  const existing = await existingDeliveries(
    tx,
    wanted.map(({ id }) => id),
  )
  const missing = wanted.filter(({ id }) => !existing.has(id))
  if (missing.length > limit) return { missing: missing.slice(0, limit), cursor: missing[limit - 1]?.eventId }
  return { missing, cursor: page.length < size ? undefined : page.at(-1)?.id }
}

export async function countMissing(tx: Tx, endpoint: WantingEndpoint, range: Range): Promise<number> {
  let count = 0
  for (let after: string | undefined, more = true; more; more = after !== undefined) {
    const { missing, cursor } = await nextMissing(tx, endpoint, { ...range, after: after ?? null }, pageSize)
    count += missing.length
    after = cursor
  }
  return count
}

/**
 * Makes deliveries that are in neither table. Whoever makes deliveries of an event that exists takes the event's lock
 * first, in a statement of its own, so that the insert sees what others made.
 */
export async function insertMissing(
  tx: Tx,
  endpoint: WantingEndpoint,
  deliveries: readonly MissingDelivery[],
): Promise<Moved[]> {
  if (deliveries.length === 0) return []
  const events = uuidArray(deliveries.map(({ eventId }) => eventId))
  await tx.execute(sql`
    select pg_advisory_xact_lock(hashtextextended(id::text, 0)) from (select unnest(${events}) as id order by 1) e`)
  const state = endpoint.enabled ? 'pending' : 'held'
  const rows = await tx.execute<{ id: string; lane: number }>(sql`
    with ${kept}
    insert into open_deliveries (id, tenant_id, event_id, endpoint_id, lane, state, next_at, fence, replay_fence, reason, seq)
    select m.id, ${endpoint.tenantId}, m.event_id, ${endpoint.id}, ${endpoint.lane}, ${state}::open_state,
           ${endpoint.enabled ? sql`greatest(now(), e.deliver_at)` : sql`null`}, 0, 1, ${endpoint.enabled ? null : 'endpoint_disabled'},
           ${endpoint.ordering === 'strict' ? sql`case when e.deliver_at > now() then null else nextval('delivery_order') end` : sql`null::bigint`}
      from unnest(${uuidArray(deliveries.map(({ id }) => id))}, ${events}) m(id, event_id)
      join events e on e.id = m.event_id
      join kept on m.id >= kept.id
      where not exists (select from open_deliveries o where o.id = m.id)
        and not exists (select from settled_deliveries s where s.id = m.id)
      order by m.event_id
    returning id, lane`)
  return [...rows]
}
