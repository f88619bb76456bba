import { login, me, publicId, refresh, session } from '@g5/contracts'
import { hashToken } from '@g5/core'
import { endTokenFamily, familyOfToken, findActiveUser, findUserByEmail, type User, useRefreshToken } from '@g5/db'
import { z } from 'zod'
import { answer, problems, refuse } from '../answer.ts'
import { HttpProblem, type ProblemDetails } from '../problem.ts'
import { type AuditNote, route } from '../route.ts'
import { openSession } from './sessions.ts'

const challenge = { headers: { 'www-authenticate': 'Bearer' } } satisfies ProblemDetails

/** Told of a user by a request that carries no credential yet. */
function byUser(action: `session.${string}`, { id, email, tenantId }: User): AuditNote {
  return { action, tenantId, actor: { kind: 'user', id, name: email }, target: { kind: 'user', id } }
}

export const postLogin = route({
  method: 'POST',
  url: '/v1/auth/login',
  summary: 'Sign in with e-mail and password',
  tag: 'auth',
  scope: 'public',
  tenant: 'none',
  mutates: true,
  body: login,
  answers: { 200: session, ...problems('unauthorized') },
  /** An unknown e-mail and a wrong password look alike, and take the same time. */
  async prepare({ body: { email, password }, address }, { db, passwords, slowdown }) {
    slowdown.attempt(email, address)
    const user = await findUserByEmail(db.orm, email)
    const right = await passwords.verify(user?.passwordHash, password)
    if (user && right && user.disabledAt === null) return user
    throw new HttpProblem('unauthorized', { ...challenge, detail: 'The e-mail or the password is wrong.' })
  },
  async handle({ prepared: user }, deps, tx) {
    return { ...answer(200, await openSession(deps, tx, user.id)), audit: byUser('session.opened', user) }
  },
})

export const postRefresh = route({
  method: 'POST',
  url: '/v1/auth/refresh',
  summary: 'Exchange a refresh token for a new pair; each is good once',
  tag: 'auth',
  scope: 'public',
  tenant: 'none',
  mutates: true,
  body: refresh,
  answers: { 200: session, ...problems('unauthorized') },
  async handle({ body }, deps, tx) {
    const use = await useRefreshToken(tx, hashToken(body.refreshToken))
    if (use.kind === 'unknown') return refuse('unauthorized', challenge)
    const user = await findActiveUser(tx, use.userId)
    if (!user) return refuse('unauthorized', challenge)
    if (use.kind === 'reused') return { ...refuse('unauthorized', challenge), audit: byUser('session.reused', user) }
    const renewed = await openSession(deps, tx, user.id, use.family)
    return { ...answer(200, renewed), audit: byUser('session.renewed', user) }
  },
})

export const postLogout = route({
  method: 'POST',
  url: '/v1/auth/logout',
  summary: 'End the session that a refresh token belongs to',
  tag: 'auth',
  scope: 'public',
  tenant: 'none',
  mutates: true,
  body: refresh,
  answers: { 204: z.undefined(), ...problems('unauthorized') },
  async handle({ body }, _deps, tx) {
    const found = await familyOfToken(tx, hashToken(body.refreshToken))
    const user = found && (await findActiveUser(tx, found.userId))
    if (!user) return refuse('unauthorized', challenge)
    await endTokenFamily(tx, found.family)
    return { ...answer(204, undefined), audit: byUser('session.closed', user) }
  },
})

export const getMe = route({
  method: 'GET',
  url: '/v1/me',
  summary: 'Who asks, and what they may do',
  tag: 'auth',
  scope: 'any',
  tenant: 'none',
  answers: { 200: me },
  async handle({ principal: { kind, id, name, role, tenantId, scopes } }) {
    return answer(200, {
      kind,
      id: id && publicId(kind === 'user' ? 'user' : 'apiKey', id),
      name,
      role,
      tenantId: tenantId && publicId('tenant', tenantId),
      scopes: [...scopes],
    })
  },
})
