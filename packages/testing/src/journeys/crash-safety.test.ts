import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { startEmbeddedPostgres } from '../embedded-postgres.ts'
import {
  behaviours,
  canStartRedis,
  elapse,
  type FreshDatabase,
  faketimeLibrary,
  queueBackends,
  spawnService,
  until,
} from '../index.ts'
import {
  duplicates,
  expectAllEnded,
  expectNothingLost,
  expectTrueAccounts,
  leaderOf,
  postUntilStopped,
  stage,
} from './steps.ts'

// Whole processes start, stop and are waited for; each wait has its own, shorter deadline.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

const { deploy, deployOn, ownRedis, atTheEnd } = stage()

for (const backend of queueBackends())
  describe.skipIf(backend.missing)(`after a crash everything ends, and is counted once, ${backend.title}`, () => {
    test('a worker is killed under load: its rows go to another, and a job it held is not run again', async () => {
      const deployment = await deployOn(backend, { workers: 2 })
      await deployment.endpoint('/hook')
      deployment.receiver.behave(behaviours.slow(20))
      const load = postUntilStopped(deployment, 'load.test')
      await deployment.receiver.received(40)
      await deployment.workers[0]?.kill()
      const before = deployment.receiver.requests.length
      await deployment.receiver.received(before + 40)
      const events = await load.stop()
      await expectNothingLost(deployment, events)
      const [twice] = await deployment.sql`
        select count(*)::int as n from attempts group by delivery_id having count(*) > 1`
      expect(twice).toBeUndefined()
    })

    test('a request outlives the grace of a stopping worker: the row is due again, with the same webhook-id', async () => {
      const deployment = await deployOn(backend, { env: { SHUTDOWN_GRACE_MS: '500' } })
      await deployment.endpoint('/hook', { timeoutMs: 30_000 })
      deployment.receiver.behave(behaviours.hangs())
      const event = await deployment.post('stop.test')
      await deployment.receiver.received(1)
      expect(await deployment.workers[0]?.stop(10_000)).toBe(0)
      deployment.receiver.behave(behaviours.ok())
      await deployment.startWorker()
      await expectAllEnded(deployment)
      expect(deployment.receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([event, event])
      const { body } = await deployment.call<{ data: { attempts: number; status: string }[] }>(
        'GET',
        '/v1/webhooks/deliveries',
      )
      expect(body.data).toMatchObject([{ status: 'delivered', attempts: 1 }])
    })

    test('the leader is paused and wakes up: another has taken over, and nothing is handed out twice', async () => {
      const deployment = await deployOn(backend, { workers: 2 })
      await deployment.endpoint('/hook')
      await deployment.post('lead.test')
      await deployment.receiver.received(1)
      const { leader, takesOver } = leaderOf(deployment)
      await leader?.kill('SIGSTOP')
      await takesOver()
      await deployment.sql`update direct_path set open_until = '-infinity'`
      const events = await Promise.all(Array.from({ length: 20 }, () => deployment.post('lead.test')))
      await leader?.kill('SIGCONT')
      await until(
        async () => (await deployment.sql`select from open_deliveries where state = 'pending'`).length === 0,
        {
          what: 'all to be handed out',
        },
      )
      await expectNothingLost(deployment, events)
      // What the paused worker had taken as jobs before is sent again after its lease, and only that.
      const [twice] = await deployment.sql`
        select count(*)::int as n from attempts group by delivery_id having count(*) > 1`
      expect(twice).toBeUndefined()
    })

    test('an attempt outlives its lease, and both it and the next one succeed: one delivery, two attempts', async () => {
      const deployment = await deployOn(backend, { workers: 1 })
      await deployment.endpoint('/hook')
      deployment.receiver.behave(behaviours.inTurn(behaviours.slow(3_000), behaviours.ok()))
      const event = await deployment.post('late.test')
      await deployment.receiver.received(1)
      await elapse(deployment.sql, 60)
      await deployment.receiver.received(2)
      await until(async () => (await deployment.sql`select from attempts`).length === 2, {
        what: 'both to be recorded',
      })
      expect(await deployment.settled()).toEqual({ delivered: 1 })
      expect(deployment.receiver.requests.map(({ headers }) => headers['webhook-id'])).toEqual([event, event])
      await expectTrueAccounts(deployment)
    })
  })

describe.skipIf(!canStartRedis())('whatever Redis forgets, everything ends', () => {
  test('it is flushed under load', async () => {
    const redis = await ownRedis()
    const deployment = await deploy({ queue: { backend: 'redis', redis: { url: redis.url } }, workers: 2 })
    await deployment.endpoint('/hook')
    const load = postUntilStopped(deployment, 'load.test')
    for (let flushes = 0; flushes < 3; flushes++) {
      await deployment.receiver.received(deployment.receiver.requests.length + 30)
      await redis.command('FLUSHALL')
    }
    await deployment.receiver.received(deployment.receiver.requests.length + 30)
    const events = await load.stop()
    await expectNothingLost(deployment, events)
  })

  test('it restarts without persistence under load', async () => {
    const redis = await ownRedis()
    const deployment = await deploy({ queue: { backend: 'redis', redis: { url: redis.url } }, workers: 2 })
    await deployment.endpoint('/hook')
    const load = postUntilStopped(deployment, 'load.test')
    await deployment.receiver.received(30)
    await redis.restart()
    await deployment.receiver.received(deployment.receiver.requests.length + 30, { withinMs: 30_000 })
    const events = await load.stop()
    await expectNothingLost(deployment, events)
  })
})

test.skipIf(!faketimeLibrary())(
  'with pods ten minutes apart all is sent once, and stamped with the true time',
  async () => {
    const deployment = await deploy({ workers: 0, apiSkewSeconds: 300 })
    await deployment.startWorker({ skewSeconds: -300 })
    await deployment.startWorker({ skewSeconds: 300 })
    await deployment.endpoint('/hook', { retrySchedule: [0, 1, 1, 1] })
    deployment.receiver.behave(behaviours.flapping(1, 4))
    const events = await Promise.all(Array.from({ length: 60 }, () => deployment.post('skew.test')))
    await expectNothingLost(deployment, events)
    expect(await deployment.settled()).toEqual({ delivered: 60 })
    const [failed] = await deployment.sql`select count(*)::int as n from attempts where outcome = 'failed'`
    expect(duplicates(deployment)).toBe(failed?.['n'])
    for (const { headers, at } of deployment.receiver.requests)
      expect(Math.abs(Number(headers['webhook-timestamp']) - at / 1000)).toBeLessThan(5)
    const [odd] = await deployment.sql`
    select count(*)::int as n from attempts where abs(extract(epoch from started_at - now())) > 3600`
    expect(odd?.['n']).toBe(0)
  },
)

test('Postgres crashes under load and comes back: what was accepted is delivered, what was not got a 503', async () => {
  const { database, crash, restart } = await ownPostgres()
  const deployment = await deploy({ database })
  await deployment.endpoint('/hook')
  const load = postUntilStopped(deployment, 'load.test')
  await deployment.receiver.received(30)
  await crash()
  await until(() => load.refused.length > 0, { what: 'posts to be refused', withinMs: 30_000 })
  await restart()
  const before = load.accepted.length
  await until(() => load.accepted.length > before + 30, { what: 'posts to be accepted again', withinMs: 30_000 })
  const events = await load.stop()
  await expectNothingLost(deployment, events)
  expect(load.refused.filter(({ status, retryAfter }) => status !== 503 || retryAfter === null)).toEqual([])
})

/** A Postgres that may be treated badly, with the schema in it. */
async function ownPostgres(): Promise<{
  database: FreshDatabase
  crash(): Promise<void>
  restart(): Promise<void>
}> {
  const parent = await mkdtemp('/var/tmp/g5-test-postgres-')
  await chmod(parent, 0o711) // As root the server runs as another user.
  const directory = join(parent, 'cluster')
  let server = await startEmbeddedPostgres({ directory })
  const { port, url } = server
  atTheEnd(async () => {
    await server.stop()
    await rm(parent, { recursive: true, force: true })
  })
  const migrate = spawnService('services/api/src/commands/migrate-run.ts', { DATABASE_URL: url })
  const { code } = await migrate.exited
  if (code !== 0) throw new Error(`no schema: ${JSON.stringify(migrate.lines.slice(-5))}`)
  return {
    database: { url, close: async () => {} },
    crash: () => server.kill(),
    async restart() {
      server = await startEmbeddedPostgres({ directory, port, takeOver: true })
    },
  }
}
