import { internalId, type Preview, preview, previewedBody } from '@g5/contracts'
import { type BodyOf, type EventExtras, uuidv7 } from '@g5/core'
import { type EndpointRow, type OneTenant, readEndpoint, readEvent } from '@g5/db'
import { answer, problems } from '../answer.ts'
import { byEndpoint } from '../auth/narrow.ts'
import type { Principal } from '../auth/principal.ts'
import type { Deps } from '../deps.ts'
import { endpointParam } from '../params.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'
import { bodyOf, checkTransform } from './body.ts'
import { plainType, sample } from './sample.ts'

export const postPreview = route({
  method: 'POST',
  url: '/v1/webhooks/endpoints/:id/preview',
  summary: 'Show the body that the endpoint would get of an event; nothing is sent, and nothing stored',
  tag: 'endpoints',
  scope: 'endpoints:write',
  tenant: 'own',
  params: endpointParam,
  // Its own endpoint, and of the events that are stored those that it may read: what went to one of its endpoints.
  narrow: byEndpoint,
  body: preview.prefault({}),
  answers: {
    200: previewedBody,
    ...problems('not_found', 'payload_erased', 'payload_too_large', 'transform_failed', 'overloaded'),
  },
  async handle({ scope, params, body: wanted, text, members, principal }, deps) {
    const found = await readEndpoint(deps.db.orm, scope, params.id)
    if (!found) throw new HttpProblem('not_found')
    const { transform = found.transform, envelope = found.envelope } = wanted
    const [event] = await Promise.all([
      wanted.eventId === undefined
        ? madeUp(found, wanted, payloadOf(text, members, deps), deps)
        : stored(scope, wanted.eventId, principal, deps),
      wanted.transform !== undefined && checkTransform(scope.tenantId, transform, deps),
    ])
    const { body, ms } = await bodyOf(scope.tenantId, { transform, envelope }, event, deps)
    return answer(200, { body, bytes: Buffer.byteLength(body), ms })
  },
})

function payloadOf(text: string, members: ReadonlyMap<string, readonly [number, number]>, { config }: Deps): string {
  const span = members.get('payload')
  const payload = span ? text.slice(...span) : sample
  if (Buffer.byteLength(payload) <= config.maxPayloadBytes) return payload
  throw new HttpProblem('payload_too_large', { detail: `A payload has at most ${config.maxPayloadBytes} bytes.` })
}

function madeUp(
  found: EndpointRow,
  { type: eventType = plainType(found), metadata, channels }: Preview,
  payload: string,
  { clock }: Deps,
): BodyOf & EventExtras {
  const eventId = uuidv7(clock.now())
  return { eventId, eventType, payload, metadata: metadata ?? null, channels: channels ?? null }
}

/** @throws {HttpProblem} when it may not be seen, is not there or is erased */
async function stored(
  scope: OneTenant,
  eventId: string,
  principal: Principal,
  { db }: Deps,
): Promise<BodyOf & EventExtras> {
  if (!principal.scopes.includes('payloads:read'))
    throw new HttpProblem('forbidden', { detail: 'For an event of the tenant it needs the scope payloads:read.' })
  const row = await readEvent(db.sql, scope, internalId('event', eventId) ?? '')
  if (!row)
    throw new HttpProblem('validation_failed', {
      errors: [{ pointer: '/eventId', detail: 'is no event of this tenant' }],
    })
  const { id, type: eventType, payload, metadata, channels } = row
  if (payload === null) throw new HttpProblem('payload_erased')
  return { eventId: id, eventType, payload, metadata, channels }
}
