import { type ProblemCode, problemCatalogue } from '@g5/contracts'
import { isProblemAnswer } from '../answer.ts'
import { takesKey } from '../mutate.ts'
import type { Route } from '../route.ts'

/** Every problem that a route can answer with, by status. */
export function codesByStatus(route: Route): Map<number, ProblemCode[]> {
  const codes = new Set(commonProblems(route))
  for (const entry of Object.values(route.answers))
    if (isProblemAnswer(entry)) for (const code of entry.codes) codes.add(code)
  return Map.groupBy([...codes].sort(), (code) => problemCatalogue[code].status)
}

/** What every route of its kind can answer with. */
function commonProblems(route: Route): ProblemCode[] {
  const known = route.scope !== 'public'
  return [
    ...(route.method === 'GET' ? [] : badBodies),
    ...(route.probe ? [] : always),
    ...(takesKey(route) ? (['idempotency_key_reused'] as const) : []),
    ...(route.params ? (['not_found'] as const) : []),
    ...(known ? (['unauthorized'] as const) : []),
    // A session of some endpoints is refused by routes that can't keep it to them.
    ...(known && (route.scope !== 'any' || !route.narrow) ? (['forbidden'] as const) : []),
    ...(known && route.tenant !== 'none' ? (['not_found'] as const) : []),
    ...(route.tenant === 'required' ? (['tenant_context_required'] as const) : []),
  ]
}

/** Also where none is wanted. */
const badBodies = ['malformed_json', 'bad_request', 'payload_too_large', 'unsupported_media_type'] as const
const always = ['validation_failed', 'rate_limited', 'internal_error', 'unavailable'] as const
