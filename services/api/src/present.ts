import { publicId } from '@g5/contracts'
import { uuidMillis } from '@g5/core'
import type { TenantScope } from '@g5/db'

/** The moment an id was made. */
export const createdAt = (uuid: string) => new Date(uuidMillis(uuid)).toISOString()

/** A time as Postgres writes it, to the millisecond. */
export function time(text: string): string
export function time(text: string | null): string | null
export function time(text: string | null): string | null {
  return text === null ? null : new Date(text).toISOString()
}

/** Rows say whose they are where more than one tenant's are shown. */
export function ownerOf(scope: TenantScope, tenantId: string): { tenantId?: string }
export function ownerOf(scope: TenantScope, tenantId: string | null): { tenantId?: string | null }
export function ownerOf(scope: TenantScope, tenantId: string | null): { tenantId?: string | null } {
  return 'tenantId' in scope ? {} : { tenantId: tenantId && publicId('tenant', tenantId) }
}
