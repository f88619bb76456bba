import { expect, test, vi } from 'vitest'
import { backlogMetrics } from './backlog.ts'
import { deliveryMetrics } from './delivery.ts'
import { dispatchMetrics } from './dispatch.ts'
import { httpMetrics, ingestMetrics } from './ingest.ts'
import { createRegistry } from './registry.ts'

const backlog = { deliveries: { due: 7, oldestDueSeconds: null, dead: 2, held: 0 }, migrationsPending: 0 }

test('every metric of ours is named by its unit, explained, and has no label that grows with tenants', async () => {
  const registry = createRegistry('worker')
  ingestMetrics(registry)
  httpMetrics(registry)
  dispatchMetrics(registry)
  deliveryMetrics(registry, { inUse: 0, total: 1 })
  backlogMetrics(registry, async () => backlog)

  const ours = (await registry.getMetricsAsJSON()).filter(({ name }) => name.startsWith('g5_'))
  expect(ours.map(({ name }) => name)).toContain('g5_first_attempt_delay_seconds')
  for (const { name, type, help } of ours) {
    expect(name).toMatch(/^g5_[a-z_]+$/)
    expect(help).toMatch(/^\S.{9,}$/)
    if (String(type) === 'counter') expect(name).toMatch(/_total$/)
    expect(name).not.toMatch(/_(ms|millis|seconds_total|minutes|kb)$/)
  }
  const labels = registry.getMetricsAsArray().flatMap((metric) => ('labelNames' in metric ? metric.labelNames : []))
  expect(labels).not.toEqual(expect.arrayContaining([expect.stringMatching(/tenant|endpoint|url|host|event_type/i)]))
})

test('slots are read when somebody looks', async () => {
  const registry = createRegistry('worker')
  const slots = { inUse: 1, total: 10 }
  deliveryMetrics(registry, slots)
  slots.inUse = 4
  const text = await registry.metrics()
  expect(text).toContain('g5_slots_in_use{service="worker"} 4')
  expect(text).toContain('g5_slots{service="worker"} 10')
})

test('attempts are counted by outcome and error, and their durations in the buckets that Prometheus adds up', async () => {
  const registry = createRegistry('worker')
  const metrics = deliveryMetrics(registry, { inUse: 0, total: 1 })
  for (const seconds of [0.001, 0.005, 0.02, 99]) metrics.attempted('delivered', '', seconds)
  metrics.attempted('retry', 'timeout', 30)
  for (let scrapes = 0; scrapes < 2; scrapes++) {
    const lines = (await registry.metrics()).split('\n')
    expect(lines).toContain('g5_attempts_total{outcome="delivered",error="",service="worker"} 4')
    expect(lines).toContain('g5_attempts_total{outcome="failed",error="timeout",service="worker"} 1')
    const bucket = (le: string, outcome: string, count: number) =>
      `g5_attempt_duration_seconds_bucket{le="${le}",service="worker",outcome="${outcome}"} ${count}`
    expect(lines).toContain(bucket('0.005', 'delivered', 2))
    expect(lines).toContain(bucket('0.025', 'delivered', 3))
    expect(lines).toContain(bucket('30', 'delivered', 3))
    expect(lines).toContain(bucket('+Inf', 'delivered', 4))
    expect(lines).toContain(bucket('30', 'retry', 1))
    expect(lines).toContain('g5_attempt_duration_seconds_count{service="worker",outcome="delivered"} 4')
    expect(lines).toContain('g5_attempt_duration_seconds_sum{service="worker",outcome="retry"} 30')
  }
})

test('the backlog is read once a scrape, and again for the next', async () => {
  const registry = createRegistry('worker')
  const read = vi.fn(async () => ({ ...backlog, waiting: { webhooks: 3 } }))
  backlogMetrics(registry, read)
  const text = await registry.metrics()
  expect(read).toHaveBeenCalledTimes(1)
  expect(text).toContain('g5_queue_waiting{queue="webhooks",service="worker"} 3')
  expect(text).toContain('g5_due_deliveries{service="worker"} 7')
  expect(text).toContain('g5_oldest_due_seconds{service="worker"} 0')
  await registry.metrics()
  expect(read).toHaveBeenCalledTimes(2)
})

test('a backlog that cannot be read is left out, and never looks like zero', async () => {
  const registry = createRegistry('worker')
  const read = vi.fn(async () => ({ ...backlog, waiting: { webhooks: 3 } }))
  backlogMetrics(registry, read)
  await registry.metrics()
  read.mockRejectedValue(new Error('Postgres is away'))
  const text = await registry.metrics()
  expect(text).not.toMatch(/^g5_(due|dead|oldest|queue|migrations)\S* \d/m)
  expect(text).toMatch(/^process_cpu_seconds_total/m)
})

test('a backlog that does not answer holds a scrape up for 3 seconds at most', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const registry = createRegistry('worker')
    backlogMetrics(registry, () => new Promise(() => {}))
    const text = registry.metrics()
    await vi.advanceTimersByTimeAsync(3_000)
    expect(await text).not.toMatch(/^g5_due_deliveries\S* \d/m)
  } finally {
    vi.useRealTimers()
  }
})
