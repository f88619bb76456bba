import { useTenants } from './use-tenants.ts'

/** What a tenant is called, where several stand side by side; its id as long as nobody knows better, null: none. */
export function TenantName({ id }: { id: string | null | undefined }) {
  const tenants = useTenants()
  if (!id) return 'The deployment'
  return <span title={id}>{tenants?.find((tenant) => tenant.id === id)?.name ?? id}</span>
}
