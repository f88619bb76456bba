import { highestId } from '../tenant-scope.ts'

/** What a list shows next: rows, newest first. */
export interface Scanned<R> {
  rows: R[]
  /**
   * Time ran out: everything from here up was looked at, and the list goes on below. Undefined when `rows` says by
   * itself how it goes on: it holds one more than the limit when there is a next page.
   */
  lookedTo: string | undefined
}

/** What one statement found among a bounded number of rows. */
export interface Look<R> {
  rows: R[]
  /** Rows it looked at; fewer than it was to means that there are no more. */
  looked: number
  /** The lowest id among those. */
  lowest: string | null
}

export interface Place {
  /** Only what lies below this id. */
  after?: string | undefined
  limit: number
  /** Milliseconds until the page is answered as it is; it always looks at something. */
  budgetMs?: number | undefined
}

/** Milliseconds that a page of a rare filter may take. */
const pageBudgetMs = 5_000

/**
 * Rows that one statement looks at. Few sizes: each is written into its statement, so that the planner knows how few
 * rows are wanted, and makes a statement of its own.
 */
const sizes = [64, 256, 1_024, 4_096, 16_384] as const
/** Milliseconds of a statement that make the next one look at more, or at fewer. */
const [quick, slow] = [100, 500]

/**
 * Walks down a list by its index until the page is full, the list ends or time runs out. So a filter that finds one row
 * in a million costs a bounded time a page, and never a read of all that there is.
 */
export async function scan<R>(
  { after = highestId, limit, budgetMs = pageBudgetMs }: Place,
  look: (after: string, size: number, wanted: number) => Promise<Look<R>>,
): Promise<Scanned<R>> {
  const deadline = performance.now() + budgetMs
  const rows: R[] = []
  const first = sizes.findIndex((size) => size > limit)
  for (let below = after, tier = first; ; ) {
    const size = sizes[tier] ?? sizes[0]
    const began = performance.now()
    const found = await look(below, size, limit + 1 - rows.length)
    rows.push(...found.rows)
    if (rows.length > limit || found.looked < size || found.lowest === null) return { rows, lookedTo: undefined }
    below = found.lowest
    const now = performance.now()
    if (now >= deadline) return { rows, lookedTo: below }
    if (now - began < quick) tier = Math.min(tier + 1, sizes.length - 1)
    else if (now - began > slow) tier = Math.max(tier - 1, 0)
  }
}

/** One row of a statement that looks: what it looked at, and a hit, whose `id` is null when there was none. */
export interface LookRow {
  looked: number
  lowest: string | null
}

/** The hits among the rows of such a statement. */
export function lookOf<R extends { id: string }>(rows: readonly (R & LookRow)[]): Look<R> {
  const [first] = rows
  return { rows: rows.filter(({ id }) => id !== null), looked: first?.looked ?? 0, lowest: first?.lowest ?? null }
}
