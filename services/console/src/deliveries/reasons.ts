import type { RowOf } from '@g5/sdk'

export type DeliveryReason = NonNullable<RowOf<'deliveries.list'>['reason']>

/** Why a delivery is dead, held or cancelled, as short as a list has room for. */
const labels: Record<DeliveryReason, string> = {
  retries_exhausted: 'Every attempt failed',
  transform_failed: 'Transform failed',
  expired: 'Its own time was over',
  endpoint_gone: 'Receiver said 410 Gone',
  endpoint_disabled: 'Endpoint disabled',
  endpoint_deleted: 'Endpoint deleted',
  on_hold: 'On hold',
  tenant_suspended: 'Account suspended',
  payload_missing: 'Payload missing',
  payload_erased: 'Payload erased',
  past_retention: 'Older than what is kept',
  cancelled: 'Cancelled by somebody',
  discarded: 'Discarded by somebody',
}

export const reasonLabel = (reason: DeliveryReason | null): string =>
  reason === null ? 'No reason given' : labels[reason]
