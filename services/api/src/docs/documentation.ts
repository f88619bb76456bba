import { STATUS_CODES } from 'node:http'
import { z } from 'zod'
import type { ZodOpenApiOperationObject, ZodOpenApiResponseObject } from 'zod-openapi'
import { isProblemAnswer, isStreamAnswer, type StreamAnswer } from '../answer.ts'
import { takesKey } from '../mutate.ts'
import type { Operation, Route, Tenancy } from '../route.ts'
import { codesByStatus } from './codes.ts'
import { headersNamed, type ResponseHeader } from './headers.ts'
import type { ProblemResponses } from './problem-response.ts'

/** A route's declaration as OpenAPI has it. */
export function documentation(route: Operation, problems: ProblemResponses): ZodOpenApiOperationObject {
  return {
    operationId: route.operationId,
    tags: [route.tag],
    summary: route.summary,
    description: [askers(route), narrowed(route), tenancies[route.tenant], audited(route)].filter(Boolean).join(' '),
    security: route.scope === 'public' ? [] : [{ credential: [] }],
    requestParams: {
      ...(route.params && { path: membersOf(route.params) }),
      ...(route.query && { query: membersOf(route.query) }),
      ...headersOf(route),
    },
    ...(route.body && { requestBody: bodyOf(route, route.body) }),
    responses: responsesOf(route, problems),
  }
}

function membersOf(schema: z.ZodType): z.ZodObject {
  if (schema instanceof z.ZodObject) return schema
  throw new Error('Parameters are declared as members of an object')
}

function askers({ scope }: Route): string {
  if (scope === 'public') return 'Needs no credential.'
  return scope === 'any' ? 'Needs a credential, whatever its scopes.' : `Needs the scope \`${scope}\`.`
}

const tenancies: Record<Tenancy, string> = {
  none: '',
  required: "A tenant's credential acts in its tenant; one of the deployment names the tenant with `X-Tenant-Id`.",
  optional:
    "A tenant's credential acts in its tenant; one of the deployment in all of them, or in the one that `X-Tenant-Id` names.",
  own: "A tenant's credential acts in its tenant; one of the deployment in the deployment itself, or in the tenant that `X-Tenant-Id` names.",
}

const narrowed = ({ narrow }: Route) => (narrow ? 'Open to portal sessions of some endpoints.' : '')

const audited = ({ mutates }: Route) => (mutates ? 'It is written to the audit log.' : '')

function headersOf(route: Route): { header?: z.ZodObject } {
  const headers: Record<string, z.ZodType> = {}
  if (route.tenant !== 'none' && route.scope !== 'public')
    headers['x-tenant-id'] = z.string().optional().meta({
      description: "The tenant's id, uid or slug, from a credential of the deployment",
    })
  if (takesKey(route))
    headers['idempotency-key'] = z
      .string()
      .max(255)
      .optional()
      .meta({
        description: 'The same key and request again gives the first answer, and does nothing',
        examples: ['7f1b6c0e-3c0a-4f7e-8a55-5a3f8f0f2c11'],
      })
  if (Object.values(route.answers).some((entry) => isStreamAnswer(entry) && entry.endless))
    headers['last-event-id'] = z
      .string()
      .optional()
      .meta({
        description:
          'Of the last message that you have: the stream goes on from a minute before it. Drop what you know. Or the id that a stream began with: it goes on with what was not there then.',
        examples: ['evt_06dw59gw008ra0sj5yj0k3x5em'],
      })
  return Object.keys(headers).length > 0 ? { header: z.object(headers) } : {}
}

function bodyOf({ method }: Route, schema: z.ZodType) {
  return {
    required: !schema.safeParse(undefined).success,
    content: {
      'application/json': { schema },
      ...(method === 'PATCH' && { 'application/merge-patch+json': { schema } }),
    },
  }
}

function responsesOf(route: Route, problems: ProblemResponses): ZodOpenApiOperationObject['responses'] {
  const responses: ZodOpenApiOperationObject['responses'] = {}
  for (const [status, codes] of codesByStatus(route)) responses[`${status}` as '400'] = problems(codes, !route.probe)
  for (const [status, entry] of Object.entries(route.answers))
    if (!isProblemAnswer(entry)) responses[status as '200'] = successOf(route, Number(status), entry)
  return responses
}

function successOf(route: Route, status: number, entry: z.ZodType | StreamAnswer): ZodOpenApiResponseObject {
  const names: ResponseHeader[] = ['X-Request-Id']
  if (!route.probe) names.push('RateLimit-Policy', 'RateLimit')
  if (takesKey(route)) names.push('Idempotent-Replayed')
  if (status === 201) names.push('Location')
  return {
    description: isStreamAnswer(entry) ? entry.description : (STATUS_CODES[status] ?? ''),
    headers: headersNamed(names),
    ...contentOf(entry),
  }
}

/** Of a stream, the schema is the one of each piece. */
function contentOf(entry: z.ZodType | StreamAnswer): Pick<ZodOpenApiResponseObject, 'content'> {
  if (isStreamAnswer(entry)) return { content: { [entry.mediaType]: { schema: entry.piece } } }
  return entry instanceof z.ZodUndefined ? {} : { content: { 'application/json': { schema: entry } } }
}
