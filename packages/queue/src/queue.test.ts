import { randomUUID } from 'node:crypto'
import type { Hint } from '@g5/contracts'
import { canStartRedis, freshDatabase, type OwnRedis, queueBackends, startRedis, until } from '@g5/testing'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import {
  connectQueues,
  consumeChores,
  consumeHints,
  createDeadLetterMirror,
  createHintSender,
  type QueueConnection,
  type Queues,
  queueDepths,
  scheduleChores,
  waitingJobs,
} from './index.ts'

const quiet = { onState() {}, onError() {} }
const hints = (count: number): Hint[] =>
  Array.from({ length: count }, (_, i): Hint => [randomUUID(), i, 1, randomUUID()])

for (const backend of queueBackends())
  describe.skipIf(backend.missing)(`the queue ${backend.title}`, () => {
    let place: { connection: QueueConnection; close(): Promise<void> }
    let queues: Queues
    const closers: (() => Promise<void> | void)[] = []

    beforeAll(async () => {
      place = await backend.open()
      queues = await connectQueues(place.connection, quiet)
      await until(() => queues.ready, { what: 'the backend' })
      expect(await queues.ping()).toBeGreaterThan(0)
    })
    afterEach(async () => {
      for (const close of closers.splice(0)) await close()
    })
    afterAll(async () => {
      await queues.close()
      await place.close()
    })

    function sender() {
      const made = createHintSender(queues)
      closers.push(made.close)
      return made
    }

    function consumer(onRows: (rows: Hint[]) => Promise<void>, onMalformed: (detail: string) => void = () => {}) {
      const made = consumeHints(queues, { concurrency: 4, onRows, onMalformed })
      closers.push(made.close)
      return made
    }

    test('1,000 rows become 40 jobs, and every row arrives once', async () => {
      const sent = hints(1_000)
      expect(await sender().send(sent)).toEqual({ kind: 'sent' })
      expect(await waitingJobs(queues, 'webhooks')).toBe(40)
      const got: Hint[] = []
      consumer(async (rows) => void got.push(...rows))
      await until(() => got.length >= 1_000, { what: 'all rows' })
      expect(got.map(([id]) => id).sort()).toEqual(sent.map(([id]) => id).sort())
      await until(async () => (await waitingJobs(queues, 'webhooks')) === 0, { what: 'an empty queue' })
    })

    test('a job that cannot be read is dropped and told of', async () => {
      await queues.queue('webhooks').addBulk([{ name: 'hint', data: { v: 1, rows: [['nonsense']] } }])
      const told: string[] = []
      const got: Hint[] = []
      consumer(
        async (rows) => void got.push(...rows),
        (detail) => told.push(detail),
      )
      await until(() => told.length > 0, { what: 'the malformed job to be told of' })
      expect(got).toEqual([])
      await until(async () => (await waitingJobs(queues, 'webhooks')) === 0, { what: 'it to be gone' })
    })

    test('closing a consumer waits for the job in its hands', async () => {
      const { promise: held, resolve: finish } = Promise.withResolvers<void>()
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
      let ended = false
      const one = consumer(async () => {
        begin()
        await held
        ended = true
      })
      await sender().send(hints(1))
      await begun
      const closing = one.close()
      expect(ended).toBe(false)
      finish()
      await closing
      expect(ended).toBe(true)
    })

    test('the mirror shows each dead letter once, and is rebuilt from the truth', async () => {
      const errors: unknown[] = []
      const mirror = createDeadLetterMirror(queues, (error) => errors.push(error))
      const [a, b, c] = [randomUUID(), randomUUID(), randomUUID()]
      await mirror.add([a, b])
      await mirror.add([a])
      expect((await queueDepths(queues))['webhooks-dlq']).toBe(2)
      await mirror.remove(a)
      expect((await queueDepths(queues))['webhooks-dlq']).toBe(1)
      await mirror.rebuild([c, a])
      const ids = (await queues.queue('webhooks-dlq').getWaiting()).map(({ id }) => id)
      expect(ids.sort()).toEqual([a, c].sort())
      expect(errors).toEqual([])
    })

    test('a chore runs when its time comes, however often its schedule is put back', async () => {
      let runs = 0
      const chores = { tick: { everyMs: 1_000, run: async () => void runs++ } }
      await scheduleChores(queues, chores)
      await scheduleChores(queues, chores)
      const made = consumeChores(queues, chores, () => {})
      closers.push(made.close)
      await until(() => runs >= 2, { what: 'two runs' })
    })
  })

test('two processes that meet a fresh Postgres at once both get their queue', async () => {
  const database = await freshDatabase({ empty: true })
  const connection: QueueConnection = { backend: 'postgres', databaseUrl: database.url }
  const both = await Promise.all([connectQueues(connection, quiet), connectQueues(connection, quiet)])
  await Promise.all(both.map((queues) => queues.ping()))
  await Promise.all(both.map((queues) => queues.close()))
  await database.close()
})

describe.skipIf(!canStartRedis())('a Redis that misbehaves', () => {
  let redis: OwnRedis
  let queues: Queues
  afterEach(async () => {
    await queues.close()
    await redis.stop()
  })

  async function open() {
    redis = await startRedis()
    const states: string[] = []
    queues = await connectQueues(
      { backend: 'redis', redisUrl: redis.url },
      { onState: (state) => states.push(state === 'back' ? 'back' : 'away'), onError() {} },
    )
    const sender = createHintSender(queues)
    await until(() => sender.available, { what: 'Redis' })
    return { sender, states }
  }

  test('one that is gone refuses at once, says so once, and is used again as soon as it is back', async () => {
    const { sender, states } = await open()
    await redis.kill()
    await until(() => !sender.available, { what: 'the loss to be noticed' })
    const asked = performance.now()
    expect(await sender.send(hints(1))).toMatchObject({ kind: 'refused' })
    expect(performance.now() - asked).toBeLessThan(600)
    await redis.restart()
    await until(async () => (await sender.send(hints(1))).kind === 'sent', { what: 'Redis to be used again' })
    expect(states).toEqual(['away', 'back'])
    sender.close()
  })

  test('one that hangs leaves the outcome unknown, and then costs nothing more', async () => {
    const { sender } = await open()
    redis.pause()
    expect(await sender.send(hints(1))).toMatchObject({ kind: 'unknown' })
    await until(async () => (await sender.send(hints(1))).kind === 'refused', { what: 'the breaker to open' })
    redis.resume()
    await until(async () => (await sender.send(hints(1))).kind === 'sent', { what: 'it to close again' })
    sender.close()
  })

  test('one that forgot everything gets its schedules back', async () => {
    const { sender } = await open()
    let runs = 0
    const chores = { tick: { everyMs: 1_000, run: async () => void runs++ } }
    await scheduleChores(queues, chores)
    await redis.kill()
    await redis.restart()
    await until(() => queues.ready, { what: 'Redis' })
    await scheduleChores(queues, chores)
    const consumer = consumeChores(queues, chores, () => {})
    await until(() => runs > 0, { what: 'a run' })
    await consumer.close()
    sender.close()
  })
})
