import { z } from 'zod'
import { id } from './ids.ts'
import { page, pageQuery, repeatable, time, timeRange } from './paging.ts'

const named = z.string().min(1).max(320)

const filters = {
  ...timeRange.shape,
  actor: repeatable(named).meta({ description: 'The id or the name of who did it: a user, an API key' }),
  action: repeatable(z.string().min(1).max(80)).meta({ description: 'Such as `endpoint.disabled`' }),
  target: repeatable(named).meta({ description: 'The id or the name of what it was done to' }),
}

export const auditFilter = z.strictObject({ ...pageQuery.shape, ...filters })
/** The same without pages. */
export const auditExportFilter = z.strictObject(filters)

export const auditEntry = z
  .strictObject({
    id: id('auditEntry'),
    tenantId: id('tenant').nullable().optional(),
    actor: z.strictObject({
      kind: z.enum(['user', 'api_key', 'operator', 'portal', 'system']),
      id: z.string().nullable(),
      name: z.string(),
    }),
    action: z.string().meta({ examples: ['endpoint.disabled'] }),
    target: z.strictObject({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
    changes: z.record(z.string(), z.unknown()),
    address: z.string().nullable(),
    requestId: z.string().nullable(),
    createdAt: time,
  })
  .meta({ id: 'AuditEntry' })
export type AuditEntryShown = z.infer<typeof auditEntry>

export const auditPage = page(auditEntry)

/** The last line of an export. One that ends without it was cut off. */
export const auditExportEnd = z
  .strictObject({ complete: z.literal(true), entries: z.int() })
  .meta({ id: 'AuditExportEnd', description: 'The last line: an export that ends without it was cut off' })

export const auditExportLine = z.union([auditEntry, auditExportEnd])
