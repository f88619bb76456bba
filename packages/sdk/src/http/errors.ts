import type { Problem } from '../generated/schema.ts'

export type ProblemCode = Problem['code']
export type FieldError = NonNullable<Problem['errors']>[number]

/** Whatever a call can fail with, save what the caller's own signal says. */
export class G5Error extends Error {
  override name = 'G5Error'
}

/** No answer, or not the whole of one: the network failed, or the time was over. */
export class G5ConnectionError extends G5Error {
  override name = 'G5ConnectionError'
  readonly timedOut: boolean
  constructor(message: string, { timedOut = false, cause }: { timedOut?: boolean; cause?: unknown } = {}) {
    super(message, { cause })
    this.timedOut = timedOut
  }
}

/** The server refused. `code` is stable and says why; a server newer than this client may know more of them. */
export class G5Problem extends G5Error {
  override name = 'G5Problem'
  readonly code: ProblemCode
  readonly status: number
  readonly title: string
  readonly detail: string | undefined
  /** Field by field, for `validation_failed`. */
  readonly errors: readonly FieldError[]
  readonly requestId: string
  readonly headers: Headers
  constructor(problem: Problem, headers: Headers) {
    super([`${problem.code}: ${problem.detail ?? problem.title}`, ...(problem.errors ?? []).map(told)].join('\n  '))
    this.code = problem.code
    this.status = problem.status
    this.title = problem.title
    this.detail = problem.detail
    this.errors = problem.errors ?? []
    this.requestId = problem.requestId
    this.headers = headers
  }
}

const told = ({ pointer, detail }: FieldError) => `${pointer || '/'} ${detail}`

/** An answer that is not one of this API: a proxy's, perhaps, or another server's. */
export class G5UnexpectedAnswer extends G5Error {
  override name = 'G5UnexpectedAnswer'
  readonly status: number
  readonly headers: Headers
  readonly body: string
  constructor(status: number, headers: Headers, body: string) {
    super(`HTTP ${status}, and not an answer of this API`)
    this.status = status
    this.headers = headers
    this.body = body
  }
}

/** What an answer that is no success means. */
export function failureOf(status: number, headers: Headers, body: string): G5Problem | G5UnexpectedAnswer {
  const problem = headers.get('content-type')?.startsWith('application/problem+json') ? parsed(body) : undefined
  return problem ? new G5Problem(problem, headers) : new G5UnexpectedAnswer(status, headers, body)
}

function parsed(body: string): Problem | undefined {
  try {
    const value: unknown = JSON.parse(body)
    return isProblem(value) ? value : undefined
  } catch {
    return undefined // Cut off on its way; what is left is shown as it is.
  }
}

function isProblem(value: unknown): value is Problem {
  return typeof value === 'object' && value !== null && 'code' in value && 'status' in value && 'requestId' in value
}
