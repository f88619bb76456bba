import { type BodyOf, type EventExtras, envelope, eventDocument } from '@g5/core'
import type { EndpointRow } from '@g5/db'
import { maxBodyBytes } from '@g5/transform'
import type { Deps } from '../deps.ts'
import { HttpProblem } from '../problem.ts'

/** What an endpoint says of its bodies. */
export type Shape = Pick<EndpointRow, 'transform' | 'envelope'>

/** What the endpoint gets of an event, as a worker would send it, and the milliseconds that it took to make. */
export async function bodyOf(
  tenantId: string,
  shape: Shape,
  event: BodyOf & EventExtras,
  deps: Deps,
): Promise<{ body: string; ms: number }> {
  const { data, ms } = shape.transform === null ? { data: event.payload, ms: 0 } : await made(shape.transform)
  return { body: shape.envelope ? envelope(event, data) : data, ms }

  /** @throws {HttpProblem} `transform_failed`, `overloaded` */
  async function made(expression: string): Promise<{ data: string; ms: number }> {
    const document = eventDocument(event, event)
    const maxBytes = maxBodyBytes(Buffer.byteLength(event.payload))
    const became = await deps.transformer.transform({ tenantId, expression, document, maxBytes })
    if (became.kind === 'made') return { data: became.body, ms: became.ms }
    if (became.kind === 'busy') throw busy()
    throw new HttpProblem('transform_failed', { detail: `The transform failed: ${became.detail}.` })
  }
}

/** @throws {HttpProblem} `validation_failed` with the place, or `overloaded` */
export async function checkTransform(
  tenantId: string,
  transform: string | null | undefined,
  { transformer }: Deps,
): Promise<void> {
  if (transform == null) return
  const checked = await transformer.check(tenantId, transform)
  if (checked.kind === 'busy') throw busy()
  if (checked.kind === 'sound') return
  const detail = `at offset ${checked.position}: ${checked.detail}`
  throw new HttpProblem('validation_failed', { errors: [{ pointer: '/transform', detail }] })
}

const busy = () =>
  new HttpProblem('overloaded', { detail: 'Other transforms are under way.', headers: { 'retry-after': '1' } })
