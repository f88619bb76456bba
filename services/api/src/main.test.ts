import { randomBytes } from 'node:crypto'
import { request } from 'node:http'
import { uuidv7 } from '@g5/core'
import { connect, createTenant } from '@g5/db'
import {
  canStartRedis,
  type FreshDatabase,
  freePort,
  freshDatabase,
  type ServiceProcess,
  spawnService,
  startRedis,
  until,
} from '@g5/testing'
import { afterEach, describe, expect, test } from 'vitest'

const cleanUp: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of cleanUp.splice(0).reverse()) await close()
})

async function database(options: { empty?: boolean } = {}): Promise<FreshDatabase> {
  const fresh = await freshDatabase(options)
  cleanUp.push(fresh.close)
  return fresh
}

const operatorKey = randomBytes(24).toString('hex')

async function start(env: Record<string, string>): Promise<ServiceProcess & { url: string }> {
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  const secrets = { JWT_SECRET: operatorKey, ENCRYPTION_KEY: operatorKey, OPERATOR_API_KEY: operatorKey }
  const service = spawnService(
    'services/api/src/main.ts',
    { NODE_ENV: 'test', PORT: String(port), ...secrets, ...env },
    { readyUrl: `${url}/ready` },
  )
  cleanUp.push(() => service.stop())
  return { ...service, url }
}

const get = async (url: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const headers = { authorization: `Bearer ${operatorKey}`, connection: 'close' }
  const response = await fetch(url, { headers })
  return { status: response.status, body: JSON.parse(await response.text()) }
}

describe('starting', () => {
  test('names every variable that is missing or wrong, at once, and ends', async () => {
    const service = spawnService('services/api/src/main.ts', { PORT: 'none' })
    expect((await service.exited).code).toBe(1)
    const said = service.lines.map((line) => line['text']).join('\n')
    for (const name of ['DATABASE_URL', 'PORT', 'JWT_SECRET', 'ENCRYPTION_KEY']) expect(said).toContain(name)
  })

  test('without Postgres ends, and names the step', async () => {
    const service = await start({ DATABASE_URL: 'postgres://127.0.0.1:1/none' })
    expect((await service.exited).code).toBe(1)
    expect(service.lines.at(-1)).toMatchObject({ level: 'fatal', msg: 'start failed: postgres' })
  })

  test('logs each step with its time', async () => {
    const { url } = await database()
    const service = await start({ DATABASE_URL: url })
    await service.ready()
    const steps = service.lines.filter(({ msg }) => String(msg).startsWith('start: '))
    expect(steps.map(({ msg }) => String(msg).slice(7).split(' ')[0])).toEqual([
      'environment',
      'tracing',
      'postgres',
      'queue',
      'app',
      'listen',
      'levers',
      'ready',
    ])
    for (const { ms } of steps) expect(ms).toEqual(expect.any(Number))
  })

  test('applies migrations where it may, and else waits for them without taking work', async () => {
    const { url } = await database({ empty: true })
    const waiting = await start({ DATABASE_URL: url, MIGRATE_ON_START: 'false' })
    await waiting.logged(({ msg }) => String(msg).startsWith('migrations are pending'))
    expect((await get(`${waiting.url}/ready`)).status).toBe(503)
    expect(await get(`${waiting.url}/v1/events`)).toMatchObject({ status: 503, body: { code: 'unavailable' } })
    expect((await get(`${waiting.url}/live`)).status).toBe(200)
    const migrating = await start({ DATABASE_URL: url })
    await migrating.ready()
    await waiting.ready()
    expect((await get(`${waiting.url}/v1/events`)).status).toBe(200)
  })
})

test.skipIf(!canStartRedis())('without Redis it starts, is ready, and says that it is degraded', async () => {
  const { url } = await database()
  const redis = await startRedis()
  await redis.kill()
  const service = await start({ DATABASE_URL: url, QUEUE_BACKEND: 'redis', REDIS_URL: redis.url })
  await service.ready()
  expect((await get(`${service.url}/v1/health`)).body).toMatchObject({ status: 'degraded' })
  await redis.restart()
  await until(async () => (await get(`${service.url}/v1/health`)).body['status'] === 'ok', { what: 'health to be ok' })
  await redis.stop()
})

test('what is not HTTP is answered with a problem, and the process goes on', async () => {
  const { url } = await database()
  const service = await start({ DATABASE_URL: url })
  await service.ready()
  const { status, type } = await new Promise<{ status: number | undefined; type: string | undefined }>((done, fail) => {
    const asking = request(`${service.url}/v1/events`, { headers: { 'x-large': 'x'.repeat(40_000) } }, (answer) => {
      answer.resume()
      done({ status: answer.statusCode, type: answer.headers['content-type'] })
    })
    asking.on('error', fail)
    asking.end()
  })
  expect([status, type]).toEqual([400, 'application/problem+json'])
  expect((await get(`${service.url}/live`)).status).toBe(200)
})

test('told to stop, it answers what is in flight, takes no more, and ends well', async () => {
  const { url } = await database()
  const db = connect(url, { max: 2, name: 'test' })
  cleanUp.push(db.close)
  await createTenant(db.orm, { id: uuidv7(Date.now()), slug: 'busy', name: 'Busy' })
  const service = await start({ DATABASE_URL: url })
  await service.ready()

  const lock = await db.sql.reserve()
  await lock`begin`
  await lock`lock table events in exclusive mode`
  const post = () =>
    fetch(`${service.url}/v1/events`, {
      method: 'POST',
      body: '{"type":"a","payload":1}',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${operatorKey}`, 'x-tenant-id': 'busy' },
    }).then(({ status }) => status)
  const inFlight = Promise.all(Array.from({ length: 8 }, post))
  const waiting = async () => (await db.sql`select from pg_stat_activity where wait_event_type = 'Lock'`).length > 0
  await until(waiting, { what: 'the events to be in flight' })
  const ended = service.stop()
  await service.logged(({ msg }) => msg === 'stopping: no new work')
  await lock`commit`
  lock.release()

  expect([new Set(await inFlight), await ended]).toEqual([new Set([202]), 0])
  await expect(fetch(`${service.url}/live`)).rejects.toThrow()
  // An answer is logged once its reader has all of it, which may be after its connection was given up.
  expect(service.lines.filter(({ msg }) => msg !== 'request').at(-1)).toMatchObject({ msg: 'stopped' })
})
