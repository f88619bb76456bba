import { G5ConnectionError, G5Problem, G5UnexpectedAnswer, type ProblemCode } from '@g5/sdk'

/** What the command ends with; the one place that says so. */
export const exits = {
  done: 0,
  failed: 1,
  usage: 2,
  notFound: 3,
  refused: 4,
  unreachable: 5,
  /** By Ctrl-C, as shells have it. */
  interrupted: 130,
} as const

export const exitMeanings: readonly (readonly [code: number, meaning: string])[] = [
  [exits.done, 'done'],
  [exits.failed, 'failed: it was tried, and came to nothing; `status` when not all is well; `verify` when it does not'],
  [exits.usage, 'usage: the command line makes no sense'],
  [exits.notFound, 'not found: there is no such thing, or it is another tenant’s'],
  [exits.refused, 'refused: by the credential, by the state of the thing, or for what was sent'],
  [exits.unreachable, 'unreachable: no answer, or none of G5 Core’s'],
  [exits.interrupted, 'interrupted with Ctrl-C'],
]

/** A failure that is told as it is: what happened, to what, and what to do next. */
export class Failure extends Error {
  readonly next: string | undefined
  readonly exit: number
  constructor(what: string, { next, exit = exits.failed }: { next?: string; exit?: number } = {}) {
    super(what)
    this.next = next
    this.exit = exit
  }
}

export class UsageError extends Failure {
  constructor(what: string, next?: string) {
    super(what, { exit: exits.usage, ...(next !== undefined && { next }) })
  }
}

/** What to do about a refusal, where its title and detail don't say it already. */
const cures: Partial<Record<ProblemCode, string>> = {
  unauthorized: 'Sign in with `g5 login`, or set G5_API_KEY. `g5 whoami` shows who you are.',
  forbidden: '`g5 whoami` shows the scopes you have; a key with more is made by `g5 keys create`.',
  tenant_context_required: 'Name the tenant: `--tenant ID`, or G5_TENANT.',
  not_found: 'Look for it with the `list` command; what belongs to another tenant is not found either.',
  not_dead: 'Somebody replayed or discarded it. `g5 deliveries get ID` shows what became of it.',
  endpoint_disabled: 'Enable it first: `g5 endpoints enable ID`.',
  already_queued: 'It is being sent now. `g5 deliveries get ID` shows how that goes.',
  rate_limited: 'Wait a moment, and do it again.',
  overloaded: 'Wait a moment, and do it again. `g5 status` shows how things are.',
  unavailable: 'Wait a moment, and do it again. `g5 status` shows how things are.',
  payload_erased: 'The payload is gone for good: post the event anew.',
  internal_error: 'Whoever runs the server finds it in its log by the request’s id.',
}

export interface Told {
  what: string
  next: string | undefined
  exit: number
  /** As programs read it, with `--json`. */
  json: Record<string, unknown>
}

/** How any failure is told. @param url of the deployment that was asked */
export function tell(error: unknown, url: string): Told {
  if (error instanceof Failure) return told(error.message, error.next, error.exit)
  if (error instanceof G5Problem) {
    const fields = error.errors.map(({ pointer, detail }) => `\n  ${pointer || '/'} ${detail}`).join('')
    const what = `${error.detail ?? error.title} (${error.code})${fields}\n  Request ${error.requestId} to ${url}`
    const { code, status, requestId, errors } = error
    return {
      ...told(what, cures[code], exitOf(error)),
      json: { code, status, message: error.message, requestId, errors },
    }
  }
  if (error instanceof G5ConnectionError) {
    const why = error.timedOut ? error.message : `${error.message}${causeOf(error)}`
    return told(
      `No answer from ${url}: ${why}`,
      'Is it running, and is the URL right? --url, G5_URL or `g5 login` set it.',
      exits.unreachable,
    )
  }
  if (error instanceof G5UnexpectedAnswer)
    return told(
      `${url} answered HTTP ${error.status}, and not as G5 Core does`,
      'Is the URL right? A proxy may stand in between.',
      exits.unreachable,
    )
  const what = error instanceof Error ? error.message : String(error)
  return told(`A fault of this command: ${what}`, 'Do it again with --verbose, and report what it shows.', exits.failed)
}

function told(what: string, next: string | undefined, exit: number): Told {
  return { what, next, exit, json: { message: what, ...(next && { next }) } }
}

function exitOf({ status }: G5Problem): number {
  if (status === 404) return exits.notFound
  if (status === 500) return exits.failed
  return status > 500 ? exits.unreachable : exits.refused
}

/** The network's own word, such as ECONNREFUSED, stands two causes down. */
function causeOf(error: Error): string {
  for (let cause: unknown = error.cause; cause instanceof Error; cause = cause.cause)
    if ('code' in cause && typeof cause.code === 'string') return ` (${cause.code})`
  return ''
}
