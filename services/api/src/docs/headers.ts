import type { oas31 } from 'zod-openapi'

const text = (description: string, example: string): oas31.HeaderObject => ({
  description,
  schema: { type: 'string', examples: [example] },
})

/** The headers of our answers that a client may want to read. */
export const responseHeaders = {
  'X-Request-Id': text("The caller's own id of the request, or a new one", 'b2f1c1de-6e0b-4d1f-9a52-4c2f6a0d8a11'),
  'RateLimit-Policy': text('Requests (q) in so many seconds (w), by credential', '"default";q=600;w=60'),
  RateLimit: text('Requests that remain (r), and seconds (t) until all are there again', '"default";r=598;t=42'),
  'Retry-After': text('Seconds to wait before the same request may succeed', '1'),
  'Idempotent-Replayed': text('`true`: the answer is the first one to the same request', 'true'),
  Location: text('Where what was made can be read', '/v1/webhooks/endpoints/ep_01k71a8700e008000000000001'),
  'WWW-Authenticate': text('How to ask instead (RFC 9110)', 'Bearer'),
} satisfies Record<string, oas31.HeaderObject>

export type ResponseHeader = keyof typeof responseHeaders

/** As a response names them. */
export function headersNamed(names: readonly ResponseHeader[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
}
