import { type AnswerOf, G5Problem } from '@g5/sdk'
import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useDeployment } from '../../api/use-deployment.ts'
import { Time } from '../../time/time.tsx'
import { ButtonLink } from '../../ui/button-link.tsx'
import { Copyable } from '../../ui/code.tsx'
import { count } from '../../ui/figure.tsx'
import { Facts, Page, Section } from '../../ui/page.tsx'
import { Empty, Loaded, Note } from '../../ui/told.tsx'
import { EditTenant } from './edit-tenant.tsx'
import { Erasure } from './erasure.tsx'
import { TenantBadge } from './tenant-badge.tsx'
import { TenantLevers } from './tenant-levers.tsx'

const route = getRouteApi('/settings/tenants/$tenantId')

export default function TenantPage() {
  const deployment = useDeployment()
  const { tenantId } = route.useParams()
  const query = useQuery({
    queryKey: ['*', 'tenants', tenantId],
    queryFn: ({ signal }) => Promise.resolve(deployment.tenants.get(tenantId, { signal })),
    // Otherwise it stands still: somebody may be typing.
    refetchInterval: ({ state }) => (state.data?.status === 'erasing' && !state.error ? 2_000 : false),
  })
  if (query.data?.status === 'erasing' && isGone(query.error)) return <Gone name={query.data.name} />
  if (query.data) return <Tenant tenant={query.data} />
  return (
    <Page title="Tenant">
      <Loaded query={query} what="the tenant" lines={6}>
        {() => null}
      </Loaded>
    </Page>
  )
}

const isGone = (error: unknown) => error instanceof G5Problem && error.status === 404

function Tenant({ tenant }: { tenant: AnswerOf<'tenants.get'> }) {
  const { id, name, slug, status, erasure, usage, limits } = tenant
  return (
    <Page
      title={name}
      beside={<TenantBadge status={status} />}
      actions={
        status !== 'erasing' && (
          <>
            <ButtonLink look="primary" to="/" search={{ tenant: slug ?? id }}>
              Act in this tenant
            </ButtonLink>
            <TenantLevers tenant={tenant} />
          </>
        )
      }
    >
      {status === 'suspended' && (
        <Note tone="warn">
          This tenant is suspended: its events are refused, and its deliveries are held until it is active again.
        </Note>
      )}
      {erasure && <Erasure erasure={erasure} />}
      <Section title="What it is">
        <Facts
          facts={[
            ['Id', <Copyable key="id" text={id} label="id" />],
            ['Slug', slug && <Copyable text={slug} label="slug" />],
            ['uid', tenant.uid && <Copyable text={tenant.uid} label="uid" />],
            ['Class', tenant.class],
            [
              'Endpoints',
              <Link key="endpoints" to="/endpoints" search={{ tenant: slug ?? id }}>
                {count(usage.endpoints)}
                {limits.endpoints !== null && ` of ${count(limits.endpoints)}`}
              </Link>,
            ],
            ['Made', <Time key="made" at={tenant.createdAt} />],
            ['Changed', <Time key="changed" at={tenant.updatedAt} />],
          ]}
        />
      </Section>
      {status !== 'erasing' && <EditTenant key={tenant.updatedAt} tenant={tenant} />}
    </Page>
  )
}

const Gone = ({ name }: { name: string }) => (
  <Page title={name}>
    <Empty title={`${name} is gone`} action={<Link to="/settings/tenants">All tenants</Link>}>
      Everything that it had is erased. What was done to it stays in the deployment’s audit log.
    </Empty>
  </Page>
)
