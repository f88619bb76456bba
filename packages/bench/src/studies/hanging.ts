import { setTimeout as wait } from 'node:timers/promises'
import { connect } from '@g5/db'
import { microseconds } from '../clock.ts'
import type { Ground } from '../ground.ts'
import type { GeneratorCalls } from '../load/generator.ts'
import type { ReceiverCalls } from '../load/receiver.ts'
import { makeEndpoint, makeTenant, prepareProduct } from '../processes/g5.ts'
import { startNode } from '../processes/node.ts'
import { openScope, type Scope } from '../scope.ts'
import { median } from '../statistics.ts'
import type { Finding } from './finding.ts'

const tenantCount = 10
const endpointsPerTenant = 10

/** A tenth of all endpoints never answers: how much longer do the others' deliveries take? */
export async function studyHanging(scope: Scope, ground: Ground): Promise<Finding[]> {
  const runs: { calm: number; beside: number }[] = []
  for (let run = 1; run <= ground.options.runs; run++) {
    const say = (what: string) => ground.say(`run ${run} of ${ground.options.runs}: ${what}`)
    const calm = await healthyP99(scope, { ...ground, say }, 0)
    const beside = await healthyP99(scope, { ...ground, say }, 1)
    runs.push({ calm, beside })
  }
  const each = (name: 'calm' | 'beside') => median(runs.map((run) => run[name]))
  return [
    { what: 'p99 from sent to received, all endpoints well', value: each('calm'), unit: 'ms' },
    { what: 'p99 of the others, a tenth hangs until its timeout', value: each('beside'), unit: 'ms' },
    {
      what: 'the one by the other, median of the runs',
      value: median(runs.map(({ calm, beside }) => beside / calm)),
      unit: 'x',
      atMost: 2,
    },
  ]
}

/** @param hanging endpoints of each tenant that never answer */
async function healthyP99(parent: Scope, ground: Ground, hanging: number): Promise<number> {
  const scope = openScope(parent)
  const { options, say, onDeath } = ground
  const receiver = startNode<ReceiverCalls>('packages/bench/src/load/receiver.ts', { scope, onDeath })
  const generator = startNode<GeneratorCalls>('packages/bench/src/load/generator.ts', { scope, onDeath })
  const port = await receiver.call('listen', undefined)
  const product = await prepareProduct(scope, ground)
  const database = connect(product.databaseUrl, { max: 1, name: 'g5-bench' })
  scope.defer(database.close)
  const api = await product.startApi()
  for (let i = 0; i < options.workers; i++) await product.startWorker()
  const types = Array.from({ length: endpointsPerTenant }, (_, i) => `bench.order_${i}`)
  const tenants = []
  for (let i = 0; i < tenantCount; i++) {
    const key = await makeTenant(database.orm, i)
    for (const [place, type] of types.entries()) {
      const path = place < hanging ? '/hang' : '/hooks'
      await makeEndpoint(api.url, key, `http://127.0.0.1:${port}${path}`, type)
    }
    tenants.push({ key, types })
  }
  const from = microseconds() + options.warmUpSeconds * 1e6
  const until = from + options.seconds * 1e6
  await receiver.call('window', { from, until })
  say(`${options.rate} events a second, ${hanging ? 'a tenth of the endpoints hangs' : 'all endpoints well'}`)
  const { connections, rate } = options
  await generator.call('load', { url: api.url, tenants, connections, rate, calm: true, from, until })
  await wait(3_000) // What is on its way to those that are well.
  const { latency } = await receiver.call('report', undefined)
  say('stopping')
  await scope.close()
  return latency.p99Ms
}
