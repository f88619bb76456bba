import { changePassword, type IdKind, me, publicId, session } from '@g5/contracts'
import { endSessions, findActiveUser, lockUser, setPassword } from '@g5/db'
import { answer, invalid, problems } from '../answer.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'
import { accessTokenSeconds } from './access-tokens.ts'
import { byScope } from './narrow.ts'
import type { Principal } from './principal.ts'

const idKinds: Record<Principal['kind'], IdKind> = {
  user: 'user',
  api_key: 'apiKey',
  operator: 'apiKey',
  portal: 'portalSession',
}

export const getMe = route({
  method: 'GET',
  url: '/v1/me',
  summary: 'Who asks, and what they may do',
  tag: 'auth',
  scope: 'any',
  tenant: 'none',
  narrow: byScope,
  answers: { 200: me },
  async handle({ principal: { kind, id, name, role, tenantId, scopes, endpointIds } }) {
    return answer(200, {
      kind,
      id: id && publicId(idKinds[kind], id),
      name,
      role,
      tenantId: tenantId && publicId('tenant', tenantId),
      scopes: [...scopes],
      endpointIds: endpointIds?.map((one) => publicId('endpoint', one)) ?? null,
    })
  },
})

const wrongPassword = { pointer: '/currentPassword', detail: 'is wrong' }

export const patchMe = route({
  method: 'PATCH',
  url: '/v1/me',
  summary: "Change one's password; all other sessions end, and this one goes on with the access token of the answer",
  tag: 'auth',
  scope: 'any',
  tenant: 'none',
  mutates: true,
  body: changePassword,
  answers: { 200: session, ...problems('forbidden') },
  async prepare({ principal, body, address }, { db, passwords, slowdown }) {
    if (principal.kind !== 'user' || principal.id === null)
      throw new HttpProblem('forbidden', { detail: 'Only users have a password.' })
    slowdown.attempt(principal.name, address)
    const user = await findActiveUser(db.orm, principal.id)
    const right = await passwords.verify(user?.passwordHash, body.currentPassword)
    if (!user || !right) throw new HttpProblem('validation_failed', { errors: [wrongPassword] })
    return { before: user, passwordHash: await passwords.hash(body.password) }
  },
  async handle({ principal: { family }, prepared: { before, passwordHash } }, { tokens }, tx) {
    const { id: userId, tenantId } = before
    const user = await lockUser(tx, { allTenants: true }, { id: userId })
    if (user?.passwordHash !== before.passwordHash) return invalid(wrongPassword)
    await setPassword(tx, userId, passwordHash)
    const epoch = await endSessions(tx, userId, family)
    return {
      ...answer(200, { accessToken: tokens.sign({ userId, family, epoch }), expiresIn: accessTokenSeconds }),
      audit: { action: 'user.password_changed', tenantId, target: { kind: 'user', id: userId } },
    }
  },
})
