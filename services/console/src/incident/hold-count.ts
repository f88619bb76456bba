import type { BodyOf, QueryOf } from '@g5/sdk'
import { count } from '../ui/numbers.ts'

/** What is to be held, by ids. */
export interface Target {
  tenantId?: string
  endpointId?: string
  host?: string
  type?: string
}

/** How what matches now is counted: a dry run counts all of it, but knows no hosts; a list counts no further than a page. */
export type Counting =
  | { by: 'dryRun'; body: BodyOf<'bulks.create'> }
  | { by: 'list'; query: QueryOf<'deliveries.list'> }

const pageRows = 250

export function countingOf({ host, endpointId, type }: Target): Counting {
  const narrow = { ...(endpointId !== undefined && { endpointId }), ...(type !== undefined && { type }) }
  if (host === undefined)
    // The action is of no weight: a dry run does nothing.
    return { by: 'dryRun', body: { action: 'send', select: { status: ['pending'], ...narrow }, dryRun: true } }
  return { by: 'list', query: { status: 'pending', host, ...narrow, limit: pageRows } }
}

export interface Matching {
  count: number
  atLeast: boolean
}

/** How many wait that a hold would meet, in a sentence. */
export function matchingWords({ count: n, atLeast }: Matching): string {
  if (n === 0 && !atLeast) return 'Nothing waits that it matches now. What comes is held from then on.'
  const many = `${atLeast ? 'At least ' : ''}${count(n)} ${n === 1 ? 'delivery waits that matches' : 'deliveries wait that match'} now.`
  return `${many} Each is held when its time comes, and so is what comes after.`
}
