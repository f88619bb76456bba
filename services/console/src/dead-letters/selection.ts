import type { BodyOf, RowOf } from '@g5/sdk'
import type { DeliveryReason } from '../deliveries/reasons.ts'
import type { Bounds } from '../search/bounds.ts'

export type DeadLetter = RowOf<'deadLetters.list'>
/** Which dead letters something is done to, as the API takes it. */
export type Select = BodyOf<'deadLetters.replayAll'>['select']

export interface DeadLetterFilter {
  endpointId?: string | undefined
  type?: string | undefined
  reason?: DeliveryReason[] | undefined
}

/** Ids that one selection may name. */
export const mostIds = 1_000

/** Why something can't be selected, or the selection. */
export type Selected = { select: Select } | { refused: string }

/** All that the filters of the list match, those that are not loaded too. */
export function selectMatching({ endpointId, type, reason = [] }: DeadLetterFilter, bounds: Bounds): Selected {
  const [one, ...others] = reason
  if (others.length > 0) return { refused: 'It takes one reason at a time: filter by one, or choose rows.' }
  return {
    select: {
      ...(endpointId !== undefined && { endpointId }),
      ...(type !== undefined && { type }),
      ...(one !== undefined && { reason: one }),
      ...bounds,
    },
  }
}

export function selectChosen(ids: readonly string[]): Selected {
  if (ids.length > mostIds)
    return { refused: 'At most 1,000 can be chosen one by one: use a filter and all that match.' }
  return { select: { ids: [...ids] } }
}
