import { z } from 'zod'

/** Every way a request can fail, once: the code is stable, programs may rely on it. */
export const problemCatalogue = {
  malformed_json: { status: 400, title: 'The body is not valid JSON' },
  bad_request: { status: 400, title: 'The request cannot be read' },
  bad_cursor: { status: 400, title: 'The cursor is not one of this list and these filters' },
  tenant_context_required: { status: 400, title: 'Name the tenant with the header X-Tenant-Id' },
  unauthorized: { status: 401, title: 'No valid credential' },
  forbidden: { status: 403, title: 'The credential lacks the scope' },
  tenant_suspended: { status: 403, title: 'The tenant is suspended' },
  not_found: { status: 404, title: 'There is no such thing' },
  method_not_allowed: { status: 405, title: 'The resource does not have this method' },
  slug_taken: { status: 409, title: 'The slug belongs to another tenant' },
  uid_taken: { status: 409, title: 'The uid belongs to another resource' },
  email_taken: { status: 409, title: 'The e-mail address belongs to another user' },
  last_administrator: { status: 409, title: 'Nobody else could administer this any more' },
  user_disabled: { status: 409, title: 'The user is disabled' },
  event_uid_conflict: { status: 409, title: 'An event of this uid has another body' },
  not_dead: { status: 409, title: 'The delivery is not a dead letter any more' },
  not_open: { status: 409, title: 'The delivery has ended already' },
  not_pausable: { status: 409, title: 'The queue can not be paused' },
  not_running: { status: 409, title: 'The bulk has ended already' },
  already_queued: { status: 409, title: 'The delivery is on its way' },
  endpoint_disabled: { status: 409, title: 'The endpoint is disabled' },
  endpoint_limit_reached: { status: 409, title: 'The tenant has as many endpoints as its limit allows' },
  past_retention: { status: 410, title: 'The event is older than what is retained' },
  payload_erased: { status: 410, title: 'The payload has been erased' },
  payload_too_large: { status: 413, title: 'The payload is over the limit' },
  unsupported_media_type: { status: 415, title: 'Send application/json' },
  validation_failed: { status: 422, title: 'The request does not say what it must' },
  idempotency_key_reused: { status: 422, title: 'The Idempotency-Key was used with another body' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'A fault of ours' },
  overloaded: { status: 503, title: 'More requests wait than can be served in time' },
  unavailable: { status: 503, title: 'A service that is needed is away' },
} as const satisfies Record<string, { status: number; title: string }>

export type ProblemCode = keyof typeof problemCatalogue

export const fieldError = z.strictObject({
  pointer: z
    .string()
    .meta({ description: 'JSON Pointer (RFC 6901) into the body, or #/query/…, #/path/…, #/header/…' }),
  detail: z.string(),
})
export type FieldError = z.infer<typeof fieldError>

/** RFC 9457, with `code`, `requestId` and the faults field by field. */
export const problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string().optional(),
    instance: z.string().optional(),
    code: z.enum(Object.keys(problemCatalogue) as [ProblemCode, ...ProblemCode[]]),
    requestId: z.string(),
    errors: z.array(fieldError).optional(),
  })
  .meta({ id: 'Problem' })
export type Problem = z.infer<typeof problem>

/** The URI that names a problem: an identifier, not an address (RFC 9457, section 3.1.1). */
export const problemType = (code: ProblemCode) => `urn:g5:problem:${code}`
