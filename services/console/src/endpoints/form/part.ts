import type { Draft, Endpoint } from './draft.ts'
import type { Problems } from './problems.ts'

/** What each part of the form is given. */
export interface PartProps {
  draft: Draft
  change: (over: Partial<Draft>) => void
  problems: Problems
  /** The one that is changed; undefined while it is being made. */
  endpoint: Endpoint | undefined
}
