import { compileFilter, effortOfAnEvent, matcher } from '@g5/core'
import type { Ground } from '../ground.ts'
import type { Scope } from '../scope.ts'
import { median } from '../statistics.ts'
import type { Finding } from './finding.ts'

const endpointCount = 1_000
const rounds = 2_000
const warmUpRounds = 500

/** What the filters of many endpoints cost one event: no process, no database, only the matcher. */
export async function studyFilters(_scope: Scope, { say }: Ground): Promise<Finding[]> {
  say(`${endpointCount} endpoints`)
  const ids = Array.from({ length: endpointCount }, (_, n) => `0199c2a4-1c00-7000-8000-${String(n).padStart(12, '0')}`)
  const plain = ids.map((id) => ({ id, eventTypes: ['order.*'], channels: null }))
  const filtered = plain.map((endpoint, n) => ({ ...endpoint, wants: compileFilter(filterOf(n)) }))
  return [
    { what: `matching an event with ${endpointCount} endpoints that have no filter`, value: time(plain), unit: 'µs' },
    { what: 'with as many that have one', value: time(filtered), unit: 'µs', atMost: 1_000 },
  ]
}

/** As people write them: one value, a bound, a list, an element of an array. */
function filterOf(n: number): object {
  const filters = [
    { payload: { customer: { id: `cus_${n}` } } },
    { payload: { amount: { $gte: n, $lt: n + 500 }, currency: { $in: ['EUR', 'USD'] } } },
    { type: 'order.paid', metadata: { region: { $ne: 'us' } }, payload: { test: { $exists: false } } },
    { payload: { items: { sku: { $startsWith: `sku-${n % 10}` }, quantity: { $gt: 1 } } } },
  ]
  return filters[n % filters.length] ?? {}
}

const event = { type: 'order.paid', channels: null, metadata: { region: 'eu' } }
const payload = {
  ...{ customer: { id: 'cus_500', tier: 'gold' }, amount: 400, currency: 'EUR' },
  items: Array.from({ length: 10 }, (_, n) => ({ sku: `sku-${n}`, quantity: n })),
}

/** Microseconds, the median of the rounds. */
function time(endpoints: Parameters<typeof matcher>[0]): number {
  const match = matcher(endpoints)
  const id = '0199c2a4-1c00-7000-8000-000000000001'
  const took = Array.from({ length: warmUpRounds + rounds }, () => {
    const began = performance.now()
    match(event, { id, payload, left: effortOfAnEvent })
    return (performance.now() - began) * 1_000
  })
  return median(took.slice(warmUpRounds))
}
