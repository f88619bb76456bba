import type { Bulk } from '@g5/sdk'
import { reasonLabel } from '../deliveries/reasons.ts'
import { shortTime } from '../time/words.ts'
import { count } from '../ui/numbers.ts'

type Chosen = Pick<Bulk, 'select' | 'createdAt'>

/** What a bulk does, as the title of its page. */
export function bulkTitle({ action, select }: Pick<Bulk, 'action' | 'select'>): string {
  if (action === 'cancel') return 'Cancel'
  if (action === 'discard') return 'Discard'
  if (action === 'expunge') return 'Erase payloads'
  if (select.missing) return 'Send what is missing'
  if (select.status?.every((status) => status === 'dead')) return 'Replay'
  if (select.status?.every((status) => status === 'held')) return 'Send what is held'
  return 'Send again'
}

/** What it touches, save which endpoint: `dead letters of order.placed, every attempt failed, since 3 May, 14:00`. */
export function selectionWords({ select, createdAt }: Chosen): string {
  const { ids, type, reason } = select
  return [
    kindOf(select),
    ids === undefined ? '' : `, ${count(ids)} chosen by hand`,
    type !== undefined ? ` of ${type}` : '',
    reason !== undefined ? `, reason “${reasonLabel(reason)}”` : '',
    whenOf(select, createdAt),
  ].join('')
}

const kinds: Record<NonNullable<Bulk['select']['status']>[number], string> = {
  pending: 'waiting deliveries',
  queued: 'deliveries in flight',
  delivered: 'delivered deliveries',
  dead: 'dead letters',
  held: 'held deliveries',
  cancelled: 'cancelled deliveries',
}

const kindOf = ({ missing, status = [] }: Bulk['select']): string =>
  missing ? 'events that the endpoint wants and never got' : status.map((one) => kinds[one]).join(' and ')

/** Milliseconds before its making at which an end is as good as none: the API sets one a moment before. */
const sameMs = 60_000

/** A bulk never touches what came after it was made, so an end that is no earlier goes without saying. */
function whenOf({ from, to }: Bulk['select'], createdAt: string): string {
  const end =
    to !== undefined && Date.parse(to) < Date.parse(createdAt) - sameMs ? shortTime(Date.parse(to)) : undefined
  const begin = from === undefined ? undefined : shortTime(Date.parse(from))
  if (begin !== undefined) return end === undefined ? `, since ${begin}` : `, from ${begin} to ${end}`
  return end === undefined ? '' : `, before ${end}`
}
