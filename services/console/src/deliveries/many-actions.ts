import type { Delivery } from '@g5/sdk'

export type ManyAction = 'send' | 'cancel'
type Status = Delivery['status']

/** What each may be done to; the API passes over the others. */
export const takes: Record<ManyAction, Status[]> = {
  send: ['pending', 'delivered', 'dead', 'held', 'cancelled'],
  cancel: ['pending', 'queued', 'held'],
}

/** What to know before doing it to these, in sentences. */
export function consequences(action: ManyAction, deliveries: readonly Pick<Delivery, 'status'>[]): string[] {
  const of = (status: Status) => deliveries.filter((one) => one.status === status).length
  const told: [number, string][] =
    action === 'send'
      ? [
          [of('delivered'), 'delivered already: their receivers get them a second time, under the same webhook-id'],
          [of('pending'), 'waiting: they go now instead of later'],
          [of('queued'), 'on the way at this moment: they are left alone'],
        ]
      : [
          [of('delivered'), 'delivered already: they are left alone'],
          [of('queued'), 'on the way at this moment: an attempt that is under way may still arrive'],
          [of('dead'), 'dead: they are left alone, and can be discarded among the dead letters'],
          [of('cancelled'), 'cancelled already: they are left alone'],
        ]
  return told.filter(([n]) => n > 0).map(([n, words]) => `${n} ${n === 1 ? 'is' : 'are'} ${words}.`)
}
