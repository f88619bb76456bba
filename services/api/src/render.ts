import type { ApiConfig } from '@g5/config'
import { z } from 'zod'
import { isProblemAnswer, isStreamAnswer, type Pieces } from './answer.ts'
import { HttpProblem } from './problem.ts'
import type { AnyOutcome, Route } from './route.ts'

/** An answer as it goes out. */
export interface Rendered {
  status: number
  headers: Record<string, string> | undefined
  /** JSON; undefined for an answer without a body. */
  body: string | undefined
  /** Instead of a body. */
  stream?: { mediaType: string; pieces: Pieces }
}

/**
 * Outside of production each answer is held against what its route declares. Schemas of answers change nothing, so in
 * production the answer is written as it is.
 * @throws {HttpProblem} for a refusal
 */
export function render(route: Route, outcome: AnyOutcome, mode: ApiConfig['mode']): Rendered {
  if (outcome.kind === 'refusal') throw new HttpProblem(outcome.code, outcome.details)
  const { status } = outcome
  const declared = route.answers[status]
  const undeclared = () => new Error(`${route.method} ${route.url} does not declare ${status}`)
  if (!declared || isProblemAnswer(declared)) throw undeclared()
  if (outcome.kind === 'stream') {
    if (!isStreamAnswer(declared)) throw undeclared()
    const { mediaType } = declared
    return { status, headers: undefined, body: undefined, stream: { mediaType, pieces: outcome.pieces } }
  }
  if (isStreamAnswer(declared)) throw undeclared()
  const { body, extras } = outcome
  if (mode !== 'production') check(route, declared, body)
  return { status, headers: extras.headers, body: withVerbatim(JSON.stringify(body), extras.verbatim) }
}

function check({ method, url }: Route, schema: z.ZodType, body: unknown): void {
  const { error } = z.safeEncode(schema, body)
  if (!error) return
  const faults = error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw new Error(`${method} ${url} gave an answer that it does not declare: ${faults.join('; ')}`)
}

/** `JSON.stringify` would write a stranger's number in its own way, and dies of a payload nested deeply enough. */
function withVerbatim(json: string | undefined, members: Record<string, string> | undefined): string | undefined {
  if (!members || !json) return json
  const more = Object.entries(members).map(([name, text]) => `,${JSON.stringify(name)}:${text}`)
  return `${json.slice(0, -1)}${more.join('')}}`
}
