import { type EventTypeResource, publicId } from '@g5/contracts'
import { type EventTypeRow, systemTenantId, type TenantScope } from '@g5/db'
import { createdAt, ownerOf, time } from '../present.ts'

export function showEventType(row: EventTypeRow, scope: TenantScope): EventTypeResource {
  const shared = row.tenantId === systemTenantId
  return {
    id: publicId('eventType', row.id),
    ...(!shared && ownerOf(scope, row.tenantId)),
    ...{ name: row.name, description: row.description, version: row.version, shared },
    schema: parsed(row.schema),
    examples: JSON.parse(row.examples),
    archived: row.archivedAt !== null,
    createdAt: createdAt(row.id),
    updatedAt: time(row.updatedAt),
  }
}

export const parsed = (schema: string | null): unknown => (schema === null ? null : JSON.parse(schema))
