import type { Bulk } from '@g5/sdk'
import { getRouteApi } from '@tanstack/react-router'
import { TenantName } from '../api/tenant-name.tsx'
import { EndpointLink } from '../deliveries/endpoint-link.tsx'
import { TimeOr } from '../time/time.tsx'
import { Copyable } from '../ui/code.tsx'
import { count } from '../ui/figure.tsx'
import { Facts, Page, Section } from '../ui/page.tsx'
import { Loaded } from '../ui/told.tsx'
import { AfterBulk } from './after-bulk.tsx'
import { BulkBadge } from './bulk-badge.tsx'
import { BulkHistory } from './bulk-history.tsx'
import { BulkLevers } from './bulk-levers.tsx'
import { BulkProgress } from './bulk-progress.tsx'
import { paceWords } from './pace.ts'
import { bulkTitle, selectionWords } from './selection-words.ts'
import { useBulk } from './use-bulk.ts'

const route = getRouteApi('/bulks/$bulkId')

export default function BulkPage() {
  const { bulkId } = route.useParams()
  const query = useBulk(bulkId)
  const bulk = query.data
  return (
    <Page
      title={bulk ? bulkTitle(bulk) : 'Bulk work'}
      beside={bulk && <BulkBadge bulk={bulk} />}
      about={bulk && `It touches ${selectionWords(bulk)}.`}
    >
      <Loaded query={query} what="the bulk">
        {(loaded) => <Shown bulk={loaded} />}
      </Loaded>
    </Page>
  )
}

function Shown({ bulk }: { bulk: Bulk }) {
  const { select, tenantId, matched, touched, skipped, ratePerSecond, createdAt, endedAt } = bulk
  return (
    <>
      <Section title="Progress" actions={<BulkLevers bulk={bulk} />}>
        <BulkProgress bulk={bulk} />
        <AfterBulk bulk={bulk} />
      </Section>
      <Section title="What it does">
        <Facts
          facts={[
            ['Matched when it was made', count(matched)],
            ['Touched', count(touched)],
            ['Skipped, since they had changed', bulk.status === 'running' ? 'Known when it is done' : count(skipped)],
            ['Pace', paceWords(ratePerSecond)],
            ['Endpoint', select.endpointId ? <EndpointLink id={select.endpointId} /> : 'Any'],
            ['Tenant', tenantId && <TenantName id={tenantId} />],
            ['Started', <TimeOr key="started" at={createdAt} otherwise="—" />],
            ['Ended', <TimeOr key="ended" at={endedAt} otherwise="Not yet" />],
            ['Id', <Copyable key="id" text={bulk.id} label="id" />],
          ]}
        />
      </Section>
      <BulkHistory bulkId={bulk.id} />
    </>
  )
}
