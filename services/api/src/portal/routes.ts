import {
  capabilityScopes,
  newPortalSession,
  portalExchange,
  portalSession,
  portalToken,
  publicId,
  reference,
} from '@g5/contracts'
import { hashToken, uuidv7 } from '@g5/core'
import {
  createPortalSession,
  endPortalSessions,
  exchangePortalCode,
  findTenant,
  resolveEndpoints,
  type Tx,
} from '@g5/db'
import { z } from 'zod'
import { answer, problems, refuse } from '../answer.ts'
import { mustHold } from '../auth/grant.ts'
import { principalOfPortal } from '../auth/principal.ts'
import { mint } from '../auth/secrets.ts'
import { consoleLink } from '../console-link.ts'
import { tenantParam } from '../params.ts'
import { time } from '../present.ts'
import { HttpProblem } from '../problem.ts'
import { route } from '../route.ts'

/** A link is opened by the page it was made for, so it need not last. */
const codeSeconds = 300

const about = { tag: 'portal', scope: 'portal:create', tenant: 'none', mutates: true, params: tenantParam } as const

export const postPortalSession = route({
  method: 'POST',
  url: '/v1/tenants/:id/portal-sessions',
  summary: 'Open the portal to a customer: a link to their own endpoints and deliveries',
  ...about,
  body: newPortalSession,
  answers: { 201: portalSession, ...problems('not_found') },
  async handle({ params, body, principal, origin }, deps, tx) {
    const { endpointIds: names, expiresInSeconds, subject = null } = body
    const capabilities = [...new Set(body.capabilities)]
    mustHold(
      principal,
      capabilities.flatMap((one) => capabilityScopes[one]),
    )
    const tenant = await findTenant(tx, params.id)
    if (!tenant) return refuse('not_found')
    const endpointIds = names ? await endpointsOf(tx, tenant.id, names) : null
    const id = uuidv7(deps.clock.now())
    const { secret, hash: codeHash } = mint('portalCode')
    const made = await createPortalSession(tx, {
      ...{ id, tenantId: tenant.id, subject, capabilities, endpointIds, codeHash },
      codeSeconds: Math.min(codeSeconds, expiresInSeconds),
      lifeSeconds: expiresInSeconds,
    })
    return {
      ...answer(201, {
        url: consoleLink(deps, origin(), 'portal', { code: secret }),
        expiresAt: time(made.expiresAt),
      }),
      audit: {
        action: 'portal_session.created',
        target: { kind: 'portal_session', id },
        tenantId: tenant.id,
        changes: {
          ...{ capabilities, subject, expiresInSeconds },
          endpointIds: endpointIds?.map((one) => publicId('endpoint', one)) ?? null,
        },
      },
    }
  },
})

/** @throws {HttpProblem} `validation_failed`, naming what is no endpoint of the tenant */
async function endpointsOf(tx: Tx, tenantId: string, names: readonly string[]): Promise<string[]> {
  const found = await resolveEndpoints(
    tx,
    tenantId,
    names.map((name) => reference('endpoint', name)),
  )
  const errors = found.flatMap((id, i) =>
    id === undefined ? [{ pointer: `/endpointIds/${i}`, detail: 'is no endpoint of this tenant' }] : [],
  )
  if (errors.length > 0) throw new HttpProblem('validation_failed', { errors })
  return [...new Set(found.flatMap((id) => id ?? []))]
}

export const removePortalSessions = route({
  method: 'DELETE',
  url: '/v1/tenants/:id/portal-sessions',
  summary: 'End all portal sessions of a tenant, and links that were not opened yet, at once',
  ...about,
  answers: { 204: z.undefined(), ...problems('not_found') },
  async handle({ params }, _deps, tx) {
    const tenant = await findTenant(tx, params.id)
    if (!tenant) return refuse('not_found')
    const sessions = await endPortalSessions(tx, tenant.id)
    return {
      ...answer(204, undefined),
      audit: {
        action: 'portal_session.all_ended',
        target: { kind: 'tenant', id: tenant.id },
        tenantId: tenant.id,
        changes: { sessions },
      },
    }
  },
})

export const postPortal = route({
  method: 'POST',
  url: '/v1/auth/portal',
  summary: 'Exchange the code of a portal link for a bearer token',
  tag: 'auth',
  scope: 'public',
  tenant: 'none',
  mutates: true,
  body: portalExchange,
  answers: { 200: portalToken, ...problems('unauthorized') },
  async prepare({ body, address }, { slowdown }) {
    slowdown.attempt(body.code, address)
  },
  async handle({ body }, _deps, tx) {
    const { secret: accessToken, hash } = mint('portalToken')
    const session = await exchangePortalCode(tx, hashToken(body.code), hash)
    if (!session)
      return refuse('unauthorized', {
        detail: 'The code is unknown, used or expired.',
        headers: { 'www-authenticate': 'Bearer' },
      })
    const { kind, id, name } = principalOfPortal(session)
    return {
      ...answer(200, { accessToken, expiresIn: session.secondsLeft }),
      audit: {
        action: 'portal_session.opened',
        target: { kind: 'portal_session', id: session.id },
        tenantId: session.tenantId,
        actor: { kind, id, name },
      },
    }
  },
})
