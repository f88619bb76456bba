import { publicId } from '@g5/contracts'
import { behaviours, elapse, queueBackends, type Received, until } from '@g5/testing'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { type Engine, startEngine } from '../test/engine.ts'

vi.setConfig({ testTimeout: 30_000 })

const cleanUp: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close()
})

const at = (path: string) => (request: Received) => request.path === path

for (const backend of queueBackends())
  describe.skipIf(backend.missing)(`the delivery engine ${backend.title}`, () => {
    async function start(env: Record<string, string> = {}, workers = 1): Promise<Engine> {
      const place = await backend.open()
      cleanUp.push(place.close)
      const engine = await startEngine(place.connection, env)
      cleanUp.push(engine.close)
      for (let i = 0; i < workers; i++) await engine.startWorker()
      return engine
    }

    test('strict order is kept over failures, one in flight, and a failing head holds up its own endpoint alone', async () => {
      const engine = await start({ RETRY_SCHEDULE: '0,0,0,0,0,0' }, 2)
      const tenant = await engine.tenant()
      const ordered = await tenant.endpoint('/ordered', { ordering: 'strict' })
      const other = await tenant.endpoint('/other')
      let inFlight = 0
      let most = 0
      let count = 0
      engine.receiver.behave('/ordered', (request, response) => {
        most = Math.max(most, ++inFlight)
        response.once('close', () => inFlight--)
        behaviours.status(count++ % 3 === 1 ? 500 : 200)(request, response)
      })
      const wanted: string[] = []
      for (let i = 0; i < 12; i++) wanted.push(await ordered.post())
      await other.post()
      await until(async () => (await engine.counts())['delivered'] === 13, { what: 'all to be delivered' })
      const first = new Set(engine.receiver.requests.filter(at('/ordered')).map(({ headers }) => headers['webhook-id']))
      expect([...first]).toEqual(wanted.map((id) => publicId('event', id)))
      expect(most).toBe(1)
    })

    test('a failing head is passed when it is dead, and not before', async () => {
      const engine = await start({ RETRY_SCHEDULE: '0,3600' })
      const ordered = await (await engine.tenant()).endpoint('/ordered', { ordering: 'strict' })
      engine.receiver.behave('/ordered', behaviours.inTurn(behaviours.fails(), behaviours.fails(), behaviours.ok()))
      await ordered.post()
      await ordered.post()
      await engine.receiver.received(1)
      await until(async () => (await attempts(engine)) === 1, { what: 'the first attempt to be recorded' })
      expect(await engine.counts()).toEqual({ pending: 2 })
      await elapse(engine.sql, 5_000)
      await until(async () => (await engine.counts())['delivered'] === 1, { what: 'the second to be delivered' })
      expect(await engine.counts()).toEqual({ dead: 1, delivered: 1 })
    })

    test('429 with Retry-After slows that endpoint alone', async () => {
      const engine = await start()
      const tenant = await engine.tenant()
      const [busy, idle] = [await tenant.endpoint('/busy'), await tenant.endpoint('/idle')]
      engine.receiver.behave('/busy', behaviours.inTurn(behaviours.tooMany('600'), behaviours.ok()))
      await busy.post()
      await until(async () => (await attempts(engine)) === 1, { what: 'the first attempt to be recorded' })
      await until(async () => (await slowed(engine)) === 1, { what: 'the endpoint to be slowed' })
      for (let i = 0; i < 5; i++) {
        await busy.post()
        await idle.post()
      }
      await until(async () => (await engine.counts())['delivered'] === 5, { what: 'the others to be delivered' })
      expect(engine.receiver.requests.filter(at('/busy'))).toHaveLength(1)
      await elapse(engine.sql, 800)
      await until(async () => (await engine.counts())['delivered'] === 11, { what: 'all to be delivered' })
    })

    test('what was handed out before its endpoint was slowed comes back without an attempt', async () => {
      const engine = await start({ RETRY_SCHEDULE: '0,3600' })
      const endpoint = await (await engine.tenant()).endpoint('/hook')
      engine.receiver.behave('/hook', behaviours.fails())
      await endpoint.post()
      await until(async () => (await attempts(engine)) === 1, { what: 'the leader to know the lane' })
      await engine.sql`update lanes set slow_until = now() + interval '1 hour' where lane = ${endpoint.lane}`
      await endpoint.post()
      const back = () => engine.sql`select from open_deliveries where fence > 0 and step = 0 and state = 'pending'`
      await until(async () => (await back()).length === 1, { what: 'the second to be handed out and back' })
      expect(engine.receiver.requests).toHaveLength(1)
    })

    test('an open circuit burns no attempts; one probe goes when its time has come, and all follow when it succeeds', async () => {
      const engine = await start({ CIRCUIT_VOLUME_THRESHOLD: '5', RETRY_SCHEDULE: '0,1,1,1,1,1,1,1' }, 2)
      const endpoint = await (await engine.tenant()).endpoint('/hook')
      engine.receiver.behave(behaviours.fails())
      for (let i = 0; i < 12; i++) await endpoint.post()
      await until(async () => (await engine.circuitOf(endpoint)) === 'open', { what: 'the circuit to open' })
      await until(async () => (await inFlight(engine)) === 0, { what: 'what was in flight to come back' })
      const before = await attempts(engine)
      await engine.sql`update open_deliveries set next_at = now()`
      await elapse(engine.sql, 5)
      for (let i = 0; i < 5; i++) await endpoint.post()
      const other = await (await engine.tenant()).endpoint('/other')
      engine.receiver.behave('/other', behaviours.ok())
      await other.post()
      await engine.receiver.received(at('/other'))
      expect(await attempts(engine)).toBeLessThanOrEqual(before + 1)
      expect(await engine.circuitOf(endpoint)).toBe('open')

      await until(async () => (await engine.counts())['delivered'] === 1, { what: 'the other to be recorded' })
      await until(async () => (await inFlight(engine)) === 0, { what: 'what had been handed out before to come back' })
      const tried = await attempts(engine)
      await elapse(engine.sql, 31)
      await until(async () => (await attempts(engine)) === tried + 1, { what: 'a probe to fail' })
      await until(async () => (await engine.circuitOf(endpoint)) === 'open', { what: 'it to be open again' })
      expect(await attempts(engine)).toBe(tried + 1)

      engine.receiver.behave(behaviours.ok())
      await elapse(engine.sql, 31)
      await until(async () => (await engine.counts())['delivered'] === 18, {
        what: 'all to be delivered',
        withinMs: 20_000,
      })
      expect(await engine.circuitOf(endpoint)).toBe('closed')
    })

    test('an endpoint that hangs holds its share of the slots and no more: the others go on', async () => {
      const engine = await start({ WORKER_CONCURRENCY: '20', ENDPOINT_SLOT_SHARE: '10', DELIVERY_TIMEOUT_MS: '1000' })
      const tenant = await engine.tenant()
      const [hanging, healthy] = [await tenant.endpoint('/hangs'), await tenant.endpoint('/fine')]
      let [held, most] = [0, 0]
      engine.receiver.behave('/hangs', (_request, response) => {
        most = Math.max(most, ++held)
        response.once('close', () => held--)
      })
      for (let i = 0; i < 30; i++) await hanging.post()
      await engine.receiver.received(2)
      for (let i = 0; i < 30; i++) await healthy.post()
      await until(async () => (await engine.counts())['delivered'] === 30, { what: 'the healthy one to be served' })
      expect(most).toBe(2)
    })

    test('a class with a queue of its own is served by the workers that serve that queue', async () => {
      const env = { CLASS_QUEUES: 'premium' }
      const engine = await start(env, 0)
      await engine.startWorker({ WORKER_QUEUES: 'webhooks-premium' })
      const premium = await (await engine.tenant('premium')).endpoint('/premium')
      const plain = await (await engine.tenant()).endpoint('/plain')
      await plain.post()
      await premium.post()
      await until(async () => (await engine.counts())['delivered'] === 1, { what: 'the premium one to be delivered' })
      expect(engine.receiver.requests.filter(at('/plain'))).toEqual([])
      await engine.startWorker({ WORKER_QUEUES: 'webhooks' })
      await until(async () => (await engine.counts())['delivered'] === 2, { what: 'the other to be delivered' })
    })

    test('a paced endpoint gets its rate and no more, from two workers together', async () => {
      const engine = await start({}, 2)
      const endpoint = await (await engine.tenant()).endpoint('/paced', { rateLimit: 20, ratePerSeconds: 1 })
      await Promise.all(Array.from({ length: 60 }, () => endpoint.post()))
      await engine.receiver.received(60)
      const moments = engine.receiver.requests.map((request) => request.at)
      const lasted = (moments.at(-1) ?? 0) - (moments[0] ?? 0)
      // 60 at 20 a second, less the quarter of a second that may go at once.
      expect(lasted).toBeGreaterThan(2_400)
      expect(lasted).toBeLessThan(4_500)
    })
  })

async function attempts({ sql }: Engine): Promise<number> {
  const [row] = await sql<[{ n: number }]>`select count(*)::int as n from attempts`
  return row.n
}

async function inFlight({ sql }: Engine): Promise<number> {
  const [row] = await sql<[{ n: number }]>`select count(*)::int as n from open_deliveries where state = 'queued'`
  return row.n
}

async function slowed({ sql }: Engine): Promise<number> {
  const [row] = await sql<[{ n: number }]>`select count(*)::int as n from lanes where slow_until > now()`
  return row.n
}
