import { randomUUID } from 'node:crypto'
import type { Hint } from '@g5/contracts'
import { canStartRedis, type OwnRedis, startRedis, until } from '@g5/testing'
import { Redis } from 'ioredis'
import { afterEach, describe, expect, test } from 'vitest'
import {
  connectQueues,
  consumeChores,
  consumeHints,
  createHintSender,
  type Queues,
  scheduleChores,
  waitingJobs,
} from './index.ts'

const hints = (count: number): Hint[] =>
  Array.from({ length: count }, (_, i): Hint => [randomUUID(), i, 1, randomUUID()])

describe.skipIf(!canStartRedis())('a Redis that misbehaves', () => {
  const closers: (() => Promise<unknown> | unknown)[] = []
  afterEach(async () => {
    for (const close of closers.splice(0).reverse()) await close()
  })

  async function open(redis?: OwnRedis) {
    const own = redis ?? (await startRedis())
    const states: string[] = []
    const queues = await connectQueues(
      { backend: 'redis', redis: { url: own.url } },
      { onState: (state) => states.push(state === 'back' ? 'back' : 'away'), onError() {} },
    )
    const sender = createHintSender(queues)
    closers.push(own.stop, queues.close, sender.close)
    if (!redis) await until(() => sender.available, { what: 'Redis' })
    return { redis: own, queues, sender, states }
  }

  /** Counts rows; `hold` keeps every job in hand until it is let go. */
  function consumer(queues: Queues, hold?: Promise<void>) {
    const seen = { begun: 0, ended: 0 }
    const { close } = consumeHints(queues, {
      queue: 'webhooks',
      concurrency: 2,
      async onRows(rows) {
        seen.begun += rows.length
        await hold
        seen.ended += rows.length
      },
      onMalformed() {},
    })
    return { seen, close }
  }

  async function operator<T>(redis: OwnRedis, command: (client: Redis) => Promise<T>): Promise<T> {
    const client = new Redis(redis.url)
    try {
      return await command(client)
    } finally {
      client.disconnect()
    }
  }

  test('one that is gone refuses at once, says so once, and is used again as soon as it is back', async () => {
    const { redis, queues, sender, states } = await open()
    const { seen } = consumer(queues)
    await redis.kill()
    await until(() => !sender.available, { what: 'the loss to be noticed' })
    const asked = performance.now()
    expect(await sender.send('webhooks', hints(1))).toMatchObject({ kind: 'refused' })
    expect(performance.now() - asked).toBeLessThan(600)
    await expect(waitingJobs(queues, 'webhooks')).rejects.toThrow('away')
    await redis.restart()
    await until(async () => (await sender.send('webhooks', hints(1))).kind === 'sent', {
      what: 'Redis to be used again',
    })
    await until(() => seen.ended > 0, { what: 'the hint to be taken' })
    expect(states).toEqual(['away', 'back'])
  })

  test('one that hangs leaves the outcome unknown within 600 ms, and then costs nothing more', async () => {
    const { redis, sender } = await open()
    redis.pause()
    const asked = performance.now()
    expect(await sender.send('webhooks', hints(1))).toMatchObject({ kind: 'unknown' })
    expect(performance.now() - asked).toBeLessThan(650)
    await until(async () => (await sender.send('webhooks', hints(1))).kind === 'refused', {
      what: 'the breaker to open',
    })
    redis.resume()
    await until(async () => (await sender.send('webhooks', hints(1))).kind === 'sent', { what: 'it to close again' })
  })

  test('one that runs out of memory in the middle of a sending leaves the outcome unknown', async () => {
    const { redis, queues, sender } = await open()
    const used = await operator(redis, (client) => client.info('memory'))
    const limit = Number(/used_memory:(\d+)/.exec(used)?.[1]) + 1_500_000
    await operator(redis, (client) => client.config('SET', 'maxmemory', String(limit)))
    const before = await waitingJobs(queues, 'webhooks')
    expect(await sender.send('webhooks', hints(20_000))).toMatchObject({ kind: 'unknown' })
    expect(await waitingJobs(queues, 'webhooks')).toBeGreaterThan(before)
    await operator(redis, (client) => client.config('SET', 'maxmemory', '1'))
    expect(await sender.send('webhooks', hints(1))).toMatchObject({ kind: 'refused' })
  })

  test('one that a consumer may not use yet leaves the process alive, and is used once it may be', async () => {
    const redis = await startRedis()
    const forbid = ['SETUSER', 'worker', 'on', 'nopass', '~*', '&*', '+@all', '-info'] as const
    await operator(redis, (client) => client.call('ACL', ...forbid))
    const url = redis.url.replace('redis://', 'redis://worker:any@')
    const { queues, sender } = await open({ ...redis, url })
    const { seen } = consumer(queues)
    await until(() => queues.ready, { what: 'the connection' })
    await operator(redis, (client) => client.call('ACL', 'SETUSER', 'worker', '+info'))
    await until(async () => (await sender.send('webhooks', hints(1))).kind === 'sent', { what: 'a hint to be sent' })
    await until(() => seen.ended > 0, { what: 'a hint to be taken' })
  })

  test('one that is flushed under its consumers gets its schedules back', async () => {
    const { redis, queues, sender } = await open()
    let runs = 0
    const chores = { tick: { everyMs: 1_000, run: async () => void runs++ } }
    await scheduleChores(queues, chores)
    consumeChores(queues, chores, () => {})
    const { seen } = consumer(queues)
    await until(() => runs > 0, { what: 'a run' })
    await operator(redis, (client) => client.flushall())
    await scheduleChores(queues, chores)
    const before = runs
    await until(() => runs > before, { what: 'another run' })
    await sender.send('webhooks', hints(1))
    await until(() => seen.ended > 0, { what: 'a hint to be taken' })
  })

  test('one that was never there does not keep a consumer from closing', async () => {
    const redis = await startRedis()
    await redis.kill()
    const { queues, sender, states } = await open(redis)
    const { close } = consumer(queues)
    await until(() => states.length > 0, { what: 'the absence to be told' })
    expect(await sender.send('webhooks', hints(1))).toMatchObject({ kind: 'refused' })
    await close()
    await queues.close()
  })

  test('one that is gone does not keep a consumer from closing, which still waits for the job in its hands', async () => {
    const { redis, queues, sender } = await open()
    const { promise: held, resolve: finish } = Promise.withResolvers<void>()
    const { seen, close } = consumer(queues, held)
    await sender.send('webhooks', hints(1))
    await until(() => seen.begun > 0, { what: 'the job to be taken' })
    await redis.kill()
    await until(() => !queues.ready, { what: 'the loss to be noticed' })
    let closed = false
    const closing = close().then(() => (closed = true))
    await expect(queues.ping()).rejects.toThrow()
    expect(closed).toBe(false)
    finish()
    await closing
    expect(seen.ended).toBe(1)
  })
})
