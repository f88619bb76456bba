import { invitedUser, newUser, type Role, roleScopes, user, userFilter, userPage, userPatch } from '@g5/contracts'
import { uuidv7 } from '@g5/core'
import {
  createUser,
  deleteUser,
  endSessions,
  listUsers,
  lockUsersOf,
  readUser,
  type Tx,
  type UserRow,
  updateUser,
  userUidIsTaken,
} from '@g5/db'
import { z } from 'zod'
import { answer, invalid, problems, refuse } from '../answer.ts'
import { mustHold } from '../auth/grant.ts'
import { changesBetween } from '../changes.ts'
import { pager } from '../paging.ts'
import { userParam } from '../params.ts'
import { route } from '../route.ts'
import { leavesNobody, lockToChange } from './change.ts'
import { invite } from './invite.ts'
import { showUser } from './show.ts'

/** Without a tenant, a credential of the deployment sees all users, and makes operators. */
const about = { tag: 'users', scope: 'users:write', tenant: 'optional' } as const

const target = (id: string) => ({ kind: 'user', id })

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

export const postUser = route({
  method: 'POST',
  url: '/v1/users',
  summary: 'Invite a user: whoever opens the link of the answer chooses the password',
  ...about,
  mutates: true,
  body: newUser,
  answers: { 201: invitedUser, ...problems('email_taken', 'uid_taken') },
  async handle({ scope, body: { email, role, uid = null }, principal, origin }, deps, tx) {
    const tenantId = 'tenantId' in scope ? scope.tenantId : null
    mustHold(principal, roleScopes[role])
    const fault = misfit(role, tenantId)
    if (fault) return invalid(fault)
    const id = uuidv7(deps.clock.now())
    await lockUsersOf(tx, tenantId)
    const made = await createUser(tx, { id, tenantId, email, role, uid })
    if (made !== 'created') return refuse(made)
    const { url: inviteUrl } = await invite(tx, id, origin(), deps)
    const shown = showUser(await reread(tx, id), scope)
    return {
      ...answer(201, { ...shown, inviteUrl }, { headers: { location: `/v1/users/${shown.id}` } }),
      audit: { action: 'user.created', target: target(id), tenantId, changes: { email, role, uid } },
    }
  },
})

export const getUsers = route({
  method: 'GET',
  url: '/v1/users',
  summary: 'List users, newest first',
  ...about,
  query: userFilter,
  answers: { 200: userPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('users', scope, query)
    const { email, uid, role } = query
    const rows = await listUsers(db.orm, scope, { ...place, email, uid, role })
    return answer(
      200,
      page(rows, (row) => showUser(row, scope)),
    )
  },
})

export const getUser = route({
  method: 'GET',
  url: '/v1/users/:id',
  summary: 'Read a user',
  ...about,
  params: userParam,
  answers: { 200: user, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readUser(db.orm, scope, params.id)
    return row ? answer(200, showUser(row, scope)) : refuse('not_found')
  },
})

export const patchUser = route({
  method: 'PATCH',
  url: '/v1/users/:id',
  summary: 'Change the role of a user, or disable them; it takes effect at once',
  ...about,
  mutates: true,
  params: userParam,
  body: userPatch,
  answers: { 200: user, ...problems('not_found', 'uid_taken', 'last_administrator') },
  async handle({ scope, params, body, principal }, _deps, tx) {
    const before = await lockToChange(tx, scope, params.id, principal)
    if (!before) return refuse('not_found')
    const { id, tenantId } = before
    const { role, uid, disabled } = body
    if (role !== undefined) {
      mustHold(principal, roleScopes[role])
      const fault = misfit(role, tenantId)
      if (fault) return invalid(fault)
    }
    if (uid && (await userUidIsTaken(tx, { id, tenantId, uid }))) return refuse('uid_taken')
    await updateUser(tx, id, body)
    const after = await reread(tx, id)
    if (await leavesNobody(tx, before, after)) return refuse('last_administrator')
    if (disabled) await endSessions(tx, id)
    return {
      ...answer(200, showUser(after, scope)),
      audit: {
        action: 'user.updated',
        target: target(id),
        tenantId,
        changes: changesBetween(audited(before), audited(after)),
      },
    }
  },
})

const audited = ({ role, uid, disabledAt }: UserRow) => ({ role, uid, disabled: disabledAt !== null })

export const removeUser = route({
  method: 'DELETE',
  url: '/v1/users/:id',
  summary: 'Delete a user; their sessions end at once, and the e-mail and the uid are free again',
  ...about,
  mutates: true,
  params: userParam,
  answers: { 204: z.undefined(), ...problems('not_found', 'last_administrator') },
  async handle({ scope, params, principal }, _deps, tx) {
    const before = await lockToChange(tx, scope, params.id, principal)
    if (!before) return refuse('not_found')
    const { id, tenantId, email, role, uid } = before
    if (await leavesNobody(tx, before)) return refuse('last_administrator')
    await deleteUser(tx, id)
    return {
      ...answer(204, undefined),
      audit: { action: 'user.deleted', target: target(id), tenantId, changes: { email, role, uid } },
    }
  },
})
