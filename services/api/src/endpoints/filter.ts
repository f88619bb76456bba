import { type ParsedFilter, parseFilter } from '@g5/core'
import { HttpProblem, pointer } from '../problem.ts'

/** Faults of a filter that are told of. */
const mostFaults = 20

/** @throws {HttpProblem} for a filter that is none, with a pointer to each fault */
export function readFilter(filter: unknown): Extract<ParsedFilter, { kind: 'filter' }> {
  const parsed = parseFilter(filter)
  if (parsed.kind === 'filter') return parsed
  throw new HttpProblem('validation_failed', {
    errors: parsed.faults
      .slice(0, mostFaults)
      .map(({ path, detail }) => ({ pointer: pointer('/filter', path), detail })),
  })
}
