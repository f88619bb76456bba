import { type FieldError, type Problem, type ProblemCode, problemCatalogue, problemType } from '@g5/contracts'
import { Overloaded } from '@g5/core'
import { isConnectionLoss } from '@g5/db'
import type { z } from 'zod'

export interface ProblemDetails {
  /** One sentence about this occurrence. */
  detail?: string | undefined
  errors?: FieldError[] | undefined
  headers?: Record<string, string> | undefined
}

/** A request that can't be answered as it wished. The only error that is thrown on purpose, and only at the edge. */
export class HttpProblem extends Error {
  override name = 'HttpProblem'
  readonly code: ProblemCode
  readonly details: ProblemDetails
  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(details.detail ?? problemCatalogue[code].title)
    this.code = code
    this.details = details
  }
}

/** RFC 9457. */
export function problemBody(
  code: ProblemCode,
  { detail, errors }: ProblemDetails,
  at: { requestId: string; instance?: string | undefined },
): Problem {
  const { status, title } = problemCatalogue[code]
  return {
    type: problemType(code),
    title,
    status,
    ...(detail !== undefined && { detail }),
    ...(at.instance !== undefined && { instance: at.instance }),
    code,
    requestId: at.requestId,
    ...(errors && { errors }),
  }
}

/** Whatever was thrown, as the one problem it is. What nobody foresaw is ours: it is logged and says nothing. */
export function problemOf(error: unknown): HttpProblem {
  if (error instanceof HttpProblem) return error
  if (error instanceof Overloaded) return new HttpProblem('overloaded', { headers: { 'retry-after': '1' } })
  const cause = rootOf(error)
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (isConnectionLoss(cause) || passing.test(code)) return unavailable()
  if (code === 'FST_ERR_HANDLER_TIMEOUT') return unavailable('The request took too long.')
  if (unstorable.test(code))
    return new HttpProblem('validation_failed', { detail: 'A value can not be stored as it is.' })
  return byFastify(code, error) ?? new HttpProblem('internal_error')
}

export const unavailable = (detail?: string) =>
  new HttpProblem('unavailable', { detail, headers: { 'retry-after': '1' } })

/** SQLSTATE: rolled back by a conflict, ended by a timeout, no lock to be had. The same request may succeed next time. */
const passing = /^(40\d{3}|57014|55P03)$/
/** SQLSTATE class 22: a value that the database can't hold. */
const unstorable = /^22[0-9A-Z]{3}$/

function byFastify(code: string, error: unknown): HttpProblem | undefined {
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return new HttpProblem('payload_too_large')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return new HttpProblem('unsupported_media_type')
    case 'FST_ERR_MAX_PARAM_LENGTH':
      return new HttpProblem('not_found')
  }
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500
  return status >= 400 && status < 500 ? new HttpProblem('bad_request') : undefined
}

/** Drizzle wraps the driver's errors. */
function rootOf(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? rootOf(error.cause) : error
}

/** A JSON Pointer (RFC 6901) below `base`. */
export function pointer(base: string, path: readonly PropertyKey[]): string {
  return base + path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** What zod found, field by field. */
export function fieldErrors(base: string, issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((key) => ({ pointer: pointer(base, [...issue.path, key]), detail: 'is not known here' }))
    if (issue.code === 'invalid_union') return fieldErrors(pointer(base, issue.path), nearest(issue.errors))
    if (issue.code === 'invalid_key' || issue.code === 'invalid_element')
      return issue.issues.map(({ message }) => ({ pointer: pointer(base, issue.path), detail: message }))
    const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
    return [{ pointer: pointer(base, issue.path), detail: missing ? 'is required' : issue.message }]
  })
}

/** Of a union's branches, the one that came furthest. */
function nearest(branches: readonly z.core.$ZodIssue[][]): z.core.$ZodIssue[] {
  const ofAnotherType = (issues: z.core.$ZodIssue[]) =>
    issues.some((issue) => issue.code === 'invalid_type' && issue.path.length === 0)
  return branches.find((issues) => !ofAnotherType(issues)) ?? branches[0] ?? []
}
