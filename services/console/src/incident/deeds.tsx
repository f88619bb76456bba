import { given } from '../api/given.ts'
import { useDeployment } from '../api/use-deployment.ts'
import { useRows } from '../api/use-rows.ts'
import { useTicking } from '../time/clock.ts'
import { ButtonLink } from '../ui/button-link.tsx'
import { Section } from '../ui/page.tsx'
import { Empty } from '../ui/told.tsx'
import { AuditTable } from './audit-table.tsx'
import { watchMs } from './use-health.ts'

const [minuteMs, hourMs] = [60_000, 3_600_000]

/** Who did what in the last hour: often the cause, and always whom to ask. */
export function Deeds() {
  const g5 = useDeployment()
  // Of a whole minute, so that it is the same list for as long.
  const from = useTicking((now) => new Date(Math.floor((now - hourMs) / minuteMs) * minuteMs).toISOString())
  const list = useRows(
    ['*', 'audit', 'last-hour', from],
    ({ cursor, signal }) => g5.auditLogs.list(given({ from, cursor, limit: 100 }), { signal }),
    { refreshMs: watchMs },
  )
  return (
    <Section
      title="Who did what in the last hour"
      about="Without those who signed in and out."
      actions={<ButtonLink to="/settings/audit">Whole audit log</ButtonLink>}
    >
      <AuditTable
        list={{ ...list, rows: list.rows.filter(({ action }) => !action.startsWith('session.')) }}
        empty={<Empty title="Nobody changed anything in the last hour">What is going on has another cause.</Empty>}
      />
    </Section>
  )
}
