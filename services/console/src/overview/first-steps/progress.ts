import type { RowOf } from '@g5/sdk'

type Endpoint = RowOf<'endpoints.list'>
type Delivery = RowOf<'deliveries.list'>

/** How far a tenant has come. */
export interface Progress {
  /** The newest of each; undefined: there is none yet. */
  endpoint: Endpoint | undefined
  event: RowOf<'events.list'> | undefined
  delivery: Delivery | undefined
  /** The newest that arrived. */
  delivered: Delivery | undefined
}

/** What this browser remembers: the steps were begun here, or somebody had enough of them. */
export type Kept = 'begun' | 'done' | undefined

/** Where the steps stand: in place of empty charts, above full ones, or nowhere. */
export type Place = 'alone' | 'above' | 'nowhere'

export const isComplete = ({ endpoint, event, delivered }: Progress) =>
  endpoint !== undefined && event !== undefined && delivered !== undefined

/** Whoever begins here sees the last step done too, and says when they have seen it. */
export function placeOf(progress: Progress, kept: Kept): Place {
  if (progress.endpoint === undefined || progress.event === undefined) return 'alone'
  if (kept === 'done') return 'nowhere'
  return isComplete(progress) && kept === undefined ? 'nowhere' : 'above'
}
