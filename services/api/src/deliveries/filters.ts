import { internalId, uid } from '@g5/contracts'
import { type Database, endpointsOfHosts, listEndpoints, type TenantScope } from '@g5/db'

/** Endpoints that a filter names by id or uid, as ids. A name that nobody has finds nothing, and that is no mistake. */
export async function endpointIdsOf(
  { orm }: Database,
  scope: TenantScope,
  names: readonly string[] | undefined,
): Promise<string[] | undefined> {
  if (!names) return undefined
  const ids = names.flatMap((name) => internalId('endpoint', name) ?? [])
  const uids = names.filter((name) => uid.safeParse(name).success)
  const found = uids.length > 0 ? await listEndpoints(orm, scope, { uid: uids, limit: 1_000 }) : []
  return [...ids, ...found.map(({ id }) => id)]
}

export function eventIdsOf(ids: readonly string[] | undefined): string[] | undefined {
  return ids?.flatMap((id) => internalId('event', id) ?? [])
}

/** Of these endpoints, or of all, those whose URL has one of these hosts. */
export async function ofHosts(
  { orm }: Database,
  scope: TenantScope,
  endpointIds: string[] | undefined,
  hosts: readonly string[] | undefined,
): Promise<string[] | undefined> {
  if (!hosts) return endpointIds
  const found = await endpointsOfHosts(orm, scope, hosts)
  return endpointIds ? found.filter((id) => endpointIds.includes(id)) : found
}
