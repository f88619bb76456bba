import type { Circuit } from '@g5/sdk'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { given } from '../api/given.ts'
import { TenantName } from '../api/tenant-name.tsx'
import { useChange } from '../api/use-change.ts'
import { useDeployment } from '../api/use-deployment.ts'
import { useRows } from '../api/use-rows.ts'
import { isOperator, useCan, useMe } from '../session/use-session.ts'
import { type Column, DataTable } from '../table/data-table.tsx'
import { TimeOr } from '../time/time.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Confirm } from '../ui/dialog.tsx'
import { count } from '../ui/figure.tsx'
import { Section } from '../ui/page.tsx'
import { Empty } from '../ui/told.tsx'
import { CountdownTo } from './countdown-to.tsx'
import { watchMs } from './use-health.ts'

/** Which endpoints are spared since they kept failing, and when each is tried again. */
export function Circuits() {
  const g5 = useDeployment()
  const can = useCan()
  const me = useMe()
  const list = useRows(
    ['*', 'circuits'],
    ({ cursor, signal }) => g5.circuits.list(given({ cursor, limit: 100 }), { signal }),
    { refreshMs: watchMs },
  )
  const shown = [
    ...columns,
    ...(isOperator(me) ? [tenantColumn] : []),
    ...(can('deliveries:write') ? [leverColumn] : []),
  ]
  return (
    <Section
      title="Circuits"
      about="An endpoint that keeps failing is spared: its deliveries wait, and now and then one is sent as a probe. When a probe is answered well, the circuit closes by itself."
    >
      <DataTable
        short
        name="circuits"
        label="Circuits"
        columns={shown}
        list={list}
        rowId={({ endpointId }) => endpointId}
        empty={<Empty title="All circuits are closed">No endpoint is being spared.</Empty>}
      />
    </Section>
  )
}

const columns: readonly Column<Circuit>[] = [
  {
    id: 'endpoint',
    header: 'Endpoint',
    cell: ({ endpointId, tenantId, url }) => (
      <Link
        to="/endpoints/$endpointId"
        params={{ endpointId }}
        search={tenantId === undefined ? {} : { tenant: tenantId }}
      >
        {url}
      </Link>
    ),
    width: 'minmax(200px, 1.8fr)',
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => (state === 'open' ? <Badge tone="bad">Open</Badge> : <Badge tone="warn">Being probed</Badge>),
    width: '130px',
  },
  { id: 'since', header: 'Since', cell: ({ since }) => <TimeOr at={since} otherwise="—" />, width: '90px' },
  {
    id: 'failures',
    header: 'Failures',
    cell: ({ endpointId, tenantId, failures }) => (
      <Link to="/deliveries" search={{ endpointId, ...given({ tenant: tenantId }) }}>
        {count(failures)}
      </Link>
    ),
    width: '70px',
    end: true,
  },
  {
    id: 'probe',
    header: 'Next probe',
    cell: ({ nextProbeAt }) => (nextProbeAt === null ? '—' : <CountdownTo at={nextProbeAt} then="any moment" />),
    width: '110px',
  },
]

const tenantColumn: Column<Circuit> = {
  id: 'tenant',
  header: 'Tenant',
  cell: ({ tenantId }) => <TenantName id={tenantId} />,
  width: 'minmax(100px, 0.9fr)',
}

const leverColumn: Column<Circuit> = {
  id: 'lever',
  header: 'Actions',
  cell: (circuit) => <ResetCircuit circuit={circuit} />,
  width: '100px',
}

function ResetCircuit({ circuit: { endpointId, tenantId, url } }: { circuit: Circuit }) {
  const g5 = useDeployment()
  const [asking, setAsking] = useState(false)
  const reset = useChange(() => g5.circuits.reset(endpointId, { tenant: tenantId }), {
    done: 'The circuit is closed: its deliveries go out again, slowly at first.',
    onDone: () => setAsking(false),
  })
  return (
    <>
      <Button onClick={() => setAsking(true)}>Reset…</Button>
      <Confirm
        open={asking}
        onOpenChange={setAsking}
        title="Close this circuit now"
        action="Close the circuit"
        busy={reset.isPending}
        onConfirm={() => reset.mutate()}
      >
        What waits for {url} goes out again at once, slowly at first. If its receiver still fails, those attempts count
        as failures, and the circuit opens again.
      </Confirm>
    </>
  )
}
