import type { Scope } from '../../session/session.ts'

interface Said {
  /** What it allows, in words. */
  allows: string
  /** It is about the deployment: no key of a tenant can have it. */
  deployment?: true
}

export const scopeSays: Record<Scope, Said> = {
  read: { allows: 'See endpoints, events, deliveries and statistics, without payloads, bodies or secrets' },
  'payloads:read': { allows: 'See payloads, transformed bodies and what receivers answered' },
  'deliveries:write': { allows: 'Retry, replay and cancel deliveries, switch endpoints on and off, reset circuits' },
  'events:write': { allows: 'Send events' },
  'endpoints:write': { allows: 'Make, change and delete endpoints' },
  'event-types:write': { allows: 'Declare, change and delete event types' },
  'secrets:read': { allows: 'Read the signing secrets of endpoints; each reading is in the audit log' },
  'users:write': { allows: 'Invite, change and delete users' },
  'keys:write': { allows: 'Make and revoke API keys' },
  'audit:read': { allows: 'Read the audit log' },
  'data:erase': { allows: 'Erase payloads, discard and expunge deliveries for good' },
  'tenants:write': { allows: 'Make, change, suspend and erase tenants', deployment: true },
  'portal:create': { allows: 'Open the portal to customers of tenants', deployment: true },
  operate: { allows: 'Hold deliveries, pause queues, change the log level', deployment: true },
}

/** What somebody can give a key: of their own, and in a tenant nothing that is about the deployment. */
export function grantable(own: readonly Scope[], ofTheDeployment: boolean): Scope[] {
  return own.filter((scope) => ofTheDeployment || !scopeSays[scope].deployment)
}
