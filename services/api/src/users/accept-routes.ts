import { acceptInvite, session } from '@g5/contracts'
import { hashToken } from '@g5/core'
import { endSessions, invitedUserId, lockUser, setPassword, takeInvite } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { byUser, openSession } from '../auth/sessions.ts'
import { route } from '../route.ts'

export const postAcceptInvite = route({
  method: 'POST',
  url: '/v1/auth/accept-invite',
  summary: 'Choose a password by the token of an invite, and sign in; all earlier sessions end',
  tag: 'auth',
  scope: 'public',
  tenant: 'none',
  mutates: true,
  body: acceptInvite,
  answers: { 200: session, ...problems('unauthorized') },
  /** The password is hashed whether or not the token is good: both take the same time. */
  prepare({ body, address }, { passwords, slowdown }) {
    slowdown.attempt(body.token, address)
    return passwords.hash(body.password)
  },
  async handle({ body, prepared: passwordHash }, deps, tx) {
    const hash = hashToken(body.token)
    const id = await invitedUserId(tx, hash)
    const user = id && (await lockUser(tx, { allTenants: true }, { id }))
    if (!user || user.disabledAt !== null || !(await takeInvite(tx, hash)))
      return refuse('unauthorized', {
        detail: 'The invite is unknown, used or expired.',
        headers: { 'www-authenticate': 'Bearer' },
      })
    await setPassword(tx, user.id, passwordHash)
    const sessionEpoch = await endSessions(tx, user.id)
    const opened = await openSession(deps, tx, { id: user.id, sessionEpoch }, { inCookie: body.cookie ?? false })
    return { ...answer(200, opened.session, opened.extras), audit: byUser('user.invite_accepted', user) }
  },
})
