import { hash } from 'node:crypto'
import { lowestUuidAt } from '@g5/core'
import type { TenantScope } from '@g5/db'
import { HttpProblem } from './problem.ts'

interface Paged {
  limit: number
  cursor?: string | undefined
}

/**
 * Where a list goes on: the last id shown, bound to the list and the filters it was shown by. An id is a place in
 * time, so rows that arrive meanwhile neither repeat nor hide others.
 */
export function pager(list: string, scope: TenantScope, query: Paged) {
  const { limit, cursor, ...filters } = query
  const bound = hash('sha256', JSON.stringify([list, scope, sorted(filters)]), 'hex').slice(0, 16)
  return {
    limit,
    after: cursor === undefined ? undefined : open(cursor, bound),
    /**
     * `rows` holds one more than the limit when there is a next page. A page that ran out of time, short or empty, goes
     * on from where it has looked to.
     */
    page<R extends { id: string }, T>(
      rows: readonly R[],
      show: (row: R) => T,
      lookedTo?: string,
    ): { data: T[]; nextCursor: string | null } {
      const shown = rows.slice(0, limit)
      const next = rows.length > limit ? shown.at(-1)?.id : lookedTo
      return { data: shown.map(show), nextCursor: next === undefined ? null : close(next, bound) }
    },
  }
}

const cursorBytes = 24

function close(id: string, bound: string): string {
  return Buffer.from(id.replaceAll('-', '') + bound, 'hex').toString('base64url')
}

function open(cursor: string, bound: string): string {
  const hex = Buffer.from(cursor, 'base64url').toString('hex')
  if (hex.length !== cursorBytes * 2 || hex.slice(32) !== bound) throw new HttpProblem('bad_cursor')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-')
}

/** The same filters written in another order are the same filters. */
function sorted(filters: object): [string, unknown][] {
  const entries = Object.entries(filters).filter(([, value]) => value !== undefined)
  return entries
    .map(([name, value]): [string, unknown] => [name, Array.isArray(value) ? value.toSorted() : value])
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Bounds of ids for `from` (inclusive) and `to` (exclusive): an id's millisecond is its row's `createdAt`. */
export function idRange({ from, to }: { from?: string | undefined; to?: string | undefined }) {
  const bound = (time: string | undefined) => (time === undefined ? undefined : lowestUuidAt(Date.parse(time)))
  return { fromId: bound(from), toId: bound(to) }
}
