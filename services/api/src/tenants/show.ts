import { publicId, type Tenant } from '@g5/contracts'
import type { TenantLimits, TenantRow, TenantSettings } from '@g5/db'
import { createdAt, time } from '../present.ts'

export function showTenant(row: TenantRow): Tenant {
  const { name, slug, uid, status, endpointsUsed, erasure } = row
  return {
    id: publicId('tenant', row.id),
    ...{ name, slug, uid, class: row.class, status },
    limits: wholeLimits(row.limits),
    settings: wholeSettings(row.settings),
    usage: { endpoints: endpointsUsed },
    erasure: erasure && erasureOf(erasure),
    createdAt: createdAt(row.id),
    updatedAt: time(row.updatedAt),
  }
}

export function wholeLimits(limits: TenantLimits): Tenant['limits'] {
  const { eventsPerSecond = null, endpoints = null, payloadBytes = null } = limits
  return { eventsPerSecond, endpoints, payloadBytes }
}

export function wholeSettings(settings: TenantSettings): Tenant['settings'] {
  const { validateEvents = false, payloadRetentionDays = null, storeResponses = true } = settings
  return { validateEvents, payloadRetentionDays, storeResponses }
}

function erasureOf({ startedAt, ...row }: NonNullable<TenantRow['erasure']>): NonNullable<Tenant['erasure']> {
  const { events, deliveries, attempts, other } = row
  return { startedAt: time(startedAt), erased: { events, deliveries, attempts, other } }
}
