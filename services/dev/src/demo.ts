import { setTimeout as wait } from 'node:timers/promises'
import type { AcceptedEvent, DeliveryDetail, Endpoint, EndpointSecret } from '@g5/contracts'

export interface Api {
  url: string
  key: string
}

/** The demo tenant's endpoint of the uid `demo`, made when it is missing, sent to where the receiver listens now. */
export async function ensureDemoEndpoint(api: Api, receiverUrl: string): Promise<Endpoint> {
  const url = `${receiverUrl}/webhooks`
  const found = await call<Endpoint>(api, 'GET', '/v1/webhooks/endpoints/demo')
  if (found.status === 404) {
    const body = { uid: 'demo', url, description: 'The receiver inside pnpm start' }
    return expectOk(await call<Endpoint>(api, 'POST', '/v1/webhooks/endpoints', body))
  }
  const endpoint = expectOk(found)
  return endpoint.url === url
    ? endpoint
    : expectOk(await call<Endpoint>(api, 'PATCH', '/v1/webhooks/endpoints/demo', { url }))
}

/** Those that sign now, newest first. */
export async function demoSecrets(api: Api): Promise<string[]> {
  const { secret, previous } = expectOk(await call<EndpointSecret>(api, 'GET', '/v1/webhooks/endpoints/demo/secret'))
  return [secret, ...previous.map((old) => old.secret)]
}

/** Posts an event to the demo endpoint and waits for what becomes of its delivery; undefined when that takes too long. */
export async function sendDemoEvent(api: Api, now: Date, withinMs: number): Promise<DeliveryDetail | undefined> {
  const event = expectOk(
    await call<AcceptedEvent>(api, 'POST', '/v1/events', {
      type: 'demo.started',
      payload: { type: 'demo.started', at: now.toISOString(), message: 'Hello from G5 Core' },
      endpointIds: ['demo'],
    }),
  )
  const deadline = performance.now() + withinMs
  while (performance.now() < deadline) {
    const { data } = expectOk(
      await call<{ data: { id: string; attempts: number }[] }>(
        api,
        'GET',
        `/v1/webhooks/deliveries?eventId=${event.id}`,
      ),
    )
    const [delivery] = data
    if (delivery && delivery.attempts > 0)
      return expectOk(await call<DeliveryDetail>(api, 'GET', `/v1/webhooks/deliveries/${delivery.id}`))
    await wait(25)
  }
  return undefined
}

type Answer<T> = { status: number; body: T; what: string }

async function call<T>({ url, key }: Api, method: string, path: string, body?: object): Promise<Answer<T>> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${key}`, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  })
  const text = await response.text()
  return { status: response.status, body: text ? JSON.parse(text) : undefined, what: `${method} ${path}` }
}

function expectOk<T>({ status, body, what }: Answer<T>): T {
  if (status < 300) return body
  const { detail, title } = (body ?? {}) as { detail?: string; title?: string }
  throw new Error(`${what} answered ${status}: ${detail ?? title ?? 'no reason given'}`)
}
