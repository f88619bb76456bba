import { useQuery } from '@tanstack/react-query'
import { useApi } from '../api/use-api.ts'
import { useCan } from '../session/use-session.ts'
import { ButtonLink } from '../ui/button-link.tsx'
import { Section } from '../ui/page.tsx'
import { Empty } from '../ui/told.tsx'

/** Said to an operator of a deployment that nobody uses yet. */
export function NoTenants() {
  const { g5, key } = useApi()
  const can = useCan()
  const { data } = useQuery({
    queryKey: [key, 'tenants', 'any'],
    queryFn: ({ signal }) => Promise.resolve(g5.tenants.list({ limit: 1 }, { signal })),
  })
  if (data?.data.length !== 0) return null
  return (
    <Section title="First steps">
      <Empty
        title="There is no tenant yet"
        action={
          can('tenants:write') && (
            <ButtonLink look="primary" to="/settings/tenants">
              Make a tenant
            </ButtonLink>
          )
        }
      >
        Events and endpoints belong to a tenant: a customer, a product, or a team of yours.
      </Empty>
    </Section>
  )
}
