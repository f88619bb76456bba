import { number, text } from '../options.ts'
import type { Output } from '../output/output.ts'
import type { Column } from '../output/table.ts'

/** Of every list. */
export const paging = {
  limit: number('<n>', 'How many at most; 25 unless told'),
  cursor: text('<cursor>', 'Goes on where an earlier list ended (`nextCursor`)'),
}

interface Page<R> {
  data: R[]
  nextCursor: string | null
}

const mostOfAPage = 250
const usualLimit = 25

/** Prints rows of a list, page after page up to the limit. `--json`: `{"data": [...], "nextCursor": "…" | null}`. */
export async function printList<R>(
  out: Output,
  { limit = usualLimit, cursor }: { limit?: number | undefined; cursor?: string | undefined },
  load: (page: { limit: number; cursor?: string }) => PromiseLike<Page<R>>,
  columns: readonly Column<R>[],
  none = 'There is none.',
): Promise<void> {
  const data: R[] = []
  let nextCursor: string | null = cursor ?? null
  do {
    const page = await load({
      limit: Math.min(limit - data.length, mostOfAPage),
      ...(nextCursor !== null && { cursor: nextCursor }),
    })
    data.push(...page.data)
    nextCursor = page.nextCursor
  } while (nextCursor !== null && data.length < limit)
  out.data({ data, nextCursor })
  if (data.length === 0) return out.note(none)
  out.table(data, columns)
  if (nextCursor !== null && !out.json) out.note(`There are more: --limit, or --cursor ${nextCursor}`)
}

/** What is asked for, without what is not. */
export function given<T extends object>(query: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>
  }
}

/** To the second, in UTC. */
export const moment = (time: string | null | undefined) => (time ? `${time.slice(0, 19)}Z` : null)

export const statusColour = (status: string) =>
  ({
    delivered: 'green',
    ok: 'green',
    enabled: 'green',
    active: 'green',
    closed: 'green',
    dead: 'red',
    down: 'red',
    open: 'red',
    failed: 'red',
    held: 'yellow',
    degraded: 'yellow',
    half_open: 'yellow',
    disabled: 'yellow',
    suspended: 'yellow',
    cancelled: 'dim',
    pending: undefined,
    queued: undefined,
  })[status] as 'green' | 'red' | 'yellow' | 'dim' | undefined
