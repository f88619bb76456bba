import { type AnswerOf, type RowOf, words } from '@g5/sdk'
import { linkOptions } from '@tanstack/react-router'
import type { RangeSearch } from '../search/range.ts'

const waiting: RowOf<'deliveries.list'>['status'][] = ['pending', 'queued']
const held: typeof waiting = ['held']
const delivered: typeof waiting = ['delivered']
const notClosed: AnswerOf<'endpoints.get'>['circuit']['state'][] = ['open', 'half_open']
/** Of deliveries whose last attempt failed. */
export const failedClasses = words['deliveries.list'].statusClass.filter((one) => one !== '2xx')

/** The list behind each number of now, of whatever age: what waits, is held or is dead may be as old as what is kept. */
export const listsOfNow = {
  waiting: linkOptions({ to: '/deliveries', search: { status: waiting } }),
  held: linkOptions({ to: '/deliveries', search: { status: held } }),
  deadLetters: linkOptions({ to: '/dead-letters', search: {} }),
  circuits: linkOptions({ to: '/endpoints', search: { circuit: notClosed } }),
}

/** The list behind each number of a stretch of time. */
export const listsOf = (range: RangeSearch) => ({
  accepted: linkOptions({ to: '/events', search: range }),
  delivered: linkOptions({ to: '/deliveries', search: { status: delivered, ...range } }),
  failed: linkOptions({ to: '/deliveries', search: { statusClass: failedClasses, ...range } }),
  deliveries: linkOptions({ to: '/deliveries', search: range }),
})
