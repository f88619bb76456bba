import type { RowOf } from '@g5/sdk'

export type Role = NonNullable<RowOf<'users.list'>['role']>

/** Each role in a sentence; what exactly it may do is the API's to say. */
export const roleSays: Record<Role, string> = {
  viewer: 'Sees endpoints, events, deliveries and statistics. No payloads, no secrets, and changes nothing.',
  'on-call':
    'A viewer who also sees payloads and what receivers answered, retries, replays and cancels deliveries, and switches endpoints on and off.',
  developer: 'On-call, and also sends events, makes and changes endpoints and event types, and reads signing secrets.',
  admin: 'A developer who also manages users and API keys, reads the audit log, and erases payloads and dead letters.',
  operator:
    'Runs the deployment: everything in every tenant, and also tenants, limits, portal links, holds and queues.',
}

/**
 * The roles that somebody who manages users can give: operators have no tenant, and nobody else goes without.
 * @param known all that the API takes
 */
export function givable(known: readonly Role[], ofTheDeployment: boolean): Role[] {
  return known.filter((role) => (role === 'operator') === ofTheDeployment)
}
