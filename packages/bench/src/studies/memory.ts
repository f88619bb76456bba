import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Ground } from '../ground.ts'
import { thrifty } from '../processes/g5.ts'
import type { Scope } from '../scope.ts'
import type { Finding } from './finding.ts'
import { prepare } from './prepare.ts'
import { seedDue, seedEndpoints } from './seed.ts'

const endpointCount = 10_000

/** What a worker that also leads holds in memory: many endpoints, each with a host of its own, and a long backlog. */
export async function studyMemory(scope: Scope, ground: Ground): Promise<Finding[]> {
  const { options, say } = ground
  const rows = Math.round(options.rows / 5)
  const { ask, port, product, sql } = await prepare(scope, ground)
  say(`seeding ${endpointCount} endpoints and ${rows} due rows`)
  const endpoints = await seedEndpoints(
    sql,
    product.encryptionKey,
    Array.from({ length: endpointCount }, (_, i) => `http://${hostOf(i)}:${port}/flood`),
  )
  await seedDue(
    sql,
    endpoints.map(({ lane }) => lane),
    rows,
  )
  await sql`vacuum analyze`
  const { pid } = await product.startWorker(thrifty)
  const began = performance.now()
  const ends = began + options.seconds * 1_000
  let largest = 0
  while (performance.now() < ends) {
    await wait(500)
    largest = Math.max(largest, kilobytes(pid, 'VmRSS'))
    say(`${Math.round((ends - performance.now()) / 1e3)} s left, ${Math.round(largest / 1024)} MiB`)
  }
  const delivered = await ask('count', undefined)
  return [
    {
      what: `worker, ${endpointCount} endpoints, ${rows} due rows: RSS, sampled`,
      value: largest / 1024,
      unit: 'MiB',
      atMost: 300,
    },
    { what: 'its peak as the kernel knows it', value: kilobytes(pid, 'VmHWM') / 1024, unit: 'MiB', atMost: 300 },
    { what: 'delivered meanwhile', value: delivered / options.seconds, unit: 'webhooks/s' },
  ]
}

/** Each a host of its own to whoever keeps connections by host. */
function hostOf(i: number): string {
  return `127.0.${1 + Math.floor(i / 250)}.${1 + (i % 250)}`
}

/** A line of /proc/PID/status: proc_pid_status(5). */
function kilobytes(pid: number, name: 'VmRSS' | 'VmHWM'): number {
  const line = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(`/proc/${pid}/status`, 'utf8'))
  return Number(line?.[1])
}
