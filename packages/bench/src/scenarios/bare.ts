import { microseconds } from '../clock.ts'
import type { Ground } from '../ground.ts'
import type { BareCalls, BareLoop } from '../load/bare.ts'
import type { ReceiverCalls } from '../load/receiver.ts'
import { startNode } from '../processes/node.ts'
import { openScope, type Scope } from '../scope.ts'

export interface BareFigures {
  dispatchPerSecond: number
  /** Of the process that sends, for each delivery. */
  dispatchCpuUs: number
  requestPerSecond: number
  requestCpuUs: number
}

/** Signing and posting and nothing else, to the same receiver over as many connections: what a delivery costs at least. */
export async function measureBare(scope: Scope, ground: Ground): Promise<BareFigures> {
  const dispatch = await loop(openScope(scope), ground, 'dispatch')
  const request = await loop(openScope(scope), ground, 'request')
  return {
    dispatchPerSecond: dispatch.deliveredPerSecond,
    dispatchCpuUs: dispatch.cpuUs,
    requestPerSecond: request.deliveredPerSecond,
    requestCpuUs: request.cpuUs,
  }
}

async function loop(scope: Scope, { options, say, onDeath }: Ground, by: BareLoop['by']) {
  const spare = { scope, onDeath }
  const receiver = startNode<ReceiverCalls>('packages/bench/src/load/receiver.ts', spare)
  const bare = startNode<BareCalls>('packages/bench/src/load/bare.ts', spare)
  const url = `http://127.0.0.1:${await receiver.call('listen', undefined)}`
  say(`bare loop with ${by}: ${options.warmUpSeconds + options.seconds} s`)
  const from = microseconds() + options.warmUpSeconds * 1e6
  const until = from + options.seconds * 1e6
  const figures = await bare.call('loop', { url, connections: options.connections, by, from, until })
  const { distinct, wronglySigned } = await receiver.call('report', undefined)
  if (distinct !== figures.sent || wronglySigned > 0)
    throw new Error(`of ${figures.sent} webhooks ${distinct} arrived, and ${wronglySigned} were wrongly signed`)
  await scope.close()
  return figures
}
