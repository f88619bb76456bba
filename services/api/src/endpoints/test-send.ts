import { type TestAttempt, testAttempt, testSend } from '@g5/contracts'
import { type Answer, judge, openReceiver, uuidv7, type WebhookRequest, webhookRequest } from '@g5/core'
import { type EndpointRow, readEndpoint, readSecrets } from '@g5/db'
import { answer, problems } from '../answer.ts'
import { byEndpoint } from '../auth/narrow.ts'
import type { Deps } from '../deps.ts'
import { endpointParam } from '../params.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'

/** Test sends of one tenant at once: a receiver that hangs holds a connection of ours for half a minute. */
const mostAtOnce = 5

const sample = JSON.stringify({ test: true, message: 'A sample, sent on request. Nothing has happened.' })

export const postTest = route({
  method: 'POST',
  url: '/v1/webhooks/endpoints/:id/test',
  summary: 'Send a signed sample at once, and answer with the attempt; it is not stored, and not tried again',
  tag: 'endpoints',
  scope: 'endpoints:write',
  tenant: 'own',
  mutates: true,
  bounded: true,
  params: endpointParam,
  body: testSend.prefault({}),
  narrow: byEndpoint,
  answers: { 200: testAttempt, ...problems('not_found', 'rate_limited', 'payload_too_large') },
  async prepare({ scope, params, body, text, members, traceparent }, deps) {
    const found = await readEndpoint(deps.db.orm, scope, params.id)
    if (!found) throw new HttpProblem('not_found')
    const span = members.get('payload')
    const payload = span ? text.slice(...span) : sample
    const { maxPayloadBytes } = deps.config
    if (Buffer.byteLength(payload) > maxPayloadBytes)
      throw new HttpProblem('payload_too_large', { detail: `A payload has at most ${maxPayloadBytes} bytes.` })
    const request = await requestTo(found, payload, traceparent, deps)
    const give = take(deps, scope.tenantId)
    try {
      return { found, request, received: await deps.egress.send(request), type: body.type ?? plainType(found) }
    } finally {
      give()
    }
  },
  async handle({ prepared: { found, request, received, type } }) {
    const attempt = shown(found, request, received)
    const { outcome, errorCode } = attempt
    return {
      ...answer(200, attempt),
      audit: {
        action: 'endpoint.tested',
        target: { kind: 'endpoint', id: found.id },
        changes: { type, outcome, errorCode },
      },
    }
  },
})

/** The first type that the endpoint names in full. */
function plainType({ eventTypes }: EndpointRow): string {
  return eventTypes?.find((type) => !type.includes('*')) ?? 'webhook.test'
}

async function requestTo(
  found: EndpointRow,
  payload: string,
  traceparent: string,
  deps: Deps,
): Promise<WebhookRequest> {
  const { id, headers, url } = found
  const secrets = await readSecrets(deps.db.orm, id)
  const endpoint = {
    ...openReceiver(deps.sealer, { id, headers, secrets }),
    url,
    timeoutMs: found.timeoutMs ?? deps.config.delivery.timeoutMs,
  }
  const now = deps.clock.now()
  return webhookRequest({ eventId: uuidv7(now), payload, traceparent, endpoint }, now)
}

/** @throws {HttpProblem} `rate_limited` when the tenant has as many under way as it may */
function take({ testsUnderWay }: Deps, tenantId: string): () => void {
  const count = testsUnderWay.get(tenantId) ?? 0
  if (count >= mostAtOnce)
    throw new HttpProblem('rate_limited', {
      detail: `${mostAtOnce} test sends are under way.`,
      headers: { 'retry-after': '1' },
    })
  testsUnderWay.set(tenantId, count + 1)
  return () => {
    const left = (testsUnderWay.get(tenantId) ?? 1) - 1
    if (left > 0) testsUnderWay.set(tenantId, left)
    else testsUnderWay.delete(tenantId)
  }
}

function shown(found: EndpointRow, request: WebhookRequest, received: Answer): TestAttempt {
  const verdict = judge(received, { step: 0, schedule: [0], random: Math.random, now: Date.now() })
  const { dns, connect, tls, firstByte, total } = received.timings
  const whole = (ms: number | undefined) => (ms === undefined ? null : Math.round(ms))
  return {
    outcome: verdict.kind === 'delivered' ? 'delivered' : 'failed',
    errorCode: verdict.kind === 'delivered' ? null : verdict.error,
    detail: received.kind === 'failure' ? received.detail : null,
    durationMs: Math.round(total),
    timings: { dnsMs: whole(dns), connectMs: whole(connect), tlsMs: whole(tls), firstByteMs: whole(firstByte) },
    request: { url: request.url, headers: shownHeaders(request.headers, found.headerNames), body: request.body },
    response:
      received.kind === 'response'
        ? { status: received.status, headers: received.headers, body: received.body.toString('utf8') }
        : null,
  }
}

function shownHeaders(flat: readonly string[], secretNames: readonly string[]): Record<string, string> {
  const pairs = Array.from({ length: flat.length / 2 }, (_, i): [string, string] => {
    const name = flat[2 * i] ?? ''
    return [name, secretNames.includes(name) ? '…' : (flat[2 * i + 1] ?? '')]
  })
  return Object.fromEntries(pairs)
}
