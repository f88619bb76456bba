import {
  type ApiKey,
  apiKey,
  apiKeyFilter,
  apiKeyPage,
  keyScopes,
  madeApiKey,
  newApiKey,
  publicId,
  scopes,
} from '@g5/contracts'
import { mintApiKey, uuidv7 } from '@g5/core'
import { type ApiKeyRow, listApiKeys, readApiKey, revokeApiKey, storeApiKey, type TenantScope } from '@g5/db'
import { z } from 'zod'
import { answer, invalid, problems, refuse } from '../answer.ts'
import { mustHold } from '../auth/grant.ts'
import { pager } from '../paging.ts'
import { idParam } from '../params.ts'
import { createdAt, ownerOf, time } from '../present.ts'
import { route } from '../route.ts'

/** Without a tenant, a credential of the deployment sees all keys, and makes keys of the deployment. */
const about = { tag: 'API keys', scope: 'keys:write', tenant: 'optional' } as const

const target = (id: string) => ({ kind: 'api_key', id })

export const postApiKey = route({
  method: 'POST',
  url: '/v1/api-keys',
  summary: 'Make an API key; its secret is in this answer and nowhere else',
  ...about,
  mutates: true,
  body: newApiKey,
  answers: { 201: madeApiKey, ...problems() },
  async handle({ scope, body, principal }, { clock }, tx) {
    const tenantId = 'tenantId' in scope ? scope.tenantId : null
    const { name, expiresAt = null } = body
    const asked = [...new Set(body.scopes)]
    const all = keyScopes(['*'], tenantId !== null)
    mustHold(principal, asked.includes('*') ? all : scopes.filter((one) => asked.includes(one)))
    const beyond = body.scopes.flatMap((one, i) => (one === '*' || all.includes(one) ? [] : [i]))
    if (beyond.length > 0)
      return invalid(...beyond.map((i) => ({ pointer: `/scopes/${i}`, detail: 'is for keys of the deployment' })))
    if (expiresAt !== null && Date.parse(expiresAt) <= clock.now())
      return invalid({ pointer: '/expiresAt', detail: 'is past' })

    const { secret, prefix, hash } = mintApiKey()
    const id = uuidv7(clock.now())
    const row = await storeApiKey(tx, { id, tenantId, name, prefix, hash, scopes: asked, expiresAt })
    if (!row) throw new Error('a new key has the secret of an old one')
    const shown = showApiKey(row, scope)
    return {
      ...answer(201, { ...shown, secret }, { headers: { location: `/v1/api-keys/${shown.id}` } }),
      audit: { action: 'api_key.created', target: target(id), tenantId, changes: { name, scopes: asked, expiresAt } },
    }
  },
})

export const getApiKeys = route({
  method: 'GET',
  url: '/v1/api-keys',
  summary: 'List API keys, newest first, with those that have ended',
  ...about,
  query: apiKeyFilter,
  answers: { 200: apiKeyPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('API keys', scope, query)
    const rows = await listApiKeys(db.orm, scope, place)
    return answer(
      200,
      page(rows, (row) => showApiKey(row, scope)),
    )
  },
})

export const getApiKey = route({
  method: 'GET',
  url: '/v1/api-keys/:id',
  summary: 'Read an API key, without its secret',
  ...about,
  params: idParam('apiKey'),
  answers: { 200: apiKey, ...problems('not_found') },
  async handle({ scope, params }, { db }) {
    const row = await readApiKey(db.orm, scope, params.id)
    return row ? answer(200, showApiKey(row, scope)) : refuse('not_found')
  },
})

export const revokeKey = route({
  method: 'DELETE',
  url: '/v1/api-keys/:id',
  summary: 'Revoke an API key, at once and everywhere',
  ...about,
  mutates: true,
  params: idParam('apiKey'),
  answers: { 204: z.undefined(), ...problems('not_found') },
  async handle({ scope, params }, _deps, tx) {
    const row = await revokeApiKey(tx, scope, params.id)
    if (!row) return refuse('not_found')
    const { id, tenantId, name } = row
    return {
      ...answer(204, undefined),
      audit: { action: 'api_key.revoked', target: target(id), tenantId, changes: { name } },
    }
  },
})

function showApiKey(row: ApiKeyRow, scope: TenantScope): ApiKey {
  const { id, tenantId, name, prefix } = row
  return {
    id: publicId('apiKey', id),
    ...ownerOf(scope, tenantId),
    name,
    prefix,
    scopes: [...shownScopes(row)],
    createdAt: createdAt(id),
    expiresAt: time(row.expiresAt),
    lastUsedAt: time(row.lastUsedAt),
    revokedAt: time(row.revokedAt),
  }
}

/** Those that count: what a key was given once and is known no more gives nothing. */
function shownScopes({ scopes: given, tenantId }: ApiKeyRow): ApiKey['scopes'] {
  return given.includes('*') ? ['*'] : [...keyScopes(given, tenantId !== null)]
}
