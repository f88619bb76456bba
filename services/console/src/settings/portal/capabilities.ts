import type { BodyOf } from '@g5/sdk'

export type PortalSession = BodyOf<'portalSessions.create'>
export type Capability = PortalSession['capabilities'][number]

/** What each lets a customer see and do. */
export const capabilitySays: Record<Capability, string> = {
  view: 'Their endpoints, events and deliveries, with payloads, attempts and what their receivers answered',
  endpoints: 'Add, change and delete endpoints, and choose what they are sent',
  secrets: 'Read the signing secrets of their endpoints; each reading is in the audit log',
  send: 'Retry, replay and cancel deliveries, switch endpoints on and off, send a test',
}

export const lifetimes = [
  { seconds: 900, label: '15 minutes' },
  { seconds: 3_600, label: '1 hour' },
  { seconds: 28_800, label: '8 hours' },
  { seconds: 86_400, label: '24 hours' },
] as const
