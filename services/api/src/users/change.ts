import {
  hasOtherAdministrator,
  lockUser,
  lockUsersOf,
  readUser,
  type TenantScope,
  type Tx,
  type UserRef,
  type UserRow,
} from '@g5/db'
import { mustHold } from '../auth/grant.ts'
import { type Principal, principalOfUser } from '../auth/principal.ts'

/**
 * Locks a user for a change of them, by somebody who may do all that the user may: else a key that may only change
 * users could become any of them, by an invite.
 * @throws {HttpProblem} `forbidden`
 */
export async function lockToChange(
  tx: Tx,
  scope: TenantScope,
  ref: UserRef,
  principal: Principal,
): Promise<UserRow | undefined> {
  const seen = await readUser(tx, scope, ref)
  if (!seen) return undefined
  await lockUsersOf(tx, seen.tenantId)
  const locked = await lockUser(tx, scope, { id: seen.id })
  if (locked) mustHold(principal, principalOfUser(locked).scopes)
  return locked
}

type Standing = Pick<UserRow, 'tenantId' | 'role' | 'disabledAt' | 'passwordHash'>

/** Who can sign in and administer the tenant, or as an operator, the deployment. */
function administers({ tenantId, role, disabledAt, passwordHash }: Standing): boolean {
  return (tenantId === null || role === 'admin') && disabledAt === null && passwordHash !== null
}

/** Whether a change would leave nobody. @param after undefined: the user is gone */
export async function leavesNobody(tx: Tx, before: UserRow, after?: Standing): Promise<boolean> {
  if (!administers(before) || (after && administers(after))) return false
  return !(await hasOtherAdministrator(tx, before))
}
