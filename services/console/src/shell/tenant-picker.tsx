import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTenants } from '../api/use-tenants.ts'
import { TextFilter } from '../table/text-filter.tsx'

/** For operators: one tenant, or all of them at once. It is part of the address. */
export function TenantPicker() {
  const navigate = useNavigate()
  const tenant = useSearch({ strict: false, select: ({ tenant: chosen }) => chosen })
  const tenants = useTenants() ?? []
  return (
    <TextFilter
      label="Tenant"
      placeholder="All tenants"
      value={tenant}
      onChange={(next) => void navigate({ to: '.', search: (before) => ({ ...before, tenant: next }) })}
      suggestions={tenants.map(({ id, slug, name }) => ({ value: slug ?? id, label: name }))}
    />
  )
}
