import type { Hold } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import { Hand } from 'lucide-react'
import { useState } from 'react'
import { given } from '../api/given.ts'
import { useApi } from '../api/use-api.ts'
import { useDeployment } from '../api/use-deployment.ts'
import { useRows } from '../api/use-rows.ts'
import { useTenants } from '../api/use-tenants.ts'
import { endpointLabel, useSomeEndpoints } from '../deliveries/endpoint-name.tsx'
import { type Column, DataTable } from '../table/data-table.tsx'
import { Time, TimeOr } from '../time/time.tsx'
import { Button } from '../ui/button.tsx'
import { Section } from '../ui/page.tsx'
import { Empty } from '../ui/told.tsx'
import { upTo } from './bounded.ts'
import { criteriaWords } from './hold-words.ts'
import { NewHold } from './new-hold.tsx'
import { ReleaseHold } from './release-hold.tsx'
import { watchMs } from './use-health.ts'

/** The lever for an incident: what matches waits, until somebody lets it go. */
export function Holds() {
  const g5 = useDeployment()
  const { tenant } = useApi()
  const [making, setMaking] = useState(false)
  const list = useRows(
    ['*', 'holds', 'list'],
    ({ cursor, signal }) => g5.holds.list(given({ cursor, limit: 100 }), { signal }),
    { refreshMs: watchMs },
  )
  const make = (
    <Button look="primary" icon={<Hand />} onClick={() => setMaking(true)}>
      Hold deliveries…
    </Button>
  )
  return (
    <Section
      title="Holds"
      about="Deliveries that match wait instead of being sent, without costing an attempt. Use one while a receiver loses what it is sent."
    >
      <DataTable
        short
        name="holds"
        label="Holds"
        columns={columns}
        list={list}
        rowId={({ id }) => id}
        filters={list.rows.length > 0 && make}
        empty={
          <Empty title="Nothing is on hold" action={make}>
            Everything is sent as it comes.
          </Empty>
        }
      />
      {making && <NewHold tenant={tenant} onClose={() => setMaking(false)} />}
    </Section>
  )
}

const columns: readonly Column<Hold>[] = [
  { id: 'what', header: 'What', cell: (hold) => <Criteria hold={hold} />, width: 'minmax(200px, 1.5fr)' },
  {
    id: 'reason',
    header: 'Reason',
    cell: ({ reason }) => <span title={reason}>{reason}</span>,
    width: 'minmax(180px, 1.5fr)',
  },
  { id: 'held', header: 'Holds now', cell: (hold) => <Held hold={hold} />, width: '100px', end: true },
  { id: 'since', header: 'Since', cell: ({ createdAt }) => <Time at={createdAt} />, width: '90px' },
  { id: 'until', header: 'Until', cell: ({ until }) => <TimeOr at={until} otherwise="Open end" />, width: '90px' },
  { id: 'lever', header: 'Actions', cell: (hold) => <ReleaseHold hold={hold} />, width: '110px' },
]

function Criteria({ hold }: { hold: Hold }) {
  const tenants = useTenants()
  const endpoints = useSomeEndpoints()
  const words = criteriaWords(hold, (id) => {
    const endpoint = endpoints.data?.data.find((one) => one.id === id)
    return endpoint ? endpointLabel(endpoint) : (tenants?.find((one) => one.id === id)?.name ?? id)
  })
  return <span title={words}>{words}</span>
}

/** How much it holds, with the list behind it. */
function Held({ hold: { held, tenantId, endpointId, host, type } }: { hold: Hold }) {
  const criteria = given({
    endpointId: endpointId ?? undefined,
    host: host ?? undefined,
    type: type ?? undefined,
  })
  return (
    <Link to="/deliveries" search={{ ...criteria, tenant: tenantId ?? undefined, status: ['held'] }}>
      {upTo(held)}
    </Link>
  )
}
