import { publicId } from '@g5/contracts'
import type { Answer } from '@g5/core'
import type { Exemplar, Tracing } from '@g5/telemetry'
import { withoutQuery } from './without-query.ts'

/** What of a delivery its spans tell. */
interface Attempted {
  id: string
  fence: number
  tenantId: string
  endpointId: string
  eventId: string
  /** Failures since its schedule began. */
  step: number
  /** Of the request that brought its event in. */
  traceparent: string
  endpoint: { url: string }
}

/** The spans of one attempt, in the trace of its event: our work on it, and within that the request to the receiver. */
export interface AttemptSpans {
  /** Of the request: what the receiver gets. */
  traceparent: string
  exemplar: Exemplar | undefined
  answered(answer: Answer, error: string): void
  recorded(): void
}

/**
 * Names and attributes are those of the semantic conventions for messaging and HTTP. An attempt that was not the first
 * links to the request that brought the event in, however long ago that was.
 */
export function beginAttempt(tracing: Tracing, delivery: Attempted): AttemptSpans {
  const { traceparent: parent, step, fence, endpoint } = delivery
  const { hostname, port } = new URL(endpoint.url)
  const process = tracing.begin('process webhooks', {
    kind: 'consumer',
    parent,
    link: fence > 1 ? parent : undefined,
    attributes: {
      'messaging.system': 'bullmq',
      'messaging.operation.type': 'process',
      'messaging.operation.name': 'process',
      'messaging.destination.name': 'webhooks',
      'messaging.message.id': publicId('delivery', delivery.id),
      'messaging.message.conversation_id': publicId('event', delivery.eventId),
      'g5.tenant.id': publicId('tenant', delivery.tenantId),
      'g5.endpoint.id': publicId('endpoint', delivery.endpointId),
    },
  })
  const request = tracing.begin('POST', {
    kind: 'client',
    parent: process.traceparent,
    attributes: {
      'http.request.method': 'POST',
      'url.full': withoutQuery(endpoint.url),
      'server.address': hostname,
      ...(port !== '' && { 'server.port': Number(port) }),
      ...(step > 0 && { 'http.request.resend_count': step }),
    },
  })
  return {
    traceparent: request.traceparent,
    exemplar: request.exemplar,
    answered(answer, error) {
      if (answer.kind === 'response') request.set({ 'http.response.status_code': answer.status })
      request.end(error === '' ? undefined : error)
    },
    recorded: () => process.end(),
  }
}
