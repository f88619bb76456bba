import { setTimeout as wait } from 'node:timers/promises'
import { readCpu } from '../cpu.ts'
import type { Ground } from '../ground.ts'
import type { Scope } from '../scope.ts'
import { prepare } from '../studies/prepare.ts'
import { seedDue, seedEndpoints } from '../studies/seed.ts'

const rows = 100_000
const endpointCount = 20

export interface DrainFigures {
  /** From the first row that has gone out to the last one. */
  perSecond: number
  workerCpuUs: number
  postgresCpuUs: number
}

/** A backlog that is due, as after an outage, and workers that find it. */
export async function measureDrain(scope: Scope, ground: Ground): Promise<DrainFigures> {
  const { options, say, postgres } = ground
  const { ask, port, product, sql } = await prepare(scope, ground)
  say(`seeding ${rows} due rows`)
  const urls = Array.from({ length: endpointCount }, () => `http://127.0.0.1:${port}/hooks`)
  const lanes = (await seedEndpoints(sql, product.encryptionKey, urls)).map(({ lane }) => lane)
  await seedDue(sql, lanes, rows)
  await sql`vacuum analyze`
  await sql`checkpoint`
  const workers = await Promise.all(Array.from({ length: options.workers }, () => product.startWorker()))
  const pids = { worker: workers.map(({ pid }) => pid), postgres: [postgres.pid] }
  while ((await ask('count', undefined)) === 0) await wait(2)
  const before = readCpu(pids)
  const began = performance.now()
  const first = await ask('count', undefined)
  const deadline = began + 180_000
  let last = first
  while (last < rows && performance.now() < deadline) {
    await wait(10)
    last = await ask('count', undefined)
    say(`${rows - last} left`)
  }
  if (last < rows) throw new Error(`${rows - last} of ${rows} due rows did not go out within three minutes`)
  const seconds = (performance.now() - began) / 1e3
  const after = readCpu(pids)
  const each = (part: keyof typeof pids) => ((after.parts[part] - before.parts[part]) * 1e6) / (last - first)
  return { perSecond: (last - first) / seconds, workerCpuUs: each('worker'), postgresCpuUs: each('postgres') }
}
