import {
  acceptedEvent,
  type BatchResults,
  batchResults,
  eventBatch,
  newEvent,
  type ProblemCode,
  publicId,
} from '@g5/contracts'
import { elementSpans } from '@g5/core'
import { deliveriesAtBirth } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import type { Principal } from '../auth/principal.ts'
import type { Deps } from '../deps.ts'
import { idempotencyKeyOf } from '../mutate.ts'
import { createdAt } from '../present.ts'
import { type ProblemDetails, pointer, problemBody, problemOf } from '../problem.ts'
import { route } from '../route.ts'
import type { IngestOutcome } from './ingest.ts'
import type { PostedEvent } from './plan.ts'
import { type Posting, type Read, readEvent, readItem } from './posted.ts'
import type { OverRate } from './rate.ts'

/** Bytes of a body beside its payload: metadata, names, white space. */
const aroundPayload = 262_144
/** Bytes of a batch: what one is parsed at once must not keep everybody else waiting. */
const batchBytes = 8_388_608

type Refused = { kind: 'refused'; code: ProblemCode; details: ProblemDetails }
type Accepted = { kind: 'accepted'; eventId: string; deliveries: number | undefined; again: boolean }

/** @param base where in the body the event stands */
async function ingested(read: Read, base: string, { ingest, refusals }: Deps): Promise<Accepted | Refused> {
  if (read.kind === 'refused') return read
  const outcome = await ingest.accept(read.post)
  if (outcome.kind === 'repeated') refusals.replayed.inc('event')
  if (outcome.kind === 'over_rate') refusals.rateLimited.inc('events')
  return told(outcome, read.post, base)
}

function told(outcome: IngestOutcome, { repeats }: PostedEvent, base: string): Accepted | Refused {
  switch (outcome.kind) {
    case 'accepted':
      return { ...outcome, again: false }
    case 'repeated':
      return { kind: 'accepted', eventId: outcome.eventId, deliveries: undefined, again: true }
    case 'conflict':
      return refused(repeats?.by === 'key' ? 'idempotency_key_reused' : 'event_uid_conflict')
    case 'unknown_endpoints':
      return refused('validation_failed', { errors: unknownEndpoints(outcome, base) })
    case 'undeclared_type':
      return refused('validation_failed', {
        errors: [{ pointer: pointer(base, ['type']), detail: 'is no event type that was declared' }],
      })
    case 'invalid_payload':
      return refused('validation_failed', {
        errors: outcome.errors.map(({ pointer: at, detail }) => ({ pointer: `${base}/payload${at}`, detail })),
      })
    case 'key_ended':
      return refused('unauthorized')
    case 'tenant_suspended':
      return refused('tenant_suspended')
    case 'payload_over_limit':
      return refused('payload_too_large', { detail: `A payload of this tenant has at most ${outcome.bytes} bytes.` })
    case 'over_rate':
      return refused('rate_limited', tooFast(outcome))
    case 'no_tenant':
      return refused('not_found', { detail: 'There is no such tenant.' })
  }
}

const refused = (code: ProblemCode, details: ProblemDetails = {}): Refused => ({ kind: 'refused', code, details })

/** draft-ietf-httpapi-ratelimit-headers */
function tooFast({ eventsPerSecond, waitMs }: OverRate): ProblemDetails {
  const seconds = Math.max(1, Math.ceil(waitMs / 1000))
  return {
    detail: `This tenant may post ${eventsPerSecond} events a second.`,
    headers: {
      'retry-after': String(seconds),
      'ratelimit-policy': `"events";q=${eventsPerSecond};w=1`,
      ratelimit: `"events";r=0;t=${seconds}`,
    },
  }
}

function unknownEndpoints({ places }: Extract<IngestOutcome, { kind: 'unknown_endpoints' }>, base: string) {
  return places.map((place) => ({
    pointer: pointer(base, ['endpointIds', place]),
    detail: 'is no endpoint of this tenant',
  }))
}

export const postEvent = route({
  method: 'POST',
  url: '/v1/events',
  summary: 'Post an event',
  tag: 'events',
  scope: 'events:write',
  tenant: 'required',
  bounded: true,
  provesKey: true,
  ownKey: true,
  body: newEvent,
  bodyLimit: ({ config }) => config.maxPayloadBytes + aroundPayload,
  answers: {
    202: acceptedEvent,
    ...problems(
      ...(['tenant_suspended', 'event_uid_conflict', 'idempotency_key_reused'] as const),
      ...(['payload_too_large', 'rate_limited', 'overloaded'] as const),
    ),
  },
  async handle(request, deps) {
    const { body, text, members, headers, proveKey } = request
    const key = idempotencyKeyOf(headers)
    const posting = postingOf(request, deps)
    const outcome = await ingested(readEvent(body, { source: text, members, text, key }, posting, ''), '', deps)
    if (outcome.kind === 'refused') return refuse(outcome.code as 'tenant_suspended', outcome.details)
    const { eventId, again } = outcome
    if (again) await proveKey()
    const deliveries = outcome.deliveries ?? (await deliveriesAtBirth(deps.db.sql, eventId)) ?? 0
    return answer(
      202,
      { id: publicId('event', eventId), type: body.type, createdAt: createdAt(eventId), deliveries },
      again ? { headers: { 'idempotent-replayed': 'true' } } : {},
    )
  },
})

export const postEvents = route({
  method: 'POST',
  url: '/v1/events/batch',
  summary: 'Post up to 1,000 events; each is taken or refused by itself',
  tag: 'events',
  scope: 'events:write',
  tenant: 'required',
  bounded: true,
  provesKey: true,
  body: eventBatch,
  bodyLimit: ({ config }) => Math.max(batchBytes, config.maxPayloadBytes + aroundPayload),
  answers: { 202: batchResults, ...problems('payload_too_large') },
  async handle(request, deps) {
    const { id, body, text, members, proveKey } = request
    const posting = postingOf(request, deps)
    const spans = elementSpans(text, members.get('events')?.[0])
    let stored = false
    const results = body.events.map(async (value, index): Promise<BatchResults['results'][number]> => {
      const outcome = await ingested(
        readItem(value, text, spans[index] ?? [0, 0], index, posting),
        pointer('/events', [index]),
        deps,
      ).catch(refusalOf(deps))
      stored ||= outcome.kind === 'accepted' && !outcome.again
      return outcome.kind === 'refused'
        ? { index, problem: problemBody(outcome.code, outcome.details, { requestId: id }) }
        : { index, id: publicId('event', outcome.eventId) }
    })
    const told = { results: await Promise.all(results) }
    if (!stored) await proveKey()
    return answer(202, told)
  },
})

/** A remembered key is what the statement has to look at, since nobody has for this request. */
function postingOf(
  { id, scope, traceparent, principal }: Asked,
  { config: { maxPayloadBytes, retention }, clock }: Pick<Deps, 'config' | 'clock'>,
): Posting {
  const keyId = principal.remembered ? principal.id : null
  const { eventDays: retentionDays } = retention
  return { ...scope, keyId, requestId: id, traceparent, maxPayloadBytes, retentionDays, now: clock.now }
}

interface Asked {
  id: string
  scope: { tenantId: string }
  traceparent: string
  principal: Principal
}

/** One item's misfortune is its own: others of its batch may be durable by now. */
function refusalOf({ log }: Deps) {
  return (error: unknown): Refused => {
    const { code, details } = problemOf(error)
    if (code === 'internal_error') log.error({ err: error }, 'an event of a batch failed through a fault of ours')
    return { kind: 'refused', code, details }
  }
}
