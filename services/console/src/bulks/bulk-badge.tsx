import type { Bulk } from '@g5/sdk'
import { Badge, PauseMark } from '../ui/badge.tsx'

export function BulkBadge({ bulk: { status, paused } }: { bulk: Pick<Bulk, 'status' | 'paused'> }) {
  if (status === 'done') return <Badge tone="good">Done</Badge>
  if (status === 'stopped') return <Badge tone="idle">Stopped</Badge>
  if (!paused) return <Badge tone="info">Running</Badge>
  return (
    <Badge tone="warn" icon={PauseMark}>
      Paused
    </Badge>
  )
}
