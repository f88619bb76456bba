import { describe, expect, test, vi } from 'vitest'
import { behaviours, queueBackends, type Received, until } from '../index.ts'
import { stage } from './steps.ts'

// Whole processes start, stop and are waited for; each wait has its own, shorter deadline.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { deployOn } = stage()
const at = (path: string) => (request: Received) => request.path === path

for (const backend of queueBackends())
  describe.skipIf(backend.missing)(`on call ${backend.title}`, () => {
    test('dead letters are told of, and one call sends all of them again, at a pace, with progress', async () => {
      const deployment = await deployOn(backend)
      await deployment.endpoint('/ops', { eventTypes: ['g5.delivery.dead_lettered'] })
      await deployment.endpoint('/hook', { eventTypes: ['order.*'], retrySchedule: [0] })
      deployment.receiver.behave('/hook', behaviours.fails())
      const events = await Promise.all(Array.from({ length: 8 }, () => deployment.post('order.placed')))
      await deployment.receiver.received(at('/ops'))
      const told = deployment.receiver.requests.find(at('/ops'))
      expect(JSON.parse(told?.body.toString() ?? '')).toMatchObject({ type: 'g5.delivery.dead_lettered' })
      await until(async () => (await deadLetters(deployment)) === 8, { what: 'eight dead letters' })

      deployment.receiver.behave('/hook', behaviours.ok())
      const body = { select: { type: 'order.placed' }, ratePerSecond: 20 }
      const made = await deployment.call<{ id: string; matched: number }>('POST', '/v1/webhooks/dlq/replay', body)
      expect([made.status, made.body.matched]).toEqual([202, 8])
      const done = await until(
        async () => {
          const { body } = await deployment.call('GET', `/v1/webhooks/bulk/${made.body.id}`)
          return body['status'] === 'done' ? body : undefined
        },
        { what: 'the replay to be done' },
      )
      expect(done).toMatchObject({ matched: 8, touched: 8, skipped: 0 })
      await until(async () => (await deployment.settled())['delivered'] === 9, { what: 'all to be delivered' })
      const ids = deployment.receiver.requests.filter(at('/hook')).map(({ headers }) => headers['webhook-id'])
      for (const event of events) expect(ids.filter((id) => id === event)).toHaveLength(2)
    })

    test('a disabled endpoint holds what comes, and what is held leaves when it is released', async () => {
      const deployment = await deployOn(backend)
      const endpoint = await deployment.endpoint('/hook')
      await deployment.call('POST', `/v1/webhooks/endpoints/${endpoint}/disable`)
      for (let i = 0; i < 3; i++) await deployment.post('order.placed')
      const { body } = await deployment.call<{ data: { status: string }[] }>(
        'GET',
        '/v1/webhooks/deliveries?status=held',
      )
      expect(body.data).toHaveLength(3)
      await deployment.call('POST', `/v1/webhooks/endpoints/${endpoint}/enable`, { releaseHeld: true })
      await deployment.receiver.received(3)
      expect(await deployment.settled()).toEqual({ delivered: 3 })
    })

    test('a circuit that one worker opens holds for all of them within a second, and is there to see and to reset', async () => {
      const deployment = await deployOn(backend, { workers: 2, env: { CIRCUIT_VOLUME_THRESHOLD: '5' } })
      const endpoint = await deployment.endpoint('/hook', { retrySchedule: [0, 1, 1, 1, 1, 1, 1, 1] })
      deployment.receiver.behave('/hook', behaviours.fails())
      for (let i = 0; i < 30; i++) await deployment.post('order.placed')
      const circuit = await until(
        async () => {
          const { body } = await deployment.call<{ data: object[] }>('GET', '/v1/webhooks/circuits')
          return body.data[0]
        },
        { what: 'the circuit to open' },
      )
      expect(circuit).toMatchObject({ endpointId: endpoint, state: 'open' })
      const [since] = await deployment.sql`select circuit_since from endpoint_health where circuit = 'open'`
      const openedAt = Date.parse(since?.['circuit_since'])
      await until(() => Date.now() - openedAt > 4_000, { what: 'retries to come due behind it' })
      const late = deployment.receiver.requests.filter((request) => request.at > openedAt + 1_000)
      expect(late).toEqual([])

      deployment.receiver.behave('/hook', behaviours.ok())
      await deployment.call('POST', `/v1/webhooks/circuits/${endpoint}/reset`)
      expect(await deployment.settled()).toEqual({ delivered: 30 })
    })

    test('a hold keeps a host from being called, and what it held leaves when it is deleted; all pods follow a log level', async () => {
      const deployment = await deployOn(backend, { workers: 2 })
      const { api, workers, operatorKey } = deployment
      await deployment.endpoint('/hook')
      const hold = { host: '127.0.0.1', reason: 'INC-1: it drops what it has taken' }
      const made = await deployment.call('POST', '/v1/holds', hold, operatorKey)
      expect(made.status).toBe(201)
      const path = `/v1/holds/${made.body['id']}`
      for (let i = 0; i < 10; i++) await deployment.post('order.placed')
      await until(async () => (await deployment.call('GET', path, undefined, operatorKey)).body['held'] === 10, {
        what: 'all to be held',
      })
      expect(deployment.receiver.requests).toEqual([])
      expect((await deployment.call('DELETE', path, undefined, operatorKey)).status).toBe(204)
      await deployment.receiver.received(10)
      expect(await deployment.settled()).toEqual({ delivered: 10 })
      expect(deployment.receiver.requests).toHaveLength(10)

      await deployment.call('PUT', '/v1/log-level', { level: 'debug' }, operatorKey)
      const changes = { msg: 'the log level changes', from: 'info', to: 'debug' }
      for (const { lines } of [api, ...workers])
        await until(
          () => lines.some((line) => Object.entries(changes).every(([name, value]) => line[name] === value)),
          {
            what: 'every pod to follow',
          },
        )
    })
  })

async function deadLetters({ call }: Awaited<ReturnType<typeof deployOn>>): Promise<number> {
  const { body } = await call<{ data: object[] }>('GET', '/v1/webhooks/dlq')
  return body.data.length
}
