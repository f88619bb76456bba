import { randomUUID } from 'node:crypto'
import { type Hint, maxRowsPerHint } from '@g5/contracts'
import { queueBackends, until } from '@g5/testing'
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
      const made = consumeHints(queues, { queue: 'webhooks', concurrency: 4, onRows, onMalformed })
      closers.push(made.close)
      return made
    }

    test('1,000 rows become 20 jobs, and every row arrives once', async () => {
      const sent = hints(1_000)
      expect(await sender().send('webhooks', sent)).toEqual({ kind: 'sent' })
      expect(await waitingJobs(queues, 'webhooks')).toBe(1_000 / maxRowsPerHint)
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
      await sender().send('webhooks', hints(1))
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

    test('the mirror keeps the newest 10,000', async () => {
      const errors: unknown[] = []
      const mirror = createDeadLetterMirror(queues, (error) => errors.push(error))
      await mirror.rebuild([])
      const ids = Array.from({ length: 11_000 }, () => randomUUID())
      await mirror.add(ids)
      const shown = await queues.queue('webhooks-dlq').getRanges(['wait'], 0, -1)
      expect(new Set(shown)).toEqual(new Set(ids.slice(1_000)))
      expect(errors).toEqual([])
      await mirror.rebuild([])
      expect((await queueDepths(queues))['webhooks-dlq']).toBe(0)
    })

    test('nothing to send is sent', async () => {
      expect(await sender().send('webhooks', [])).toEqual({ kind: 'sent' })
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
