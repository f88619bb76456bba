import type { EndpointRow } from '@g5/db'

/** The payload of an event that never was. */
export const sample = JSON.stringify({ test: true, message: 'A sample, sent on request. Nothing has happened.' })

/** The first type that the endpoint names in full. */
export function plainType({ eventTypes }: EndpointRow): string {
  return eventTypes?.find((type) => !type.includes('*')) ?? 'webhook.test'
}
