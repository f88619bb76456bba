import { z } from 'zod'
import { id, uid } from './ids.ts'
import { page, pageQuery, repeatable, time } from './paging.ts'
import { role } from './scopes.ts'

const userRole = role.meta({ description: 'operator without a tenant, another within one', examples: ['developer'] })

export const newUser = z
  .strictObject({
    email: z
      .email()
      .max(254)
      .toLowerCase()
      .meta({ description: 'Unique in the deployment', examples: ['ada@example.com'] }),
    role: userRole,
    uid: uid.nullable().optional(),
  })
  .meta({ id: 'NewUser' })

/** RFC 7396: what is absent stays, null removes. */
export const userPatch = z
  .strictObject({ role: userRole, disabled: z.boolean(), uid: uid.nullable() })
  .partial()
  .meta({ id: 'UserPatch' })

const shape = {
  id: id('user'),
  tenantId: id('tenant').nullable().optional().meta({ description: 'null: an operator' }),
  uid: z.string().nullable(),
  email: z.string(),
  role: role.nullable().meta({ description: 'null: one that is not known here, and may do nothing' }),
  disabled: z.boolean(),
  status: z.enum(['invited', 'active', 'disabled']).meta({ description: 'invited: no password was ever set' }),
  inviteExpiresAt: time.nullable().meta({ description: 'Of the link that is open; null: none is' }),
  createdAt: time,
}

export const user = z.strictObject(shape).meta({ id: 'User' })
export type User = z.infer<typeof user>

export const invitedUser = z
  .strictObject({
    ...shape,
    inviteUrl: z.string().meta({ description: 'Where its bearer chooses a password, once; shown this once' }),
  })
  .meta({ id: 'InvitedUser' })

export const userFilter = z.strictObject({
  ...pageQuery.shape,
  email: repeatable(z.string().max(254).toLowerCase()).meta({ description: 'In any case' }),
  uid: repeatable(z.string().max(128)).meta({ description: "The caller's own id" }),
  role: repeatable(role).meta({ description: 'Of these roles' }),
})
export const userPage = page(user)
