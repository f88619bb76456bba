import { z } from 'zod'
import { id } from './ids.ts'
import { page, pageQuery, repeatable, time } from './paging.ts'

export const circuitState = z.enum(['closed', 'open', 'half_open'])

/** Of an endpoint, wherever it is shown. */
export const circuitShape = {
  state: circuitState,
  since: time.nullable().meta({ description: 'null: it has never been open' }),
  failures: z.int(),
  nextProbeAt: time.nullable(),
}

export const circuit = z
  .strictObject({ endpointId: id('endpoint'), tenantId: id('tenant').optional(), url: z.string(), ...circuitShape })
  .meta({ id: 'Circuit' })
export type Circuit = z.infer<typeof circuit>

export const circuitFilter = z.strictObject({
  ...pageQuery.shape,
  state: repeatable(circuitState).meta({ description: 'open and half_open unless told' }),
})
export const circuitPage = page(circuit)
