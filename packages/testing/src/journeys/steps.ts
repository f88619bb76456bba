import { afterEach, expect } from 'vitest'
import { elapse, type OwnRedis, type QueueBackend, startRedis, until } from '../index.ts'
import { type Deployment, type DeploymentOptions, startDeployment } from './deployment.ts'

/** Deployments and servers that end with their test, the last to start first. */
export function stage() {
  const cleanUp: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of cleanUp.splice(0).reverse()) await close()
  })

  async function deploy(options: DeploymentOptions): Promise<Deployment> {
    const deployment = await startDeployment(options)
    cleanUp.push(deployment.stop)
    return deployment
  }
  return {
    deploy,
    async deployOn(backend: QueueBackend, options: DeploymentOptions = {}): Promise<Deployment> {
      const place = await backend.open()
      cleanUp.push(place.close)
      return deploy({ queue: place.connection, ...options })
    },
    async ownRedis(): Promise<OwnRedis> {
      const redis = await startRedis()
      cleanUp.push(redis.stop)
      return redis
    },
    atTheEnd: (close: () => Promise<unknown>) => void cleanUp.push(close),
  }
}

const leads = (line: Record<string, unknown>) => line['msg'] === 'leads the dispatch'

/** Of two workers, the one that leads and the one that would; `takesOver` waits until it does. */
export function leaderOf({ workers }: Deployment) {
  const leader = workers.find(({ lines }) => lines.some(leads))
  const follower = workers.find((worker) => worker !== leader)
  return { leader, takesOver: () => follower?.logged(leads, 15_000) }
}

const idsOf = ({ receiver }: Deployment) => receiver.requests.map(({ headers }) => headers['webhook-id'])

/** Every event reached the receiver at least once. */
export function expectAll(deployment: Deployment, events: readonly string[]): void {
  const got = new Set(idsOf(deployment))
  expect(events.filter((id) => !got.has(id))).toEqual([])
}

/** Requests beyond the first of each event. */
export function duplicates(deployment: Deployment): number {
  return deployment.receiver.requests.length - new Set(idsOf(deployment)).size
}

/** How long nothing has to move before time passes: what is on its way must not lose its lease meanwhile. */
const stillMs = 250

/** Time passes until nothing is open: leases run out, retries come due. */
export async function expectAllEnded({ sql }: Deployment): Promise<void> {
  let last = { open: Number.NaN, at: 0 }
  await until(
    async () => {
      const [row] = await sql<[{ open: number }]>`select count(*)::int as open from open_deliveries
        where state in ('pending', 'queued')`
      const now = performance.now()
      if (row.open !== last.open) last = { open: row.open, at: now }
      else if (row.open > 0 && now - last.at > stillMs) {
        await elapse(sql, 20)
        last = { open: row.open, at: performance.now() }
      }
      return row.open === 0
    },
    { withinMs: 45_000, what: 'every delivery to end' },
  )
}

/**
 * What is delivered has a successful attempt, and each delivery that came to an outcome one attempt a hand-out: what a
 * crash ate is not counted, what was recorded twice is there once.
 */
export async function expectTrueAccounts({ sql }: Deployment): Promise<void> {
  const wrong = await sql`
    select s.id from settled_deliveries s where s.outcome = 'delivered' and not exists (
      select from attempts a where a.delivery_id = s.id and a.outcome = 'delivered' and a.fence <= s.fence)
    union all
    select a.delivery_id from attempts a left join deliveries d on d.id = a.delivery_id where d.id is null`
  expect([...wrong]).toEqual([])
}

/** Time passes until nothing is open; then every event was received, and the accounts are true. */
export async function expectNothingLost(deployment: Deployment, events: readonly string[]): Promise<void> {
  await expectAllEnded(deployment)
  expectAll(deployment, events)
  await expectTrueAccounts(deployment)
}

/** Posts one after the other, in a few lanes, until told to stop; what was refused meanwhile is kept by its status. */
export function postUntilStopped(deployment: Deployment, type: string) {
  const accepted: string[] = []
  const refused: { status: number; retryAfter: string | null }[] = []
  let stopped = false
  const lanes = Array.from({ length: 4 }, async () => {
    while (!stopped) {
      const answer = await deployment.tryPost(type, { n: accepted.length })
      if ('id' in answer) accepted.push(answer.id)
      else refused.push(answer)
    }
  })
  return {
    accepted,
    refused,
    async stop() {
      stopped = true
      await Promise.all(lanes)
      return accepted
    },
  }
}
