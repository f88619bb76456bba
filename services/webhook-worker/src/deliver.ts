import type { Hint } from '@g5/contracts'
import type { Answer, Slot, Slots, WebhookRequest } from '@g5/core'
import type { Judged } from './assess.ts'
import type { Loaded, Sendable } from './load.ts'

export interface DeliverDeps {
  slots: Slots
  /** Did the lane's last attempt time out or take long? */
  isSlow(lane: number): boolean
  /** In the order of the hints. */
  load(hints: readonly Hint[]): Promise<Loaded[]>
  /** Makes a lease that is too short for an attempt long enough; false when the row is somebody else's by now. */
  renewLease(hint: Hint, delivery: Sendable): Promise<boolean>
  prepare(delivery: Sendable): WebhookRequest
  send(request: WebhookRequest): Promise<Answer>
  assess(delivery: Sendable, answer: Answer): Judged
  record(judged: Judged): Promise<void>
  /** Gives rows back without an attempt: there is no room for them, or their endpoint may not be sent to. */
  handBack(hints: readonly Hint[], why: 'no_slot' | 'blocked'): Promise<void>
  /** Turns it `held`. */
  hold(hint: Hint, held: Extract<Loaded, { kind: 'held' }>): Promise<void>
  cancel(cancelled: Extract<Loaded, { kind: 'cancelled' }>): Promise<void>
  onError(error: unknown, hint: Hint): void
}

/** A row that holds its slot. */
interface Taken {
  hint: Hint
  slot: Slot
}

/**
 * The rows of a job, on their way from hint to outcome. Slots come before the load: a row that waited for a slot with
 * its endpoint in memory would carry an old URL or secret past the answer of a PATCH. Resolves when all that have a
 * slot are on their own way, so that a slow one keeps nothing of the others in memory.
 */
export async function deliver(hints: readonly Hint[], deps: DeliverDeps): Promise<void> {
  const taken: Taken[] = []
  const refused: Hint[] = []
  for (const hint of hints) {
    const [, , lane, tenant] = hint
    const slot = deps.slots.take(lane, tenant, deps.isSlow(lane))
    if (slot) taken.push({ hint, slot })
    else refused.push(hint)
  }
  await Promise.all([
    taken.length > 0 && loadAndSend(taken, deps),
    refused.length > 0 && deps.handBack(refused, 'no_slot'),
  ])
}

async function loadAndSend(taken: readonly Taken[], deps: DeliverDeps): Promise<void> {
  let loaded: Loaded[]
  try {
    loaded = await deps.load(taken.map(({ hint }) => hint))
  } catch (error) {
    for (const { hint, slot } of taken) {
      slot.release()
      deps.onError(error, hint)
    }
    return
  }
  for (const [i, one] of loaded.entries()) if (taken[i]) void finish(taken[i], one, deps)
}

/** One delivery, from what was loaded to its outcome. Never rejects. */
async function finish({ hint, slot }: Taken, loaded: Loaded, deps: DeliverDeps): Promise<void> {
  try {
    if (loaded.kind === 'not_ours') return
    if (loaded.kind === 'blocked') return await deps.handBack([hint], 'blocked')
    if (loaded.kind === 'held') return await deps.hold(hint, loaded)
    if (loaded.kind === 'cancelled') return await deps.cancel(loaded)
    const { delivery, leaseTooShort } = loaded
    if (leaseTooShort && !(await deps.renewLease(hint, delivery))) return
    slot.weigh(delivery.payload.length)
    const answer = await deps.send(deps.prepare(delivery))
    await deps.record(deps.assess(delivery, answer))
  } catch (error) {
    deps.onError(error, hint)
  } finally {
    slot.release()
  }
}
