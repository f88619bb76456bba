import { type Role, roleScopes } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import {
  createUser,
  endSessions,
  readUser,
  type TenantScope,
  type Tx,
  type UserChanges,
  type UserRow,
  updateUser,
  userUidIsTaken,
} from '@g5/db'
import { answer, invalid, refuse } from '../answer.ts'
import { mustHold } from '../auth/grant.ts'
import type { Principal } from '../auth/principal.ts'
import { changesBetween } from '../changes.ts'
import type { Deps } from '../deps.ts'
import { leavesNobody } from './change.ts'
import { invite } from './invite.ts'
import { showUser } from './show.ts'

export const target = (id: string) => ({ kind: 'user', id })

/** Whose users are made; null: the deployment's. */
export const ownTenant = (scope: TenantScope) => ('tenantId' in scope ? scope.tenantId : null)

interface Asker {
  scope: TenantScope
  principal: Principal
}

interface NewUser {
  email: string
  role: Role
  uid?: string | null | undefined
}

/** The caller has locked the users of that tenant. */
export async function make(
  tx: Tx,
  { scope, principal, origin }: Asker & { origin: string },
  { email, role, uid = null }: NewUser,
  deps: Deps,
) {
  const tenantId = ownTenant(scope)
  mustHold(principal, roleScopes[role])
  const fault = misfit(role, tenantId)
  if (fault) return invalid(fault)
  const id = uuidv7(deps.clock.now())
  const made = await createUser(tx, { id, tenantId, email, role, uid })
  if (made !== 'created') return refuse(made)
  const { url: inviteUrl } = await invite(tx, id, origin, deps)
  const shown = showUser(await reread(tx, id), scope)
  return {
    ...answer(201, { ...shown, inviteUrl }, { headers: { location: `/v1/users/${shown.id}` } }),
    audit: { action: 'user.created' as const, target: target(id), tenantId, changes: { email, role, uid } },
  }
}

/** The caller has locked the user, to change them. */
export async function change(
  tx: Tx,
  before: UserRow,
  changes: Omit<UserChanges, 'role'> & { role?: Role | undefined },
  { scope, principal }: Asker,
) {
  const { id, tenantId } = before
  const { role, uid, disabled } = changes
  if (role !== undefined) {
    mustHold(principal, roleScopes[role])
    const fault = misfit(role, tenantId)
    if (fault) return invalid(fault)
  }
  if (uid && (await userUidIsTaken(tx, { id, tenantId, uid }))) return refuse('uid_taken')
  await updateUser(tx, id, changes)
  const after = await reread(tx, id)
  if (await leavesNobody(tx, before, after)) return refuse('last_administrator')
  if (disabled) await endSessions(tx, id)
  return {
    ...answer(200, showUser(after, scope)),
    audit: {
      action: 'user.updated' as const,
      target: target(id),
      tenantId,
      changes: changesBetween(audited(before), audited(after)),
    },
  }
}

/** Operators have no tenant, and nobody else goes without. */
function misfit(role: Role, tenantId: string | null) {
  if ((role === 'operator') === (tenantId === null)) return undefined
  return { pointer: '/role', detail: tenantId === null ? 'must be operator, without a tenant' : 'is for operators' }
}

/** As it is after a change in this transaction. */
async function reread(tx: Tx, id: string): Promise<UserRow> {
  const row = await readUser(tx, { allTenants: true }, { id })
  if (!row) throw new Error('the user just written is not there')
  return row
}

const audited = ({ role, uid, disabledAt }: UserRow) => ({ role, uid, disabled: disabledAt !== null })
