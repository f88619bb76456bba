import { z } from 'zod'
import { cleanText } from './events.ts'
import { time } from './paging.ts'
import { capability } from './scopes.ts'

const day = 86_400

export const newPortalSession = z
  .strictObject({
    capabilities: z
      .array(capability)
      .min(1)
      .max(capability.options.length)
      .meta({
        description:
          'view: endpoints, events and deliveries, payloads included; endpoints: change them; secrets: read signing secrets; send: retry, replay, cancel, enable and disable',
        examples: [['view', 'endpoints']],
      }),
    endpointIds: z
      .array(z.string().min(1).max(160))
      .min(1)
      .max(100)
      .optional()
      .meta({ description: 'Ids or uids of all it is to see and touch; every endpoint of the tenant without' }),
    expiresInSeconds: z.int().min(1).max(day).default(3_600),
    subject: cleanText
      .min(1)
      .max(200)
      .optional()
      .meta({
        description: 'Who it is for, as the audit log will name them',
        examples: ['ada@customer.example'],
      }),
  })
  .meta({ id: 'NewPortalSession' })

export const portalSession = z
  .strictObject({
    url: z.string().meta({ description: 'Opens the portal. Good once, and for five minutes' }),
    expiresAt: time.meta({ description: 'When the session ends' }),
  })
  .meta({ id: 'PortalSession' })
