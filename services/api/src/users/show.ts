import { publicId, type User } from '@g5/contracts'
import type { TenantScope, UserRow } from '@g5/db'
import { principalOfUser } from '../auth/principal.ts'
import { createdAt, ownerOf, time } from '../present.ts'

export function showUser(row: UserRow, scope: TenantScope): User {
  const { id, tenantId, uid, email, passwordHash } = row
  const disabled = row.disabledAt !== null
  return {
    id: publicId('user', id),
    ...ownerOf(scope, tenantId),
    uid,
    email,
    role: principalOfUser(row).role,
    disabled,
    status: disabled ? 'disabled' : passwordHash === null ? 'invited' : 'active',
    inviteExpiresAt: time(row.inviteExpiresAt),
    createdAt: createdAt(id),
  }
}
