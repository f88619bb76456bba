import type { AnswerOf } from '@g5/sdk'

type Clause = AnswerOf<'endpoints.match'>['data'][number]['clauses'][number]

/** Why an event does not go there: the first clause that does not hold, with its place in the event. */
export function clauseWords(clauses: readonly Clause[]): string {
  const [first] = clauses.filter(({ matched }) => matched !== true)
  if (!first) return ''
  return first.pointer === undefined ? first.detail : `${first.pointer}: ${first.detail}`
}
