import type { RowOf } from '@g5/sdk'
import { Trash } from 'lucide-react'
import { Badge, PauseMark } from '../../ui/badge.tsx'

export function TenantBadge({ status }: Pick<RowOf<'tenants.list'>, 'status'>) {
  switch (status) {
    case 'active':
      return <Badge tone="good">Active</Badge>
    case 'suspended':
      return (
        <Badge tone="warn" icon={PauseMark}>
          Suspended
        </Badge>
      )
    case 'erasing':
      return (
        <Badge tone="bad" icon={Trash}>
          Being erased
        </Badge>
      )
  }
}
