import { z } from 'zod'
import { decodeUuid, encodeUuid } from './typeid.ts'

/** What stands before the `_` of a public id. Inside, ids are UUIDs; people and programs see TypeIDs. */
export const idPrefixes = {
  tenant: 'ten',
  user: 'usr',
  apiKey: 'key',
  portalSession: 'ptl',
  endpoint: 'ep',
  event: 'evt',
  delivery: 'dlv',
  bulk: 'blk',
  hold: 'hld',
  auditEntry: 'aud',
} as const
export type IdKind = keyof typeof idPrefixes

const suffix = '[0-7][0-9a-hjkmnp-tv-z]{25}'
const shapes = Object.fromEntries(
  Object.entries(idPrefixes).map(([kind, prefix]) => [kind, new RegExp(`^${prefix}_${suffix}$`)]),
) as Record<IdKind, RegExp>
const anyShape = new RegExp(`^[a-z]{1,63}_${suffix}$`)

/** The TypeID (https://github.com/jetify-com/typeid) of a UUID. */
export function publicId(kind: IdKind, uuid: string): string {
  return `${idPrefixes[kind]}_${encodeUuid(uuid)}`
}

/** The UUID behind a public id; undefined for anything that is not an id of that kind. */
export function internalId(kind: IdKind, id: string): string | undefined {
  return shapes[kind].test(id) ? decodeUuid(id.slice(-26)) : undefined
}

/** The UUID behind a public id of any kind. */
export function uuidOfId(id: string): string | undefined {
  return anyShape.test(id) ? decodeUuid(id.slice(-26)) : undefined
}

/** An id of that kind in a body, a query or an answer. */
export function id(kind: IdKind) {
  return z
    .string()
    .regex(shapes[kind], `must be an id that starts with ${idPrefixes[kind]}_`)
    .meta({
      description: `TypeID of the ${kind}`,
      examples: [publicId(kind, '0199c2a4-1c00-7000-8000-000000000001')],
    })
}

/** The caller's own id: never of TypeID shape, so it can stand wherever an id can. */
export const uid = z
  .string()
  .regex(/^[A-Za-z0-9._-]{1,128}$/, 'must be 1-128 characters of A-Z a-z 0-9 . _ -')
  .refine((value) => !anyShape.test(value), 'must not look like an id of this system')
  .meta({ description: "The caller's own id", examples: ['order-1042'] })

/** `/:id` where a uid may stand too. */
export type Reference = { id: string } | { uid: string }
export function reference(kind: IdKind, value: string): Reference {
  const uuid = internalId(kind, value)
  return uuid ? { id: uuid } : { uid: value }
}
