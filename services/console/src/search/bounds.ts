import { useMemo } from 'react'
import { type RangeSearch, rangeOf } from './range.ts'

/** As the API's lists take them; without one they go on for ever. */
export interface Bounds {
  from?: string
  to?: string
}

/** @param now Unix milliseconds */
export function boundsOf({ range, from, to }: RangeSearch, now: number): Bounds {
  const begin = range === undefined ? from : rangeOf({ range }, now).from
  return { ...(begin !== undefined && { from: begin }), ...(to !== undefined && { to }) }
}

/**
 * The same for a list that is read page by page: a cursor is good for its own filters alone, so the last hour is that
 * before the list was opened, and grows at its newer end.
 */
export function useBounds({ range, from, to }: RangeSearch): Bounds {
  return useMemo(() => boundsOf({ range, from, to }, Date.now()), [range, from, to])
}
