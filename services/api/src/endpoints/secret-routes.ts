import { endpointSecret, rotateSecret as rotation } from '@g5/contracts'
import { lockEndpoint, readEndpoint, readSecrets, rotateSecret } from '@g5/db'
import { answer, problems, refuse } from '../answer.ts'
import { byEndpoint } from '../auth/narrow.ts'
import { endpointParam } from '../params.ts'
import { route } from '../route.ts'
import { openSecrets, sealedSecret } from './secrets.ts'

export const getSecret = route({
  method: 'GET',
  url: '/v1/webhooks/endpoints/:id/secret',
  summary: 'Read the signing secrets; each reading is audited',
  tag: 'endpoints',
  scope: 'secrets:read',
  tenant: 'own',
  mutates: true,
  params: endpointParam,
  narrow: byEndpoint,
  answers: { 200: endpointSecret, ...problems('not_found') },
  async handle({ scope, params }, { sealer }, tx) {
    const found = await readEndpoint(tx, scope, params.id)
    if (!found) return refuse('not_found')
    return {
      ...answer(200, openSecrets(sealer, await readSecrets(tx, found.id))),
      audit: { action: 'endpoint.secret_read', target: { kind: 'endpoint', id: found.id } },
    }
  },
})

export const postRotation = route({
  method: 'POST',
  url: '/v1/webhooks/endpoints/:id/secret/rotate',
  summary: 'Change the signing secret; for a while the old one signs too',
  tag: 'endpoints',
  scope: 'endpoints:write',
  tenant: 'own',
  mutates: true,
  params: endpointParam,
  body: rotation.prefault({}),
  narrow: byEndpoint,
  answers: { 200: endpointSecret, ...problems('not_found') },
  async handle({ scope, params, body, principal }, deps, tx) {
    const found = await lockEndpoint(tx, scope.tenantId, params.id)
    if (!found) return refuse('not_found')
    const { overlapHours = deps.config.secretOverlapHours, secret } = body
    await rotateSecret(tx, found.id, sealedSecret(deps, found.signing, secret), overlapHours * 3600)
    const { secret: present, previous } = openSecrets(deps.sealer, await readSecrets(tx, found.id))
    const mayRead = principal.scopes.includes('secrets:read')
    return {
      ...answer(200, { secret: present, previous: mayRead ? previous : [] }),
      audit: {
        action: 'endpoint.secret_rotated',
        target: { kind: 'endpoint', id: found.id },
        changes: { overlapHours },
      },
    }
  },
})
