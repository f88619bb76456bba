import { Navigate } from '@tanstack/react-router'
import { useApi } from '../api/use-api.ts'
import { useSession } from '../session/use-session.ts'
import { Dashboard } from './dashboard.tsx'
import { NoTenants } from './no-tenants.tsx'
import { TenantOverview } from './tenant-overview.tsx'

/** A customer begins with their endpoints: how the deployment is does not concern them. */
export default function OverviewPage() {
  const { door } = useSession()
  const { tenant } = useApi()
  if (door === 'portal') return <Navigate to="/endpoints" replace />
  if (tenant !== undefined) return <TenantOverview key={tenant} tenant={tenant} />
  return (
    <Dashboard>
      <NoTenants />
    </Dashboard>
  )
}
