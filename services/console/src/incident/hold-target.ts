import { type G5, G5Problem } from '@g5/sdk'
import { given } from '../api/given.ts'
import { countingOf, type Matching, type Target } from './hold-count.ts'

/** As it was typed; empty: any. */
export interface TypedTarget {
  tenant: string
  host: string
  endpoint: string
  type: string
}

/** A name that names nothing, and in which field. */
export class NamesNothing extends Error {
  override name = 'NamesNothing'
  readonly field: keyof TypedTarget
  constructor(field: keyof TypedTarget) {
    super(`The ${field} names nothing`)
    this.field = field
  }
}

/**
 * The same by the ids that a hold takes.
 * @throws {NamesNothing} for a tenant or an endpoint that is not there
 */
export async function targetOf(g5: G5, typed: TypedTarget, signal: AbortSignal): Promise<Target> {
  const text = (name: keyof TypedTarget) => typed[name].trim() || undefined
  const [tenant, endpoint] = [text('tenant'), text('endpoint')]
  const tenantId = tenant && (await found('tenant', g5.tenants.get(tenant, { signal }))).id
  const endpointId = endpoint && (await found('endpoint', g5.endpoints.get(endpoint, { tenant: tenantId, signal }))).id
  return given({ tenantId, endpointId, host: text('host'), type: text('type') })
}

async function found<T>(field: keyof TypedTarget, reading: PromiseLike<T>): Promise<T> {
  try {
    return await reading
  } catch (error) {
    if (error instanceof G5Problem && (error.code === 'not_found' || error.code === 'validation_failed'))
      throw new NamesNothing(field)
    throw error
  }
}

/** How many deliveries wait that a hold would meet now. */
export async function countMatching(g5: G5, target: Target, signal: AbortSignal): Promise<Matching> {
  const counting = countingOf(target)
  const within = { tenant: target.tenantId, signal }
  if (counting.by === 'dryRun') return { count: (await g5.bulks.create(counting.body, within)).matched, atLeast: false }
  const { data, nextCursor } = await g5.deliveries.list(counting.query, within)
  return { count: data.length, atLeast: nextCursor !== null }
}
