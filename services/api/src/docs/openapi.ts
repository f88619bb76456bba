import swagger from '@fastify/swagger'
import { eventType, operationalEvent } from '@g5/contracts'
import type { FastifyInstance } from 'fastify'
import { createJsonSchemaTransform, jsonSchemaTransformObject } from 'fastify-type-provider-zod'
import { z } from 'zod'

/** The whole contract as OpenAPI 3.1, made from the declarations of the routes. */
export async function addOpenApi(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'G5 Core',
        version,
        description:
          'Post an event; every endpoint of the tenant that wants it gets a signed request. Failures are retried for days; what still fails waits as a dead letter until it is replayed. Errors are problems (RFC 9457) with a stable `code`.',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: [
        { name: 'events', description: 'What happened' },
        { name: 'event types', description: 'What can happen, and what is told of it' },
        { name: 'endpoints', description: 'Who wants to know' },
        { name: 'deliveries', description: 'What became of it' },
        { name: 'dead letters', description: 'What nobody took' },
        { name: 'bulk', description: 'Many deliveries at once' },
        { name: 'circuits', description: 'Endpoints that are given a rest' },
        { name: 'holds', description: 'What is kept from leaving, in an incident' },
        { name: 'queues', description: 'What waits, and whether it may go' },
        { name: 'audit', description: 'Who did what' },
        { name: 'statistics', description: 'How much, how well and how fast' },
        { name: 'tenants', description: 'Whose it is' },
        { name: 'auth', description: 'Who asks' },
        { name: 'users', description: 'People who may' },
        { name: 'API keys', description: 'Programs that may' },
        { name: 'portal', description: "A customer's own look" },
        { name: 'operations', description: 'How it is' },
      ],
      components: {
        securitySchemes: {
          credential: {
            type: 'http',
            scheme: 'bearer',
            description: "An API key, a user's access token, a portal session's, or the operator key",
          },
        },
      },
      webhooks: { event: webhook(), operational: operationalWebhook() },
    },
    transform: createJsonSchemaTransform({}),
    transformObject: jsonSchemaTransformObject,
  })
}

/** What the system itself tells, to those that ask for it by name. */
function operationalWebhook() {
  const { post } = webhook()
  const $ref = `#/components/schemas/${operationalEvent.meta()?.id}`
  const description =
    'Of types that start with `g5.`: what happened to an endpoint of the tenant. Endpoints made by the deployment without a tenant receive those of all tenants.'
  return {
    post: {
      ...post,
      summary: 'An operational event, to endpoints that name its type',
      description,
      requestBody: { required: true, content: { 'application/json': { schema: { $ref } } } },
    },
  }
}

/** What a receiver gets (Standard Webhooks 1.0.0). */
function webhook() {
  const header = (name: string, description: string) => ({
    name,
    in: 'header' as const,
    required: true,
    description,
    schema: { type: 'string' as const },
  })
  const { $schema: _, ...type } = z.toJSONSchema(eventType)
  return {
    post: {
      summary: 'A delivery to your endpoint',
      description: `The body is the event's payload, byte for byte as it was posted, unless the endpoint's \`transform\` or \`envelope\` says otherwise; its type is one that the endpoint asked for (${type.pattern}). Any 2xx is a success.`,
      parameters: [
        header('webhook-id', 'The id of the event, the same at every attempt: what to deduplicate by'),
        header('webhook-timestamp', 'Seconds since the epoch, of this attempt'),
        header('webhook-signature', 'One signature for each present secret: `v1,` and base64 of the HMAC-SHA256'),
      ],
      requestBody: { required: true, content: { 'application/json': { schema: {} } } },
      responses: { '2XX': { description: 'Taken' }, '410': { description: 'Wants no more: disables the endpoint' } },
    },
  }
}
