import { readdirSync, readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { microseconds } from '../clock.ts'
import type { Ground } from '../ground.ts'
import type { GeneratorCalls } from '../load/generator.ts'
import type { ReceiverCalls } from '../load/receiver.ts'
import { startThrifty } from '../processes/g5.ts'
import { startNode } from '../processes/node.ts'
import { measure } from '../scenarios/measure.ts'
import { openScope, type Scope } from '../scope.ts'
import { median } from '../statistics.ts'
import type { Finding } from './finding.ts'
import { slopeOf } from './slope.ts'

/** Of what `stream` reaches on this machine. */
const share = 0.6
const sampleMs = 10_000
/** After which a connection that nobody uses is closed by whoever holds it. */
const idleMs = 90_000
/**
 * Connections to Postgres and Redis that are opened under load and kept. Under load their number says little: there are
 * as many to receivers as there is delay. Of millions of deliveries, a leak of one in 100,000 would show.
 */
const pooled = 40

interface Sample {
  hours: number
  apiMiB: number
  workerMiB: number
  handles: number
  p50Ms: number
  p99Ms: number
}

/** For `--seconds` at 60 % of what the machine can: does anything grow? */
export async function studySoak(scope: Scope, ground: Ground): Promise<Finding[]> {
  const { options, say, onDeath } = ground
  const short = { ...ground, options: { ...options, seconds: 10 } }
  const turn = openScope(scope)
  const { sustainedPerSecond } = await measure(turn, short, { name: 'how much it can', start: startThrifty })
  await turn.close()
  const rate = Math.round(sustainedPerSecond * share)

  const spare = { scope, onDeath }
  const receiver = startNode<ReceiverCalls>('packages/bench/src/load/receiver.ts', spare)
  const generator = startNode<GeneratorCalls>('packages/bench/src/load/generator.ts', spare)
  const port = await receiver.call('listen', undefined)
  const { url, tenants, pids, open } = await startThrifty(scope, ground, `http://127.0.0.1:${port}`)
  const all = [...pids.api, ...pids.worker]
  const idleBefore = handlesOf(all)
  const from = microseconds() + options.warmUpSeconds * 1e6
  const until = from + options.seconds * 1e6
  await receiver.call('window', { from, until })
  const sending = generator.call('load', {
    url,
    tenants,
    connections: options.connections,
    rate,
    calm: true,
    from,
    until,
  })
  await wait(options.warmUpSeconds * 1_000)
  await receiver.call('recent', undefined)
  const samples: Sample[] = []
  while (microseconds() < until) {
    await wait(sampleMs)
    const { p50Ms, p99Ms } = await receiver.call('recent', undefined)
    samples.push({
      hours: (microseconds() - from) / 3.6e9,
      apiMiB: sum(pids.api, residentMiB),
      workerMiB: sum(pids.worker, residentMiB),
      handles: handlesOf(all),
      ...{ p50Ms, p99Ms },
    })
    const last = samples.at(-1)
    say(`${rate} a second, ${Math.round((until - microseconds()) / 1e6)} s left, p99 ${last?.p99Ms.toFixed(0)} ms`)
  }
  const { accepted } = await sending
  for (let tries = 0; (await open()) > 0 && tries < 600; tries++) await wait(100)
  const distinct = await receiver.call('distinct', undefined)
  await wait(idleMs)
  const idleAfter = handlesOf(all)
  const half = samples.slice(samples.length >> 1)
  /** An hour's growth, with what it is seen in: a line through it says nothing of when and why. */
  const slope = (of: (sample: Sample) => number) => ({
    value: slopeOf(half.map((one) => [one.hours, of(one)])),
    samples: samples.map(of),
  })
  const [first, last] = [samples.slice(0, samples.length / 3), samples.slice(-samples.length / 3)]
  const p99 = (part: Sample[]) => median(part.map(({ p99Ms }) => p99Ms))
  return [
    { what: 'events a second, 60 % of what stream reached', value: rate, unit: '' },
    { what: 'accepted and not delivered', value: accepted - distinct, unit: 'events', atMost: 0 },
    { what: 'API: resident at the end', value: samples.at(-1)?.apiMiB ?? Number.NaN, unit: 'MiB' },
    { what: '  slope of the second half', unit: 'MiB/h', atMost: 20, ...slope((one) => one.apiMiB) },
    { what: 'worker: resident at the end', value: samples.at(-1)?.workerMiB ?? Number.NaN, unit: 'MiB' },
    { what: '  slope of the second half', unit: 'MiB/h', atMost: 20, ...slope((one) => one.workerMiB) },
    { what: 'open files and connections: slope', unit: '/h', ...slope((one) => one.handles) },
    { what: '  idle after it, beyond idle before it', value: idleAfter - idleBefore, unit: '', atMost: pooled },
    { what: 'p50 from sent to received, median', value: median(samples.map(({ p50Ms }) => p50Ms)), unit: 'ms' },
    { what: 'p99 of the first third', value: p99(first), unit: 'ms', samples: samples.map(({ p99Ms }) => p99Ms) },
    { what: 'p99 of the last third', value: p99(last), unit: 'ms' },
    { what: 'the last by the first', value: p99(last) / p99(first), unit: 'x', atMost: 1.25 },
  ]
}

const sum = (pids: readonly number[], of: (pid: number) => number) => pids.reduce((all, pid) => all + of(pid), 0)

const handlesOf = (pids: readonly number[]) => sum(pids, (pid) => readdirSync(`/proc/${pid}/fd`).length)

function residentMiB(pid: number): number {
  const kB = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return Number(kB) / 1024
}
