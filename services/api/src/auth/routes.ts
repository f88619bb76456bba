import { login, refresh, session } from '@g5/contracts'
import { hashToken } from '@g5/core'
import { endSessionOf, findUserByEmail, lockUser, useRefreshToken } from '@g5/db'
import { z } from 'zod'
import { answer, problems, refuse } from '../answer.ts'
import { HttpProblem, type ProblemDetails } from '../problem.ts'
import { route } from '../route.ts'
import { presentedToken, removedCookie } from './refresh-cookie.ts'
import { byUser, openSession } from './sessions.ts'

const challenge = { headers: { 'www-authenticate': 'Bearer' } } satisfies ProblemDetails
const wrong = { ...challenge, detail: 'The e-mail or the password is wrong.' }

const about = { method: 'POST', tag: 'auth', scope: 'public', tenant: 'none', mutates: true } as const

export const postLogin = route({
  ...about,
  url: '/v1/auth/login',
  summary: 'Sign in with e-mail and password',
  body: login,
  answers: { 200: session, ...problems('unauthorized') },
  /** An unknown e-mail and a wrong password look alike, and take the same time. */
  async prepare({ body: { email, password }, address }, { db, passwords, slowdown }) {
    slowdown.attempt(email, address)
    const user = await findUserByEmail(db.orm, email)
    const right = await passwords.verify(user?.passwordHash, password)
    if (user && right && user.disabledAt === null) return user
    throw new HttpProblem('unauthorized', wrong)
  },
  async handle({ body, prepared: { id, passwordHash } }, deps, tx) {
    const user = await lockUser(tx, { allTenants: true }, { id })
    // The password may have been changed while it was looked at.
    if (user?.passwordHash !== passwordHash || user.disabledAt !== null) return refuse('unauthorized', wrong)
    const opened = await openSession(deps, tx, user, { inCookie: body.cookie ?? false })
    return { ...answer(200, opened.session, opened.extras), audit: byUser('session.opened', user) }
  },
})

export const postRefresh = route({
  ...about,
  url: '/v1/auth/refresh',
  summary: 'Exchange a refresh token for a new pair; each is good once',
  body: refresh.prefault({}),
  answers: { 200: session, ...problems('unauthorized', 'forbidden') },
  async handle(request, deps, tx) {
    const presented = presentedToken(request.body.refreshToken, request, deps)
    if (!presented) return refuse('unauthorized', challenge)
    const { token, inCookie } = presented
    const use = await useRefreshToken(tx, hashToken(token))
    if (use.kind === 'unknown') return refuse('unauthorized', challenge)
    const { user, family } = use
    if (use.kind === 'reused') return { ...refuse('unauthorized', challenge), audit: byUser('session.reused', user) }
    const renewed = await openSession(deps, tx, user, { family, inCookie })
    return { ...answer(200, renewed.session, renewed.extras), audit: byUser('session.renewed', user) }
  },
})

export const postLogout = route({
  ...about,
  url: '/v1/auth/logout',
  summary: 'End the session that a refresh token belongs to',
  body: refresh.prefault({}),
  answers: { 204: z.undefined(), ...problems('unauthorized', 'forbidden') },
  async handle(request, deps, tx) {
    const presented = presentedToken(request.body.refreshToken, request, deps)
    const user = presented && (await endSessionOf(tx, hashToken(presented.token)))
    if (!user) return refuse('unauthorized', challenge)
    const extras = presented.inCookie ? { headers: { 'set-cookie': removedCookie(deps) } } : {}
    return { ...answer(204, undefined, extras), audit: byUser('session.closed', user) }
  },
})
