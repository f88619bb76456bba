import { setTimeout as wait } from 'node:timers/promises'
import { microseconds, waitUntil } from '../clock.ts'
import { readCpu } from '../cpu.ts'
import type { Ground } from '../ground.ts'
import type { GeneratorCalls, Load } from '../load/generator.ts'
import type { ReceiverCalls } from '../load/receiver.ts'
import { missing } from '../load/roll.ts'
import type { Pipeline, StartPipeline } from '../pipeline.ts'
import type { Caller } from '../processes/calls.ts'
import { startNode } from '../processes/node.ts'
import type { Scope } from '../scope.ts'
import { type Figures, figuresOf } from './figures.ts'

export interface Way {
  name: string
  start: StartPipeline
  /** Events a second; as fast as it goes without. */
  rate?: number
  /** Of the generator; those of the options unless told. */
  connections?: number
  /** Events a request. */
  perRequest?: number
  /** Deliveries an event. */
  fan?: number
  /** Nothing is sent: what counts is that it is stored. */
  storesOnly?: boolean
}

/** Milliseconds that the backlog may take; a delivery whose worker died is due again within 45 s. */
const longestDrainMs = 120_000

/** One turn: a pipeline of its own from start to end, warmed up, loaded, measured, drained and counted. */
export async function measure(scope: Scope, ground: Ground, way: Way): Promise<Figures> {
  const { name, start, rate, perRequest, fan = 1, storesOnly = false } = way
  const { options, say, onDeath } = ground
  const spare = { scope, onDeath }
  const receiver = startNode<ReceiverCalls>('packages/bench/src/load/receiver.ts', spare)
  const generator = startNode<GeneratorCalls>('packages/bench/src/load/generator.ts', spare)
  say(`${name}: starting`)
  const port = await receiver.call('listen', undefined)
  const pipeline = await start(scope, ground, `http://127.0.0.1:${port}`)
  const pids = {
    ...pipeline.pids,
    postgres: [ground.postgres.pid],
    generator: [generator.pid],
    receiver: [receiver.pid],
  }

  say(`${name}: warming up for ${options.warmUpSeconds} s`)
  const from = microseconds() + options.warmUpSeconds * 1e6
  const until = from + options.seconds * 1e6
  await receiver.call('window', { from, until, fan })
  const { url, tenants } = pipeline
  const { connections = options.connections } = way
  const load: Load = { url, tenants, connections, perRequest, rate, calm: fan > 1, from, until }
  const sending = generator.call('load', load)
  await waitUntil(from)
  const before = readCpu(pids)
  say(`${name}: measuring for ${options.seconds} s`)
  await waitUntil(until)
  const after = readCpu(pids)
  const sent = await sending
  say(`${name}: waiting for what is still on its way`)
  if (!storesOnly) await drain(pipeline, receiver.call, sent.accepted * fan)
  const received = await receiver.call('report', undefined)

  return figuresOf({
    seconds: options.seconds,
    fan,
    until,
    sent,
    received,
    lost: storesOnly
      ? Math.max(0, sent.accepted - (await pipeline.stored()))
      : missing(sent.acceptedOnes, received.seen, fan),
    before,
    after,
  })
}

/** Waits until all accepted events have been received and the pipeline itself holds nothing open, or for too long. */
async function drain(pipeline: Pipeline, receiver: Caller<ReceiverCalls>, accepted: number): Promise<void> {
  const deadline = performance.now() + longestDrainMs
  while (performance.now() < deadline) {
    if ((await receiver('distinct', undefined)) >= accepted && (await pipeline.open()) === 0) return
    await wait(50)
  }
}
