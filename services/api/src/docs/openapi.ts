import { problem } from '@g5/contracts'
import { createDocument, type ZodOpenApiOverrideContext } from 'zod-openapi'
import type { Operation } from '../route.ts'
import { documentation } from './documentation.ts'
import { withExamples } from './examples.ts'
import { responseHeaders } from './headers.ts'
import { createProblemResponses } from './problem-response.ts'
import { webhooks } from './webhooks.ts'

export type OpenApiDocument = ReturnType<typeof createDocument>

const tags = [
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
]

/** The whole contract as OpenAPI 3.1, made from the declarations of the routes and nothing else. */
export function openApiDocument(routes: readonly Operation[], version: string): OpenApiDocument {
  return withExamples(
    createDocument(
      {
        openapi: '3.1.0',
        info: {
          title: 'G5 Core',
          version,
          description:
            'Post an event; every endpoint of the tenant that wants it gets a signed request. Failures are retried for days; what still fails waits as a dead letter until it is replayed. Errors are problems (RFC 9457) with a stable `code`.',
          license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
        },
        // Each deployment serves its own, so clients find it where the document came from.
        servers: [{ url: '/', description: 'This deployment' }],
        tags,
        components: {
          securitySchemes: {
            credential: {
              type: 'http',
              scheme: 'bearer',
              description: "An API key, a user's access token, a portal session's, or the operator key",
            },
          },
          headers: responseHeaders,
          schemas: { Problem: problem },
        },
        paths: pathsOf(routes),
        webhooks,
      },
      { outputIdSuffix: 'Shown', override: ({ jsonSchema }) => plain(jsonSchema) },
    ),
  )
}

/** Without what says the same again, at length: a format's regular expression, and how far a number is exact. */
function plain(schema: ZodOpenApiOverrideContext['jsonSchema']): void {
  if (schema.format) delete schema.pattern
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
}

function pathsOf(routes: readonly Operation[]) {
  const problems = createProblemResponses()
  const byPath = Map.groupBy(routes, ({ url }) => url.replaceAll(/:(\w+)/g, '{$1}'))
  return Object.fromEntries(
    [...byPath].map(([path, ofPath]) => [
      path,
      Object.fromEntries(ofPath.map((route) => [route.method.toLowerCase(), documentation(route, problems)])),
    ]),
  )
}
