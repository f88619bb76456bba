import { type AttemptDetail, attemptDetail, publicId } from '@g5/contracts'
import { type AttemptDetailRow, readAttempt } from '@g5/db'
import { parseTraceparent } from '@g5/telemetry'
import { z } from 'zod'
import { answer, problems, refuse } from '../answer.ts'
import { byDelivery } from '../auth/narrow.ts'
import { idParam } from '../params.ts'
import { ownerOf } from '../present.ts'
import { route } from '../route.ts'
import { showAttempt } from './show.ts'

const attemptParam = idParam('delivery').extend({
  n: z
    .string()
    .regex(/^[1-9]\d{0,8}$/)
    .meta({ description: 'The number of the attempt, from 1', examples: ['1'] })
    .transform(Number),
})

export const getAttempt = route({
  method: 'GET',
  url: '/v1/webhooks/deliveries/:id/attempts/:n',
  summary: 'Read one attempt: what was sent, how long it took, and what the receiver answered',
  tag: 'deliveries',
  scope: 'read',
  tenant: 'optional',
  narrow: byDelivery,
  params: attemptParam,
  answers: { 200: attemptDetail, ...problems('not_found') },
  async handle({ scope, params: { id, n }, principal }, { db }) {
    const row = await readAttempt(db.sql, scope, id, n)
    if (!row) return refuse('not_found')
    return answer(200, {
      ...showAttempt(row, n - 1),
      deliveryId: publicId('delivery', id),
      ...ownerOf(scope, row.tenantId),
      traceId: row.traceparent === null ? null : (parseTraceparent(row.traceparent)?.traceId ?? null),
      request: row.error === 'transform_failed' ? null : { url: row.url, headers: requestHeaders(row) },
      response: responseOf(row, principal.scopes.includes('payloads:read')),
    })
  },
})

const leftOut = '…'
/** Of an answer: what is longer was cut off. */
const keptBytes = 16_384

/** Those of every attempt (Standard Webhooks 1.0.0) follow from its row; of the endpoint's own, names alone are shown. */
function requestHeaders({ eventId, startedAt, headerNames }: AttemptDetailRow): Record<string, string> {
  return {
    'content-type': 'application/json',
    'webhook-id': publicId('event', eventId),
    'webhook-timestamp': String(Math.floor(Date.parse(startedAt) / 1000)),
    'webhook-signature': leftOut,
    ...Object.fromEntries((headerNames ?? []).map((name) => [name, leftOut])),
  }
}

function responseOf({ status, body }: AttemptDetailRow, bodies: boolean): AttemptDetail['response'] {
  if (status === null) return null
  return { status, ...(bodies && (body === null ? { body } : asText(body))) }
}

/** A stranger's bytes as they can stand in JSON: text if that is what they are, though cut off within a character. */
function asText(bytes: Buffer): { body: string; encoding: 'utf8' | 'base64' } {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
    return { body: decoder.decode(bytes, { stream: bytes.length >= keptBytes }), encoding: 'utf8' }
  } catch {
    return { body: bytes.toString('base64'), encoding: 'base64' }
  }
}
