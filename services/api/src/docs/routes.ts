import scalar from '@scalar/fastify-api-reference'
import type { FastifyInstance } from 'fastify'

/** Everything comes from here: no script, style, font or image of another host. Scalar styles itself inline. */
const referencePolicy = [
  "default-src 'none'",
  "script-src 'self' 'unsafe-inline'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join(';')

const page = `<!doctype html>
<html lang="en">
<title>G5 Core</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<h1>G5 Core</h1>
<ul>
  <li><a href="/console/">Console</a></li>
  <li><a href="/docs/">API reference</a></li>
  <li><a href="/v1/openapi.json">OpenAPI 3.1</a></li>
  <li><a href="/v1/health">Health</a></li>
</ul>
</html>
`

/** The front page, the OpenAPI document and its reference. */
export async function addDocs(app: FastifyInstance, document: () => object): Promise<void> {
  let json: string | undefined
  app.get('/', (_request, reply) => reply.type('text/html; charset=utf-8').send(page))
  app.get('/v1/openapi.json', (_request, reply) => {
    json ??= JSON.stringify(document()) // Most processes are never asked.
    return reply.type('application/json; charset=utf-8').send(json)
  })
  await app.register(async (reference) => {
    reference.addHook('onRequest', (_request, reply, done) => {
      reply.header('content-security-policy', referencePolicy)
      done()
    })
    await reference.register(scalar, {
      routePrefix: '/docs',
      configuration: {
        url: '/v1/openapi.json',
        pageTitle: 'G5 Core API',
        withDefaultFonts: false,
        telemetry: false,
        hideClientButton: true,
        showDeveloperTools: 'never',
        agent: { disabled: true },
      },
    })
  })
}
