import { Link } from '@tanstack/react-router'
import { useApi } from '../api/use-api.ts'
import type { RangeSearch } from '../search/range.ts'
import { Grid, Section } from '../ui/page.tsx'
import { words } from '../ui/states-of.tsx'

import { failedClasses } from './lists.ts'
import { TopEndpoint } from './top-endpoint.tsx'
import { type TopRow, TopTable } from './top-table.tsx'

const noFailures = 'No attempt failed in this time.'

/** Where attempts fail: one look says whether it is one receiver, one host, one kind of event or us. */
export function TopFailing({ range }: { range: RangeSearch }) {
  const { tenant } = useApi()
  const failures = { metric: 'failures', range, none: noFailures } as const
  return (
    <Section title="Most failed attempts">
      <Grid>
        <TopTable
          {...failures}
          title="By endpoint"
          by="endpoint"
          name={(row) => <TopEndpoint row={row} range={range} />}
          note={(row) => noteOf(row, tenant === undefined)}
        />
        <TopTable {...failures} title="By host" by="host" name={(row) => <HostLink row={row} range={range} />} />
        <TopTable {...failures} title="By event type" by="type" name={(row) => <TypeLink row={row} range={range} />} />
        <TopTable {...failures} title="By error" by="errorCode" name={(row) => <ErrorLink row={row} range={range} />} />
      </Grid>
    </Section>
  )
}

/** For those who look at all tenants. */
export function TopTenants({ range }: { range: RangeSearch }) {
  return (
    <Section title="Tenants">
      <Grid>
        <TopTable
          title="Most failed attempts"
          by="tenant"
          metric="failures"
          range={range}
          none={noFailures}
          name={(row) => <TenantLink row={row} range={range} />}
        />
        <TopTable
          title="Largest backlog now"
          by="tenant"
          metric="backlog"
          range={undefined}
          none="Nothing waits."
          name={(row) => <TenantLink row={row} range={range} />}
        />
      </Grid>
    </Section>
  )
}

interface Linked {
  row: TopRow
  range: RangeSearch
}

function noteOf({ tenantSlug, lastErrorCode }: TopRow, withTenant: boolean): string {
  return [withTenant && tenantSlug, lastErrorCode && `last: ${words(lastErrorCode)}`].filter(Boolean).join(' · ')
}

function HostLink({ row: { host }, range }: Linked) {
  if (host == null) return <span>Endpoints that are deleted</span>
  return (
    <Link to="/deliveries" search={{ host, statusClass: failedClasses, ...range }} title={host}>
      {host}
    </Link>
  )
}

function TypeLink({ row: { type }, range }: Linked) {
  return (
    <Link to="/deliveries" search={{ type, statusClass: failedClasses, ...range }} title={type}>
      {type}
    </Link>
  )
}

function ErrorLink({ row: { errorCode }, range }: Linked) {
  if (!errorCode) return null
  return (
    <Link to="/deliveries" search={{ errorCode: [errorCode], ...range }}>
      {words(errorCode)}
    </Link>
  )
}

function TenantLink({ row: { tenantId, tenantSlug }, range }: Linked) {
  return (
    <Link to="/" search={{ tenant: tenantSlug ?? tenantId, ...range }}>
      {tenantSlug ?? tenantId}
    </Link>
  )
}
