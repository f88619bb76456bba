import { type Answer, eventDocument } from '@g5/core'
import { maxBodyBytes, type Transformer } from '@g5/transform'
import type { Sendable } from './load.ts'

/** The data of a body, or why there is none: a failure like any other, but that nobody was asked. */
export type Made = { kind: 'made'; data: string } | Extract<Answer, { kind: 'failure' }> | { kind: 'no_turn' }

/** What an endpoint's expression makes of the event as it stands. */
export async function transformed(transformer: Transformer, delivery: Sendable, expression: string): Promise<Made> {
  const { tenantId, payload, rare } = delivery
  const document = eventDocument(delivery, { metadata: rare?.metadata ?? null, channels: rare?.channels ?? null })
  const maxBytes = maxBodyBytes(Buffer.byteLength(payload))
  const became = await transformer.transform({ tenantId, expression, document, maxBytes })
  if (became.kind === 'busy') return { kind: 'no_turn' }
  if (became.kind === 'made') return { kind: 'made', data: became.body }
  return { kind: 'failure', error: 'transform_failed', detail: became.detail, timings: { total: became.ms } }
}
