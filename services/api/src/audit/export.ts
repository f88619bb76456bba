import type { AuditEntryShown, auditExportEnd } from '@g5/contracts'
import type { z } from 'zod'

/** Rows that are in memory at once. */
export const rowsAtOnce = 1_000

/**
 * Newline-delimited JSON, page by page: the next page is read when whoever reads has taken this one.
 * @param next the page after an id
 */
export async function* exportLines<R extends { id: string }>(
  first: readonly R[],
  next: (after: string) => Promise<readonly R[]>,
  show: (row: R) => AuditEntryShown,
): AsyncGenerator<string> {
  let entries = 0
  for (let rows = first; rows.length > 0; ) {
    yield rows.map((row) => `${JSON.stringify(show(row))}\n`).join('')
    entries += rows.length
    const last = rows.at(-1)
    rows = last && rows.length === rowsAtOnce ? await next(last.id) : []
  }
  const end: z.output<typeof auditExportEnd> = { complete: true, entries }
  yield `${JSON.stringify(end)}\n`
}
