import { given } from '../api/given.ts'
import { useApi } from '../api/use-api.ts'
import { useRows } from '../api/use-rows.ts'
import { AuditTable } from '../incident/audit-table.tsx'
import { useCan } from '../session/use-session.ts'
import { Section } from '../ui/page.tsx'
import { Empty } from '../ui/told.tsx'

/** Who made it and who changed it, for those who may read the audit log. */
export function BulkHistory({ bulkId }: { bulkId: string }) {
  return useCan()('audit:read') ? <History bulkId={bulkId} /> : null
}

function History({ bulkId }: { bulkId: string }) {
  const { g5, key } = useApi()
  const list = useRows([key, 'audit', 'of', bulkId], ({ cursor, signal }) =>
    g5.auditLogs.list(given({ target: bulkId, cursor, limit: 50 }), { signal }),
  )
  return (
    <Section title="Who did what" about="Who made it, and who changed its pace, paused or stopped it.">
      <AuditTable
        list={list}
        empty={
          <Empty title="Nothing is written about it">Audit entries are kept for a time, and this one has passed.</Empty>
        }
      />
    </Section>
  )
}
