import type { RowOf } from '@g5/sdk'
import { MailQuestion } from 'lucide-react'
import { Badge } from '../../ui/badge.tsx'

export function UserBadge({ status }: Pick<RowOf<'users.list'>, 'status'>) {
  switch (status) {
    case 'active':
      return <Badge tone="good">Active</Badge>
    case 'invited':
      return (
        <Badge tone="info" icon={MailQuestion}>
          Invited
        </Badge>
      )
    case 'disabled':
      return <Badge tone="idle">Disabled</Badge>
  }
}
