import { type ProblemCode, problemCatalogue } from '@g5/contracts'
import type { FastifySchema } from 'fastify'
import { z } from 'zod'
import { isProblemAnswer, isStreamAnswer, problemResponse, streamResponse } from '../answer.ts'
import type { Operation, Route } from '../route.ts'

/** A route's declaration as OpenAPI has it. */
export function documentation(route: Operation): FastifySchema {
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    ...describe(route),
    security: route.scope === 'public' ? [] : [{ credential: [] }],
    ...(route.params && { params: route.params }),
    ...(route.query && { querystring: route.query }),
    ...(route.body && { body: route.body }),
    ...headersOf(route),
    response: responsesOf(route),
  }
}

function describe({ scope, narrow }: Route): Pick<FastifySchema, 'description'> {
  if (scope === 'public' || scope === 'any') return {}
  const needed = `Needs the scope \`${scope}\`.`
  return { description: narrow ? `${needed} Open to portal sessions of some endpoints.` : needed }
}

function headersOf({ tenant, method, mutates, scope, answers }: Route): Pick<FastifySchema, 'headers'> {
  const headers: Record<string, z.ZodType> = {}
  if (tenant !== 'none' && scope !== 'public')
    headers['x-tenant-id'] = z.string().optional().meta({
      description: "The tenant's id, uid or slug, from a credential of the deployment",
    })
  if (method === 'POST' && mutates && scope !== 'public')
    headers['idempotency-key'] = z.string().max(255).optional().meta({
      description: 'The same key and request again gives the stored answer',
    })
  if (Object.values(answers).some((entry) => isStreamAnswer(entry) && entry.endless))
    headers['last-event-id'] = z.string().optional().meta({
      description: 'Of the last message that you have: the stream goes on from a minute before it. Drop what you know.',
    })
  return Object.keys(headers).length > 0 ? { headers: z.object(headers) } : {}
}

function responsesOf(route: Route): Record<number, unknown> {
  const responses: Record<number, unknown> = {}
  const codes = new Set(commonProblems(route))
  for (const [status, entry] of Object.entries(route.answers)) {
    if (isProblemAnswer(entry)) for (const code of entry.codes) codes.add(code)
    else if (isStreamAnswer(entry)) responses[Number(status)] = streamResponse(entry)
    else responses[Number(status)] = entry
  }
  const byStatus = Map.groupBy(codes, (code) => problemCatalogue[code].status)
  for (const [status, ofStatus] of byStatus) responses[status] ??= problemResponse(ofStatus)
  return responses
}

/** What every route of its kind can answer with. */
function commonProblems(route: Route): ProblemCode[] {
  if (route.probe) return []
  const known = route.scope !== 'public'
  return [
    ...(route.body ? (['malformed_json', 'payload_too_large', 'unsupported_media_type'] as const) : []),
    ...(route.body || route.query ? (['validation_failed'] as const) : []),
    ...(known ? (['unauthorized'] as const) : []),
    ...(known && route.scope !== 'any' ? (['forbidden'] as const) : []),
    ...(known && route.tenant !== 'none' ? (['not_found'] as const) : []),
    ...(route.tenant === 'required' ? (['tenant_context_required'] as const) : []),
    'rate_limited',
    'internal_error',
    'unavailable',
  ]
}
