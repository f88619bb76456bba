import { invitedUser } from '@g5/contracts'
import { endSessions } from '@g5/db'
import { z } from 'zod'
import { answer, problems, refuse } from '../answer.ts'
import { userParam } from '../params.ts'
import { route } from '../route.ts'
import { lockToChange } from './change.ts'
import { invite } from './invite.ts'
import { showUser } from './show.ts'

const about = {
  method: 'POST',
  tag: 'users',
  scope: 'users:write',
  tenant: 'optional',
  mutates: true,
  params: userParam,
} as const

export const postInvite = route({
  ...about,
  url: '/v1/users/:id/invite',
  summary: 'Make a new link by which the user chooses a password; an older link is no good any more',
  answers: { 200: invitedUser, ...problems('not_found', 'user_disabled') },
  async handle({ scope, params, principal, origin }, deps, tx) {
    const found = await lockToChange(tx, scope, params.id, principal)
    if (!found) return refuse('not_found')
    if (found.disabledAt !== null) return refuse('user_disabled')
    const { url: inviteUrl, expiresAt: inviteExpiresAt } = await invite(tx, found.id, origin(), deps)
    return {
      ...answer(200, { ...showUser({ ...found, inviteExpiresAt }, scope), inviteUrl }),
      audit: { action: 'user.invited', target: { kind: 'user', id: found.id }, tenantId: found.tenantId },
    }
  },
})

export const postSignOut = route({
  ...about,
  url: '/v1/users/:id/sign-out',
  summary: 'End all sessions of a user at once',
  answers: { 204: z.undefined(), ...problems('not_found') },
  async handle({ scope, params, principal }, _deps, tx) {
    const found = await lockToChange(tx, scope, params.id, principal)
    if (!found) return refuse('not_found')
    await endSessions(tx, found.id)
    return {
      ...answer(204, undefined),
      audit: { action: 'user.signed_out', target: { kind: 'user', id: found.id }, tenantId: found.tenantId },
    }
  },
})
