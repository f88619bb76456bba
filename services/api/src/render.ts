import { z } from 'zod'
import { isProblemAnswer } from './answer.ts'
import { HttpProblem } from './problem.ts'
import type { AnyOutcome, Route } from './route.ts'

/** An answer as it goes out. */
export interface Rendered {
  status: number
  headers: Record<string, string>
  /** JSON; undefined for an answer without a body. */
  body: string | undefined
}

/** @throws {HttpProblem} for a refusal */
export function render(route: Route, outcome: AnyOutcome): Rendered {
  if (outcome.kind === 'refusal') throw new HttpProblem(outcome.code, outcome.details)
  const { status, body, extras } = outcome
  const schema = route.answers[status]
  if (!schema || isProblemAnswer(schema)) throw new Error(`${route.method} ${route.url} does not declare ${status}`)
  const encoded = z.safeEncode(schema, body)
  if (!encoded.success) {
    const faults = encoded.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    throw new Error(`${route.method} ${route.url} gave an answer that it does not declare: ${faults.join('; ')}`)
  }
  return { status, headers: extras.headers ?? {}, body: withVerbatim(JSON.stringify(encoded.data), extras.verbatim) }
}

/** `JSON.stringify` would write a stranger's number in its own way, and dies of a payload nested deeply enough. */
function withVerbatim(json: string | undefined, members: Record<string, string> | undefined): string | undefined {
  if (!members || !json) return json
  const more = Object.entries(members).map(([name, text]) => `,${JSON.stringify(name)}:${text}`)
  return `${json.slice(0, -1)}${more.join('')}}`
}
