import { faultsOf } from '../../api/faults.ts'
import type { Faults } from './read-draft.ts'

/** Gives what is wrong with a field, or undefined. */
export type Problems = (pointer: string) => string | undefined

/** What the form itself saw first, then what the API said of the field and of what is within it, each with its place. */
export function problemsOf(faults: Faults, error: unknown): Problems {
  const told = faultsOf(error, [])
  return (pointer) => faults[pointer] ?? told.at(pointer)
}

/** Pointers of what the form shows problems of beside it. */
export const shown = [
  ...['/url', '/description', '/eventTypes', '/channels', '/filter', '/retrySchedule', '/timeoutMs', '/rateLimit'],
  ...['/headers', '/secret', '/transform', '/uid', '/metadata'],
]
