import { microseconds, waitUntil } from '../clock.ts'
import { readCpu } from '../cpu.ts'
import type { Ground } from '../ground.ts'
import type { GeneratorCalls } from '../load/generator.ts'
import type { RouteCalls } from '../load/route.ts'
import { eventTypes } from '../load/traffic.ts'
import { startNode } from '../processes/node.ts'
import type { Scope } from '../scope.ts'

export interface RouteFigures {
  perSecond: number
  cpuUs: number
}

/** The generator's load on a bare Fastify route. */
export async function measureRoute(scope: Scope, { options, say, onDeath }: Ground): Promise<RouteFigures> {
  const spare = { scope, onDeath }
  const route = startNode<RouteCalls>('packages/bench/src/load/route.ts', spare)
  const generator = startNode<GeneratorCalls>('packages/bench/src/load/generator.ts', spare)
  const url = `http://127.0.0.1:${await route.call('listen', undefined)}`
  say(`bare route: ${options.warmUpSeconds + options.seconds} s`)
  const from = microseconds() + options.warmUpSeconds * 1e6
  const until = from + options.seconds * 1e6
  const tenants = [{ key: 'nobody', types: eventTypes }]
  const sending = generator.call('load', { url, tenants, connections: options.connections, from, until })
  await waitUntil(from)
  const before = readCpu({ route: [route.pid] })
  await waitUntil(until)
  const after = readCpu({ route: [route.pid] })
  const { inWindow } = await sending
  const cpuSeconds = after.parts.route - before.parts.route
  return { perSecond: inWindow / options.seconds, cpuUs: (cpuSeconds * 1e6) / inWindow }
}
