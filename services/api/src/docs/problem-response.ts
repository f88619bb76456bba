import { type ProblemCode, problemCatalogue } from '@g5/contracts'
import type { ZodOpenApiResponseObject } from 'zod-openapi'
import { headersNamed } from './headers.ts'

/** Of the codes of one status. Operations with the same ones share a component. */
export type ProblemResponses = (codes: readonly ProblemCode[], counted: boolean) => ZodOpenApiResponseObject

export function createProblemResponses(): ProblemResponses {
  const made = new Map<string, ZodOpenApiResponseObject>()
  return (codes, counted) => {
    const id = `${counted ? '' : 'probe.'}${codes.join('.')}`
    const response = made.get(id) ?? { id, ...problemResponse(codes, counted) }
    made.set(id, response)
    return response
  }
}

function problemResponse(codes: readonly ProblemCode[], counted: boolean): ZodOpenApiResponseObject {
  const status = problemCatalogue[codes[0] ?? 'internal_error'].status
  const ofThese = { type: 'object' as const, properties: { code: { enum: [...codes] } } }
  return {
    description: codes.map((code) => `\`${code}\`: ${problemCatalogue[code].title}`).join('; '),
    headers: headersNamed([
      'X-Request-Id',
      ...(counted ? (['RateLimit-Policy', 'RateLimit'] as const) : []),
      ...(status === 401 ? (['WWW-Authenticate'] as const) : []),
      ...(status === 429 || status === 503 ? (['Retry-After'] as const) : []),
    ]),
    content: {
      'application/problem+json': { schema: { allOf: [{ $ref: '#/components/schemas/Problem' }, ofThese] } },
    },
  }
}
