import { createPublicKey, verify } from 'node:crypto'
import type { Circuit, Endpoint, EndpointSecret, TestAttempt } from '@g5/contracts'
import { generateKeyPair } from '@g5/core'
import { behaviours, elapse, type Receiver, startReceiver } from '@g5/testing'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type TestApi, testApi } from '../../test/test-api.ts'

let api: TestApi
let receiver: Receiver
beforeAll(async () => {
  api = await testApi()
  receiver = await startReceiver()
})
afterAll(async () => {
  await receiver.close()
  await api.close()
})

const path = '/v1/webhooks/endpoints'
const call = <T>(method: string, rest: string, body?: object) =>
  api.call<T>(method, path + rest, body === undefined ? {} : { body })

async function make(over: object = {}): Promise<Endpoint> {
  const made = await call<Endpoint>('POST', '', { url: `${receiver.url}/hook`, ...over })
  expect(made.status).toBe(201)
  return made.body
}
const secretOf = async (id: string) => (await call<EndpointSecret>('GET', `/${id}/secret`)).body
const tryOut = async (id: string, body?: object) => (await call<TestAttempt>('POST', `/${id}/test`, body)).body

/** By the receiver, who has nothing but the public key. */
function isSignedBy(publicKey: string, { headers, body }: TestAttempt['request'], signature: string): boolean {
  const x = Buffer.from(publicKey.slice('whpk_'.length), 'base64').toString('base64url')
  const key = createPublicKey({ format: 'jwk', key: { kty: 'OKP', crv: 'Ed25519', x } })
  const content = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
  return verify(null, Buffer.from(content), key, Buffer.from(signature.replace('v1a,', ''), 'base64'))
}
const signaturesOf = ({ request }: TestAttempt) => request.headers['webhook-signature']?.split(' ') ?? []

describe('settings of an endpoint', () => {
  test('have defaults, are changed by a merge patch, and are reset by a replacement', async () => {
    const made = await make()
    expect(made).toMatchObject({ rateLimit: null, ordering: 'none', signing: 'v1' })
    expect(made.circuit).toEqual({ state: 'closed', since: null, failures: 0, nextProbeAt: null })
    const rateLimit = { limit: 50, perSeconds: 1 }
    const patched = await call<Endpoint>('PATCH', `/${made.id}`, { rateLimit, ordering: 'strict' })
    expect(patched.body).toMatchObject({ rateLimit, ordering: 'strict' })
    expect((await call<Endpoint>('PATCH', `/${made.id}`, { rateLimit: { limit: 9 } })).body.rateLimit?.limit).toBe(9)
    expect((await call<Endpoint>('PATCH', `/${made.id}`, { rateLimit: null })).body.rateLimit).toBeNull()
    const replaced = await call<Endpoint>('PUT', `/${made.id}`, { url: `${receiver.url}/hook` })
    expect(replaced.body).toMatchObject({ rateLimit: null, ordering: 'none' })
  })

  test('that make no sense are refused by name', async () => {
    const half = await make()
    for (const [body, pointer] of [
      [{ rateLimit: { limit: 0, perSeconds: 1 } }, '/rateLimit/limit'],
      [{ rateLimit: { perSeconds: 1 } }, '/rateLimit'],
      [{ ordering: 'fifo' }, '/ordering'],
      [{ signing: 'v2' }, '/signing'],
    ] as const) {
      const refused = await api.refused('PATCH', `${path}/${half.id}`, { body })
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, pointer])
    }
  })
})

describe('v1a', () => {
  test('signs with a key whose public half is all that leaves the system', async () => {
    const made = await make({ signing: 'v1a' })
    const { secret } = await secretOf(made.id)
    expect(secret).toMatch(/^whpk_/)
    expect(made.secretHint).toBe(secret.slice(-4))
    const attempt = await tryOut(made.id)
    const [signature = '', ...more] = signaturesOf(attempt)
    expect(more).toEqual([])
    expect(isSignedBy(secret, attempt.request, signature)).toBe(true)
    expect(isSignedBy(generateKeyPair().publicKey, attempt.request, signature)).toBe(false)
  })

  test('takes a key pair that is brought, and no secret of another kind', async () => {
    const { privateKey, publicKey } = generateKeyPair()
    const made = await make({ signing: 'v1a', secret: privateKey })
    expect((await secretOf(made.id)).secret).toBe(publicKey)
    const shared = `whsec_${Buffer.alloc(24, 7).toString('base64')}`
    const torn = `whsk_${Buffer.alloc(64, 7).toString('base64')}`
    for (const body of [{ signing: 'v1a', secret: shared }, { secret: privateKey }, { signing: 'v1a', secret: torn }]) {
      const refused = await api.refused('POST', path, { body: { url: `${receiver.url}/hook`, ...body } })
      expect([refused.status, refused.body.errors?.[0]?.pointer]).toEqual([422, '/secret'])
    }
  })

  test('asked for later signs beside the old secret, newest first, until the overlap ends', async () => {
    const made = await make()
    await call('PATCH', `/${made.id}`, { signing: 'v1a' })
    expect(signaturesOf(await tryOut(made.id)).map((one) => one.split(',')[0])).toEqual(['v1a', 'v1'])
    await elapse(api.db.sql, 25 * 3600)
    expect(signaturesOf(await tryOut(made.id)).map((one) => one.split(',')[0])).toEqual(['v1a'])
  })

  test('rotates: both keys sign, newest first', async () => {
    const made = await make({ signing: 'v1a' })
    const old = (await secretOf(made.id)).secret
    const rotated = (await call<EndpointSecret>('POST', `/${made.id}/secret/rotate`)).body
    const attempt = await tryOut(made.id)
    const [first = '', second = ''] = signaturesOf(attempt)
    expect(isSignedBy(rotated.secret, attempt.request, first)).toBe(true)
    expect(isSignedBy(old, attempt.request, second)).toBe(true)
  })
})

describe('a test send', () => {
  test('goes out at once, signed, byte for byte, and answers with the exchange', async () => {
    const made = await make({ headers: { 'x-key': 'a secret value' }, enabled: false })
    receiver.behave(behaviours.status(201, { 'content-type': 'text/plain' }, 'thanks'))
    const raw = '{"type":"order.paid","payload":{ "amount" : 1.10 }}'
    const { body } = await api.call<TestAttempt>('POST', `${path}/${made.id}/test`, { raw })
    expect(body).toMatchObject({ outcome: 'delivered', errorCode: null, response: { status: 201, body: 'thanks' } })
    expect(body.request.headers['x-key']).toBe('…')
    const got = receiver.requests.at(-1)
    expect(got?.body.toString()).toBe('{ "amount" : 1.10 }')
    expect(got?.headers['x-key']).toBe('a secret value')
    expect(got?.headers['webhook-signature']).toBe(body.request.headers['webhook-signature'])
    receiver.behave(behaviours.ok())
  })

  test('of a receiver that fails says how, and nothing is stored', async () => {
    const made = await make({ url: 'http://127.0.0.1:9/closed' })
    expect(await tryOut(made.id)).toMatchObject({
      outcome: 'failed',
      errorCode: 'connection_refused',
      response: null,
    })
    const [row] = await api.db.sql`select count(*)::int as n from deliveries`
    expect(row?.['n']).toBe(0)
  })
})

describe('circuits', () => {
  test('that are open are listed, and closed again by whoever says that the endpoint is well', async () => {
    const made = await make()
    await api.db.sql`
      update lanes l set circuit = 'open', circuit_since = now(), probe_at = now() + interval '30 s', circuit_failures = 12
        from endpoints e where e.lane = l.lane and l.circuit = 'closed' and e.url = ${made.url}`
    const { body } = await api.call<{ data: Circuit[] }>('GET', '/v1/webhooks/circuits?limit=1')
    expect(body.data).toMatchObject([{ endpointId: made.id, url: made.url, state: 'open', failures: 12 }])
    expect(body.data[0]?.nextProbeAt).not.toBeNull()
    const reset = await api.call<Circuit>('POST', `/v1/webhooks/circuits/${made.id}/reset`)
    expect(reset.body).toMatchObject({ endpointId: made.id, state: 'closed', failures: 0, nextProbeAt: null })
    const open = await api.call<{ data: Circuit[] }>('GET', '/v1/webhooks/circuits')
    expect(open.body.data.map(({ endpointId }) => endpointId)).not.toContain(made.id)
    const closed = await api.call<{ data: Circuit[] }>('GET', '/v1/webhooks/circuits?state=closed')
    expect(closed.body.data.map(({ endpointId }) => endpointId)).toContain(made.id)
    const [row] = await api.db.sql`select count(*)::int as n from audit_log where action = 'circuit.reset'`
    expect(row?.['n']).toBe(1)
  })

  test('are counted in health, and forgotten when the endpoint is enabled again', async () => {
    const made = await make({ enabled: false })
    await api.db.sql`update lanes set circuit = 'closed'`
    await api.db.sql`
      update lanes l set circuit = 'open', circuit_since = now(), probe_at = now(), failing_since = now()
        from endpoints e where e.lane = l.lane and not e.enabled`
    const health = await api.call<{ circuits: unknown }>('GET', '/v1/health', { as: api.operatorKey })
    expect(health.body.circuits).toMatchObject({ half_open: 0 })
    const enabled = await call<Endpoint>('POST', `/${made.id}/enable`)
    expect(enabled.status).toBe(200)
    const after = (await call<Endpoint>('GET', `/${made.id}`)).body
    expect(after.circuit.state).toBe('closed')
    expect(after.health.failingSince).toBeNull()
  })
})

describe('endpoints of the deployment', () => {
  test('are made by its credential without a tenant, and no tenant sees them', async () => {
    const body = { url: `${receiver.url}/operations`, eventTypes: ['g5.endpoint.disabled'] }
    const made = await api.call<Endpoint>('POST', path, { body, as: api.operatorKey })
    expect(made.status).toBe(201)
    const listed = await call<{ data: Endpoint[] }>('GET', '')
    expect(listed.body.data.map(({ id }) => id)).not.toContain(made.body.id)
    expect((await api.call('DELETE', `${path}/${made.body.id}`, { as: api.operatorKey })).status).toBe(204)
  })
})
