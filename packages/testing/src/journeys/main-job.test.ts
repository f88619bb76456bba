import { Webhook } from 'standardwebhooks'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { behaviours, queueBackends, until } from '../index.ts'
import { type Deployment, startDeployment } from './deployment.ts'

// Whole processes start, stop and are waited for; each wait has its own, shorter deadline.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

for (const backend of queueBackends())
  describe.skipIf(backend.missing)(`the main job ${backend.title}`, () => {
    let deployment: Deployment
    let place: Awaited<ReturnType<typeof backend.open>>

    beforeAll(async () => {
      place = await backend.open()
      deployment = await startDeployment({ queue: place.connection })
    })
    afterAll(async () => {
      await deployment?.stop()
      await place?.close()
    })

    test('an event reaches its receiver signed, and the official library verifies it', async () => {
      const endpoint = await deployment.endpoint('/signed', { eventTypes: ['invoice.*'] })
      const { body: secret } = await deployment.call<{ secret: string }>(
        'GET',
        `/v1/webhooks/endpoints/${endpoint}/secret`,
      )
      const id = await deployment.post('invoice.paid', { amount: 42 })
      await deployment.receiver.received(({ path }) => path === '/signed')
      const [request] = deployment.receiver.requests.filter(({ path }) => path === '/signed')
      expect(request?.headers['webhook-id']).toBe(id)
      const verified = new Webhook(secret.secret).verify(
        request?.body.toString() ?? '',
        request?.headers as Record<string, string>,
      )
      expect(verified).toEqual({ amount: 42 })
      expect(request?.headers['traceparent']).toMatch(/^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/)
    })

    test('the payload arrives byte for byte as the client wrote it', async () => {
      await deployment.endpoint('/bytes', { eventTypes: ['bytes.test'] })
      const payload =
        '{ "b" :12345678901234567890, "a":1.10,\t"s":"\\u00e9\\/\\ud83d\\ude00","n":{"payload":[1.0e2, -0]} }'
      const accepted = await deployment.call('POST', '/v1/events', `{"payload":${payload},"type":"bytes.test"}`)
      expect(accepted.status).toBe(202)
      await deployment.receiver.received(({ path }) => path === '/bytes')
      const [request] = deployment.receiver.requests.filter(({ path }) => path === '/bytes')
      expect(request?.body.toString()).toBe(payload)
    })

    test('a receiver that always fails: attempts one by one, a dead letter, and a replay that succeeds once it does', async () => {
      deployment.receiver.behave('/fails', behaviours.fails())
      await deployment.endpoint('/fails', { eventTypes: ['job.failing'], retrySchedule: [0, 1, 1] })
      const event = await deployment.post('job.failing')
      const dead = await until(
        async () => {
          const { body } = await deployment.call<{ data: { id: string; eventId: string }[] }>('GET', '/v1/webhooks/dlq')
          return body.data.find(({ eventId }) => eventId === event)
        },
        { what: 'a dead letter' },
      )
      const { body: delivery } = await deployment.call<{ log: object[] }>('GET', `/v1/webhooks/deliveries/${dead.id}`)
      expect(delivery).toMatchObject({ status: 'dead', reason: 'retries_exhausted', attempts: 3 })
      expect(delivery.log).toMatchObject(
        [1, 2, 3].map((number) => ({ number, outcome: 'failed', status: 500, errorCode: 'http_server_error' })),
      )
      const failures = deployment.workers[0]?.lines.filter((line) => line['deliveryId'] === dead.id) ?? []
      expect(failures).toHaveLength(3)
      expect(failures[0]).toMatchObject({ status: 500, attempt: 1, error: 'http_server_error', level: 'warn' })
      expect(failures[0]).toHaveProperty('endpointId')
      expect(failures[0]).toHaveProperty('traceId')

      deployment.receiver.behave('/fails', behaviours.ok())
      const replay = await deployment.call('POST', `/v1/webhooks/dlq/${dead.id}/replay`)
      expect(replay.status).toBe(202)
      await until(
        async () => (await deployment.call('GET', `/v1/webhooks/deliveries/${dead.id}`)).body['status'] === 'delivered',
        { what: 'the replay to be delivered' },
      )
      const ids = new Set(
        deployment.receiver.requests
          .filter(({ path }) => path === '/fails')
          .map(({ headers }) => headers['webhook-id']),
      )
      expect([...ids]).toEqual([event])
      expect((await deployment.call('POST', `/v1/webhooks/dlq/${dead.id}/replay`)).body).toMatchObject({
        code: 'not_dead',
      })
    })

    test('a receiver that is gone (410) disables its endpoint, and what comes next is held', async () => {
      deployment.receiver.behave('/gone', behaviours.gone())
      const endpoint = await deployment.endpoint('/gone', { eventTypes: ['gone.test'] })
      await deployment.post('gone.test')
      await until(
        async () => (await deployment.call('GET', `/v1/webhooks/endpoints/${endpoint}`)).body['status'] === 'disabled',
        { what: 'the endpoint to be disabled' },
      )
      const next = await deployment.post('gone.test')
      const { body } = await deployment.call('GET', `/v1/events/${next}`)
      expect(body['deliveries']).toMatchObject({ held: 1, queued: 0, pending: 0 })
    })

    test('a receiver that asks for time (429, Retry-After) is left alone, and gets all of it afterwards', async () => {
      deployment.receiver.behave('/busy', behaviours.inTurn(behaviours.tooMany('2'), behaviours.ok()))
      await deployment.endpoint('/busy', { eventTypes: ['busy.test'], retrySchedule: [0, 0] })
      const event = await deployment.post('busy.test')
      await until(
        async () => {
          const { body } = await deployment.call<{ deliveries: { delivered: number } }>('GET', `/v1/events/${event}`)
          return body.deliveries.delivered === 1
        },
        { what: 'the second attempt' },
      )
      const [first, second] = deployment.receiver.requests.filter(({ path }) => path === '/busy')
      expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(1_900)
    })

    test('an endpoint that moved inside the walls after it was written is refused at send', async () => {
      const endpoint = await deployment.endpoint('/moved', { eventTypes: ['moved.test'], retrySchedule: [0] })
      await deployment.sql`update endpoints set url = 'http://10.0.0.1:8080/inside' where url like '%/moved'`
      const event = await deployment.post('moved.test')
      const delivery = await until(
        async () => {
          const { body } = await deployment.call<{ data: object[] }>('GET', `/v1/webhooks/dlq?endpointId=${endpoint}`)
          return body.data[0]
        },
        { what: 'a dead letter' },
      )
      expect(delivery).toMatchObject({ eventId: event, errorCode: 'address_blocked' })
    })

    test('what is open for an endpoint is cancelled when it is deleted, and its history stays', async () => {
      deployment.receiver.behave('/deleted', behaviours.fails())
      const endpoint = await deployment.endpoint('/deleted', { eventTypes: ['deleted.test'], retrySchedule: [0, 3600] })
      const event = await deployment.post('deleted.test')
      await deployment.receiver.received(({ path }) => path === '/deleted')
      expect((await deployment.call('DELETE', `/v1/webhooks/endpoints/${endpoint}`)).status).toBe(204)
      await until(
        async () => {
          const { body } = await deployment.call<{ deliveries: { cancelled: number } }>('GET', `/v1/events/${event}`)
          return body.deliveries.cancelled === 1
        },
        { what: 'the delivery to be cancelled' },
      )
      expect((await deployment.call('DELETE', `/v1/webhooks/endpoints/${endpoint}`)).status).toBe(404)
    })

    test('statistics say of all that as many attempts as were made, once a worker has folded them', async () => {
      const [made] = await deployment.sql`
        select count(*)::int as attempts, count(*) filter (where outcome = 'failed')::int as failed,
               (select count(*)::int from events) as events
          from attempts`
      const delay = expect.toSatisfy((ms: number) => ms > 0 && ms < 600_000)
      expect(made?.['failed']).toBeGreaterThan(3)
      const totals = await until(
        async () => {
          const { body } = await deployment.call<{ totals: { attempts: number } }>('GET', '/v1/stats/overview')
          return body.totals.attempts >= made?.['attempts'] && body.totals
        },
        { what: 'the next fold', withinMs: 30_000 },
      )
      expect(totals).toMatchObject({ ...made, firstAttemptDelayMs: { p50: delay, p95: delay, p99: delay } })
    })
  })
