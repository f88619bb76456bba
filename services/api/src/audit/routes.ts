import { auditExportFilter, auditExportLine, auditFilter, auditPage, uuidOfId } from '@g5/contracts'
import { lowestUuidAt } from '@g5/core'
import { type AuditFilter, listAudit, type Named, nextAudit } from '@g5/db'
import type { z } from 'zod'
import { answer, lines, problems, streaming } from '../answer.ts'
import { idRange, pager } from '../paging.ts'
import { persistently } from '../persistently.ts'
import { route } from '../route.ts'
import { exportLines, rowsAtOnce } from './export.ts'
import { showEntry } from './show.ts'

const about = { tag: 'audit', scope: 'audit:read', tenant: 'optional' } as const

export const getAuditLogs = route({
  method: 'GET',
  url: '/v1/audit-logs',
  summary: 'Who did what, newest first; what operators did to a tenant is in its log',
  ...about,
  query: auditFilter,
  mayLag: true,
  answers: { 200: auditPage, ...problems('bad_cursor') },
  async handle({ scope, query }, { db }) {
    const { page, ...place } = pager('audit', scope, query)
    const rows = await listAudit(db.orm, scope, { ...filterOf(query), ...place })
    return answer(
      200,
      page(rows, (row) => showEntry(row, scope)),
    )
  },
})

/** How long a lost connection is tried again in the middle of an export. */
const patienceMs = 5_000

export const exportAuditLogs = route({
  method: 'GET',
  url: '/v1/audit-logs/export',
  summary: 'All of it, oldest first, a line each; the last line says that it is complete',
  ...about,
  bounded: true,
  query: auditExportFilter,
  answers: { 200: lines(auditExportLine), ...problems() },
  async handle({ scope, query }, { db, clock }) {
    // What comes after its beginning is not part of it: else it might never end.
    const filter = { toId: lowestUuidAt(clock.now() + 1), ...filterOf(query) }
    const next = (after?: string) =>
      persistently(patienceMs, () => nextAudit(db.orm, scope, { ...filter, after, limit: rowsAtOnce }))
    return streaming(
      200,
      exportLines(await next(), next, (row) => showEntry(row, scope)),
    )
  },
})

function filterOf({ actor, action, target, ...window }: z.output<typeof auditExportFilter>): AuditFilter {
  const { fromId, toId } = idRange(window)
  return {
    ...{ actor: namedBy(actor), action, target: namedBy(target), fromId },
    ...(toId !== undefined && { toId }),
  }
}

/** An id of any kind is one, and everything else a name. */
function namedBy(words: readonly string[] | undefined): Named | undefined {
  if (!words) return undefined
  return {
    ids: words.flatMap((word) => uuidOfId(word) ?? []),
    names: words.filter((word) => uuidOfId(word) === undefined),
  }
}
