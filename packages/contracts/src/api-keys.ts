import { z } from 'zod'
import { cleanText } from './events.ts'
import { id } from './ids.ts'
import { page, pageQuery, time, timeFilter } from './paging.ts'
import { scope, scopes } from './scopes.ts'

/** `*`: all that an admin of the tenant may do, or for a key of the deployment, all that there is. */
export const keyScope = z.union([scope, z.literal('*')])

export const newApiKey = z
  .strictObject({
    name: cleanText
      .min(1)
      .max(100)
      .meta({ examples: ['billing'] }),
    scopes: z
      .array(keyScope)
      .min(1)
      .max(scopes.length + 1)
      .meta({ description: "A part of the maker's own, or * for all", examples: [['events:write']] }),
    expiresAt: timeFilter.nullable().optional().meta({ description: 'It never expires without one' }),
  })
  .meta({ id: 'NewApiKey' })

const shape = {
  id: id('apiKey'),
  tenantId: id('tenant').nullable().optional().meta({ description: 'null: of the deployment' }),
  name: z.string(),
  prefix: z.string().meta({ description: 'What the secret starts with', examples: ['g5k_aB3dE5fG'] }),
  scopes: z.array(keyScope),
  createdAt: time,
  expiresAt: time.nullable(),
  lastUsedAt: time.nullable().meta({ description: 'To the minute' }),
  revokedAt: time.nullable(),
}

export const apiKey = z.strictObject(shape).meta({ id: 'ApiKey' })
export type ApiKey = z.infer<typeof apiKey>

export const madeApiKey = z
  .strictObject({ ...shape, secret: z.string().meta({ description: 'Shown this once' }) })
  .meta({ id: 'MadeApiKey' })

export const apiKeyFilter = pageQuery
export const apiKeyPage = page(apiKey)
