import { type IdKind, id, internalId, reference, uid } from '@g5/contracts'
import type { TenantRef } from '@g5/db'
import { z } from 'zod'

/** `/:id` of things that have no uid. */
export function idParam(kind: IdKind) {
  return z.object({ id: id(kind).transform((text) => internalId(kind, text) ?? '') })
}

function idOrUid(kind: IdKind) {
  return z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,128}$/)
    .refine((text) => internalId(kind, text) !== undefined || uid.safeParse(text).success)
    .meta({ description: `The id of the ${kind}, or its uid` })
    .transform((text) => reference(kind, text))
}

/** `/:id` of endpoints: their id or their uid. */
export const endpointParam = z.object({ id: idOrUid('endpoint') })

export const circuitParam = z.object({ endpointId: idOrUid('endpoint') })

export const userParam = z.object({ id: idOrUid('user') })

/** `/:id` of tenants: their id, their uid or their slug. */
export const tenantParam = z.object({
  id: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,128}$/)
    .meta({ description: 'The id of the tenant, its uid or its slug' })
    .transform((text): TenantRef => {
      const id = internalId('tenant', text)
      return id === undefined ? { name: text } : { id }
    }),
})
