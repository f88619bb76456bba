import { eventType, operationalEvent } from '@g5/contracts'
import { z } from 'zod'
import type { ZodOpenApiObject } from 'zod-openapi'

const { $schema: _, ...typeSchema } = z.toJSONSchema(eventType)

const signature = {
  header: z.object({
    'webhook-id': z.string().meta({
      description: 'The id of the event, the same at every attempt: what to deduplicate by',
      examples: ['evt_01k71a8700e008000000000001'],
    }),
    'webhook-timestamp': z
      .string()
      .meta({ description: 'Seconds since the epoch, of this attempt', examples: ['1767182400'] }),
    'webhook-signature': z.string().meta({
      description:
        'One signature for each present secret, with spaces between: `v1,` and base64 of the HMAC-SHA256, or `v1a,` and base64 of the ed25519 signature, of `id.timestamp.body`',
      examples: ['v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE='],
    }),
  }),
}

const responses = {
  '2XX': { description: 'Taken' },
  '410': { description: 'Wants no more: disables the endpoint' },
  '4XX': { description: 'Not taken: tried again, as every answer is that is no 2XX' },
} as const

/** What a receiver gets (Standard Webhooks 1.0.0). */
export const webhooks: NonNullable<ZodOpenApiObject['webhooks']> = {
  event: {
    post: {
      operationId: 'webhook.event',
      tags: ['deliveries'],
      summary: 'A delivery to your endpoint',
      description: `The body is the event's payload, byte for byte as it was posted, unless the endpoint's \`transform\` or \`envelope\` says otherwise; its type is one that the endpoint asked for (${typeSchema.pattern}). Any 2xx is a success.`,
      security: [],
      requestParams: signature,
      requestBody: {
        required: true,
        content: { 'application/json': { schema: {}, example: { invoice: 'in_42', amount: 1.1 } } },
      },
      responses,
    },
  },
  operational: {
    post: {
      operationId: 'webhook.operational',
      tags: ['deliveries'],
      summary: 'An operational event, to endpoints that name its type',
      description:
        'Of types that start with `g5.`: what happened to an endpoint of the tenant. Endpoints made by the deployment without a tenant receive those of all tenants.',
      security: [],
      requestParams: signature,
      requestBody: { required: true, content: { 'application/json': { schema: operationalEvent } } },
      responses,
    },
  },
}
