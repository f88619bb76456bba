import type { Hint } from '@g5/contracts'
import type { Answer, Slots, WebhookRequest } from '@g5/core'
import type { Judged } from './assess.ts'
import type { Loaded, Sendable } from './load.ts'

export interface DeliverDeps {
  slots: Slots
  /** Did the lane's last attempt time out or take long? */
  isSlow(lane: number): boolean
  load(hint: Hint): Promise<Loaded>
  prepare(delivery: Sendable): WebhookRequest
  send(request: WebhookRequest): Promise<Answer>
  assess(delivery: Sendable, answer: Answer): Judged
  record(judged: Judged): Promise<void>
  /** Gives the row back without an attempt: there is no room for it, or its endpoint may not be sent to. */
  handBack(hint: Hint, why: 'no_slot' | 'blocked'): Promise<void>
  cancel(cancelled: Extract<Loaded, { kind: 'cancelled' }>): Promise<void>
}

/**
 * One delivery, from its hint to its outcome. The slot comes before the load: a row that waited for a slot with its
 * endpoint in memory would carry an old URL or secret past the answer of a PATCH.
 */
export async function deliver(hint: Hint, deps: DeliverDeps): Promise<void> {
  const [, , lane, tenant] = hint
  const slot = deps.slots.take(lane, tenant, deps.isSlow(lane))
  if (!slot) return deps.handBack(hint, 'no_slot')
  try {
    const loaded = await deps.load(hint)
    if (loaded.kind === 'not_ours') return
    if (loaded.kind === 'blocked') return await deps.handBack(hint, 'blocked')
    if (loaded.kind === 'cancelled') return await deps.cancel(loaded)
    slot.weigh(loaded.delivery.payload.length)
    const answer = await deps.send(deps.prepare(loaded.delivery))
    await deps.record(deps.assess(loaded.delivery, answer))
  } finally {
    slot.release()
  }
}
