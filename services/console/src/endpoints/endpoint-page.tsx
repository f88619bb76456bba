import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { lazy } from 'react'
import { TenantName } from '../api/tenant-name.tsx'
import { useCan } from '../session/use-session.ts'
import { Button } from '../ui/button.tsx'
import { Copyable } from '../ui/code.tsx'
import { Page, Row, Stack } from '../ui/page.tsx'
import { EndpointBadge } from '../ui/states-of.tsx'
import { Tabs } from '../ui/tabs.tsx'
import { Loaded, Note } from '../ui/told.tsx'
import { EndpointActions } from './actions/endpoint-actions.tsx'
import type { Endpoint } from './form/draft.ts'
import { StateNotes } from './state-notes.tsx'
import { useEndpoint, useRefusal } from './use-endpoint.ts'

// Each comes with the first look at it.
const HealthTab = lazy(() => import('./health/health-tab.tsx'))
const ConfigurationTab = lazy(() => import('./configuration-tab.tsx'))
const SecretTab = lazy(() => import('./secret/secret-tab.tsx'))
const TestTab = lazy(() => import('./test/test-tab.tsx'))
const VerifyTab = lazy(() => import('./verify/verify-tab.tsx'))

const route = getRouteApi('/endpoints/$endpointId')

export default function EndpointPage() {
  const { endpointId } = route.useParams()
  const query = useEndpoint(endpointId)
  return query.data ? (
    <Shown key={query.data.id} endpoint={query.data} />
  ) : (
    <Page title="Endpoint">
      <Loaded query={query} what="the endpoint" lines={8}>
        {() => null}
      </Loaded>
    </Page>
  )
}

function Shown({ endpoint }: { endpoint: Endpoint }) {
  const { tab = 'health' } = route.useSearch()
  const navigate = route.useNavigate()
  const can = useCan()
  const refused = useRefusal(endpoint)
  const tabs = [
    { value: 'health' as const, label: 'Health', Content: HealthTab },
    { value: 'configuration' as const, label: 'Configuration', Content: ConfigurationTab },
    ...(can('secrets:read') || can('endpoints:write')
      ? [{ value: 'secret' as const, label: 'Secret', Content: SecretTab }]
      : []),
    ...(can('endpoints:write') ? [{ value: 'test' as const, label: 'Test', Content: TestTab }] : []),
    { value: 'verify' as const, label: 'Verify', Content: VerifyTab },
  ]
  return (
    <Page
      title={endpoint.url}
      beside={<EndpointBadge endpoint={endpoint} />}
      about={
        <>
          {endpoint.description}
          {endpoint.description && <br />}
          <Copyable text={endpoint.id} label="id" /> {endpoint.uid && <Copyable text={endpoint.uid} label="uid" />}
        </>
      }
      actions={<EndpointActions endpoint={endpoint} refused={refused} />}
    >
      <Stack>
        {refused && endpoint.tenantId && <TenantNote tenantId={endpoint.tenantId} />}
        <StateNotes endpoint={endpoint} refused={refused} />
        <Tabs
          label="Of this endpoint"
          value={tabs.some(({ value }) => value === tab) ? tab : 'health'}
          onChange={(next) => void navigate({ search: (before) => ({ ...before, tab: next }) })}
          tabs={tabs.map(({ value, label, Content }) => ({
            ...{ value, label },
            content: () => <Content endpoint={endpoint} />,
          }))}
        />
      </Stack>
    </Page>
  )
}

/** An operator who looks at all tenants may look, and has to say for whom they act before they do. */
function TenantNote({ tenantId }: { tenantId: string }) {
  const navigate = useNavigate()
  return (
    <Note>
      <Row>
        <span>
          You look at all tenants. This endpoint is of <TenantName id={tenantId} />: to change it, act in that tenant.
        </span>
        <Button onClick={() => void navigate({ to: '.', search: (before) => ({ ...before, tenant: tenantId }) })}>
          Act in its tenant
        </Button>
      </Row>
    </Note>
  )
}
