/** What a live tail shows, and what came while it stood still. */
export interface Tail<Row> {
  /** Newest first. */
  rows: readonly Row[]
  paused: boolean
  /** Came while it was paused, newest first: the newest of them. */
  waiting: readonly Row[]
  /** How many came while it was paused, kept or not. */
  waited: number
}

/** Rows that are kept; of those that came during a pause as many. */
export const keptRows = 1_000

export const emptyTail: Tail<never> = { rows: [], paused: false, waiting: [], waited: 0 }

/** @param fresh in the order in which they came */
export function arrived<Row>(tail: Tail<Row>, fresh: readonly Row[]): Tail<Row> {
  if (fresh.length === 0) return tail
  if (!tail.paused) return { ...tail, rows: onTop(tail.rows, fresh) }
  return { ...tail, waiting: onTop(tail.waiting, fresh), waited: tail.waited + fresh.length }
}

export const paused = <Row>(tail: Tail<Row>): Tail<Row> => ({ ...tail, paused: true })

export function resumed<Row>({ rows, waiting }: Tail<Row>): Tail<Row> {
  return { rows: [...waiting, ...rows].slice(0, keptRows), paused: false, waiting: [], waited: 0 }
}

export const cleared = <Row>(tail: Tail<Row>): Tail<Row> => ({ ...tail, rows: [], waiting: [], waited: 0 })

function onTop<Row>(rows: readonly Row[], fresh: readonly Row[]): Row[] {
  return [...fresh.slice(-keptRows).reverse(), ...rows].slice(0, keptRows)
}

/** Seconds that a rate is taken over. */
const rateSeconds = 10

/** How many came in each of the last seconds, the present one last. */
export interface Counts {
  /** The Unix second of the last one. */
  second: number
  counts: readonly number[]
}

export const noCounts: Counts = { second: 0, counts: [] }

/** @param second Unix seconds, now */
export function counted({ second: before, counts }: Counts, second: number, more: number): Counts {
  const gap = Math.min(Math.max(second - before, 0), rateSeconds + 1)
  const moved = [...counts, ...Array.from({ length: gap }, () => 0)].slice(-(rateSeconds + 1))
  const last = moved.pop() ?? 0
  return { second: Math.max(second, before), counts: [...moved, last + more] }
}

/** A second, over the whole seconds before the present one, or as many as have been listened to. */
export function perSecond({ counts }: Counts): number {
  const whole = counts.slice(0, -1)
  return whole.length === 0 ? 0 : whole.reduce((sum, one) => sum + one, 0) / whole.length
}
