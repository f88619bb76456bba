import type { RowOf } from '@g5/sdk'
import { Archive, Share2 } from 'lucide-react'
import { Badge } from '../../ui/badge.tsx'
import { Row } from '../../ui/page.tsx'

export function EventTypeBadges({
  eventType: { archived, shared },
}: {
  eventType: Pick<RowOf<'eventTypes.list'>, 'archived' | 'shared'>
}) {
  return (
    <Row>
      {archived ? (
        <Badge tone="idle" icon={Archive}>
          Archived
        </Badge>
      ) : (
        <Badge tone="good">In use</Badge>
      )}
      {shared && (
        <Badge tone="info" icon={Share2}>
          Shared
        </Badge>
      )}
    </Row>
  )
}
