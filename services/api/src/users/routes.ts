import { invitedUser, newUser, user, userFilter, userPage, userPatch } from '@g5/contracts'
import { deleteUser, listUsers, lockUsersOf, readUser } from '@g5/db'
import { z } from 'zod'
import { answer, invalid, problems, refuse } from '../answer.ts'
import { pager } from '../paging.ts'
import { userParam } from '../params.ts'
import { route } from '../route.ts'
import { leavesNobody, lockToChange } from './change.ts'
import { showUser } from './show.ts'
import { change, make, ownTenant, target } from './write.ts'

/** Without a tenant, a credential of the deployment sees all users, and makes operators. */
const about = { tag: 'users', scope: 'users:write', tenant: 'optional' } as const

export const postUser = route({
  method: 'POST',
  url: '/v1/users',
  summary: 'Invite a user: whoever opens the link of the answer chooses the password',
  ...about,
  mutates: true,
  body: newUser,
  answers: { 201: invitedUser, ...problems('email_taken', 'uid_taken') },
  async handle({ scope, body, principal, origin }, deps, tx) {
    await lockUsersOf(tx, ownTenant(scope))
    return make(tx, { scope, principal, origin: origin() }, body, deps)
  },
})

export const putUser = route({
  method: 'PUT',
  url: '/v1/users/:id',
  summary:
    'Invite the user of a uid, or give the one there is this role; the e-mail and whether they are disabled stay',
  ...about,
  mutates: true,
  params: userParam,
  body: newUser,
  answers: { 200: user, 201: invitedUser, ...problems('not_found', 'email_taken', 'uid_taken', 'last_administrator') },
  async handle({ scope, params: { id: ref }, body, principal, origin }, deps, tx) {
    await lockUsersOf(tx, ownTenant(scope))
    const before = await lockToChange(tx, scope, ref, principal)
    if (!before && 'id' in ref) return refuse('not_found')
    const uid = 'uid' in ref ? ref.uid : (before?.uid ?? null)
    if (body.uid !== undefined && body.uid !== uid)
      return invalid({ pointer: '/uid', detail: 'is not the one of the path' })
    if (!before) return make(tx, { scope, principal, origin: origin() }, { ...body, uid }, deps)
    if (body.email !== before.email) return invalid({ pointer: '/email', detail: 'is not the one that the user has' })
    return change(tx, before, { role: body.role }, { scope, principal })
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
    return change(tx, before, body, { scope, principal })
  },
})

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
